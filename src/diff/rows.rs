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
    /// The resource through which the value changes, where the templates say the same.
    #[serde(skip)]
    pub via: Option<String>,
}

/// The parameters or conditions that differ.
pub(super) fn rows(from: &IndexMap<String, Node>, to: &IndexMap<String, Node>) -> Vec<Row> {
    differing(from, to, Clone::clone, |_| None)
}

/// The outputs that differ, also through a resource that is replaced.
pub(super) fn outputs(from: &Stack, to: &Stack, update: &Update) -> Vec<Row> {
    let through = |value: &Node| update.through(value).map(|source| source.via.to_owned());
    differing(&from.outputs, &to.outputs, Output::shown, through)
}

/// The entries of a section whose values differ, or come to differ, in the order of the new one, then of the old one.
fn differing<T>(
    from: &IndexMap<String, T>,
    to: &IndexMap<String, T>,
    value: impl Fn(&T) -> Node,
    through: impl Fn(&Node) -> Option<String>,
) -> Vec<Row> {
    let row = |name: &String| {
        let (from, to) = (from.get(name).map(&value), to.get(name).map(&value));
        let via = match (&from, &to) {
            (Some(from), Some(to)) if is_same(from, to) => Some(through(to)?),
            _ => None,
        };
        Some(Row { name: name.clone(), from, to, via })
    };
    let gone = from.keys().filter(|name| !to.contains_key(*name));
    to.keys().chain(gone).filter_map(row).collect()
}
