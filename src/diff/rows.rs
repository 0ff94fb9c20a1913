//! What differs beside resources.

use indexmap::IndexMap;
use serde::Serialize;

use super::{
    compare::is_same,
    stack::{Output, Stack},
    update::Update,
};
use crate::cfn::Node;

/// A value with a name, before and after.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// Its name.
    pub name: String,
    /// Nothing where it is not there.
    pub from: Option<Node>,
    /// Nothing where it is not there.
    pub to: Option<Node>,
}

/// The parameters or conditions that differ.
pub(super) fn rows(from: &IndexMap<String, Node>, to: &IndexMap<String, Node>) -> Vec<Row> {
    differing(from, to, Clone::clone, |_| false)
}

/// The outputs that differ, also through a resource that is replaced.
pub(super) fn outputs(from: &Stack, to: &Stack, update: &Update) -> Vec<Row> {
    differing(&from.outputs, &to.outputs, Output::shown, |value| update.through(value).is_some())
}

/// The entries of a section whose values differ, or come to differ, in the order of the new one, then of the old one.
fn differing<T>(
    from: &IndexMap<String, T>,
    to: &IndexMap<String, T>,
    value: impl Fn(&T) -> Node,
    moves: impl Fn(&Node) -> bool,
) -> Vec<Row> {
    let gone = from.keys().filter(|name| !to.contains_key(*name));
    let all = to.keys().chain(gone).map(|name| Row {
        name: name.clone(),
        from: from.get(name).map(&value),
        to: to.get(name).map(&value),
    });
    all.filter(|row| match (&row.from, &row.to) {
        (Some(from), Some(to)) => !is_same(from, to) || moves(to),
        _ => true,
    })
    .collect()
}
