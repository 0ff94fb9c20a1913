//! Which item of a list became which.

use std::collections::BTreeMap;

use super::{Side, policy, same::key, shape::Shape};
use crate::cfn::{Node, call, node::Map};

/// An item's number, and the item before and after.
type Pair<'a> = (usize, Side<'a>, Side<'a>);

/// The items of a list, each with its number.
pub(super) fn numbered<'a>(
    items: &'a [Node],
    sides: impl Fn(&'a Node) -> (Side<'a>, Side<'a>),
) -> Vec<Pair<'a>> {
    let pair = |(index, item)| {
        let (old, new) = sides(item);
        (index, old, new)
    };
    items.iter().enumerate().map(pair).collect()
}

/// The items that differ, if as many come as go and all of them have parts of their own; else the list changes as a whole.
pub(super) fn pairs<'a>(shape: Shape, from: &'a [Node], to: &'a [Node]) -> Option<Vec<Pair<'a>>> {
    let (gone, come) = if shape.is_set() { apart(shape.item(), from, to) } else { in_order(from, to) };
    let parted = |(_, item): &(usize, &Node)| item.as_map().is_some_and(|map| has_parts(item, map));
    let both = gone.len() == come.len() && gone.iter().chain(&come).all(parted);
    both.then(|| {
        gone.iter().zip(&come).map(|((_, old), (index, new))| (*index, Some(*old), Some(*new))).collect()
    })
}

type Numbered<'a> = Vec<(usize, &'a Node)>;

fn in_order<'a>(from: &'a [Node], to: &'a [Node]) -> (Numbered<'a>, Numbered<'a>) {
    (from.iter().enumerate().collect(), to.iter().enumerate().collect())
}

fn apart<'a>(shape: Shape, from: &'a [Node], to: &'a [Node]) -> (Numbered<'a>, Numbered<'a>) {
    (only_in(shape, from, to), only_in(shape, to, from))
}

/// The items of a list that another one has not, or not as often, wherever they stand.
pub(super) fn only_in<'a>(shape: Shape, list: &'a [Node], other: &[Node]) -> Numbered<'a> {
    let mut others: BTreeMap<String, usize> = BTreeMap::new();
    for item in other {
        *others.entry(key(shape, item)).or_default() += 1;
    }
    let mut is_there = |item: &Node| match others.get_mut(&key(shape, item)) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => false,
    };
    list.iter().enumerate().filter(|(_, item)| !is_there(item)).collect()
}

/// Whether it says something which part of an item changes; a tag is one thing.
fn has_parts(item: &Node, map: &Map) -> bool {
    call(item).is_none() && !policy::is_one(map) && map.get("Key").is_none()
}
