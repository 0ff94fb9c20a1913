//! Values of which nobody knows here which one it is: those of an `Fn::If`, and the rows of a mapping.

use std::collections::BTreeSet;

use super::{Side, is_same, same::key, shape::Shape};
use crate::cfn::{Node, call, is_no_value};

/// An `Fn::If` of which nobody knows the answer.
pub(in crate::diff) struct Branches<'a> {
    asks: &'a Node,
    yes: &'a Node,
    no: &'a Node,
}

impl<'a> Branches<'a> {
    /// Whether another one asks the same.
    pub(super) fn asks_as(&self, other: &Self) -> bool {
        is_same(self.asks, other.asks)
    }

    /// Its two values.
    pub(in crate::diff) fn both(&self) -> [&'a Node; 2] {
        [self.yes, self.no]
    }
}

/// What an `Fn::If` asks, and its two values.
pub(in crate::diff) fn branches(value: &Node) -> Option<Branches<'_>> {
    let call = call(value).filter(|call| call.name == "If")?;
    let [asks, yes, no] = call.argument.as_list()? else { return None };
    Some(Branches { asks, yes, no })
}

/// The value, unless it stands for none.
pub(in crate::diff) fn there(value: &Node) -> Side<'_> {
    Some(value).filter(|value| !is_no_value(value))
}

/// Whether two sides may be the same, as one of several values that either may be is.
pub(super) fn may_be_alike(old: Side, new: Side) -> bool {
    match (old.and_then(rows), new.and_then(rows)) {
        (Some((table, place)), Some((other, at))) if place == at => share(table, other),
        _ if is_one(old) && is_one(new) => false,
        _ => !all(old).is_disjoint(&all(new)),
    }
}

fn is_one(side: Side) -> bool {
    side.is_none_or(|value| branches(value).is_none() && rows(value).is_none())
}

/// All that a side may be.
fn all(side: Side) -> BTreeSet<Option<String>> {
    let mut found = BTreeSet::new();
    collect(side, &mut found);
    found
}

fn collect(side: Side, found: &mut BTreeSet<Option<String>>) {
    let Some(value) = side else {
        found.insert(None);
        return;
    };
    if let Some(branches) = branches(value) {
        branches.both().into_iter().for_each(|value| collect(there(value), found));
    } else if let Some((table, _)) = rows(value) {
        cells(table, &mut |cell| collect(Some(cell), found));
    } else {
        found.insert(Some(key(Shape::Any, value)));
    }
}

/// Where `Fn::FindInMap` looks, and for which row and column, of which nobody knows one.
fn rows(value: &Node) -> Option<(&Node, &[Node])> {
    let call = call(value).filter(|call| call.name == "FindInMap")?;
    let [table @ Node::Map(_), place @ ..] = call.argument.as_list()? else { return None };
    Some((table, place))
}

fn cells<'a>(table: &'a Node, visit: &mut impl FnMut(&'a Node)) {
    match table {
        Node::Map(rows) if call(table).is_none() => rows.iter().for_each(|(_, row)| cells(row, visit)),
        cell => visit(cell),
    }
}

/// Whether any place holds the same in both tables.
fn share(table: &Node, other: &Node) -> bool {
    match (table, other) {
        (Node::Map(rows), Node::Map(others)) => {
            rows.iter().any(|(name, row)| others.get(name).is_some_and(|other| share(row, other)))
        }
        (cell, other) => is_same(cell, other),
    }
}
