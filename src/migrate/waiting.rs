//! What waits for data to move: hosts that run the application of which the database has yet to be filled, and what names them.

use std::collections::BTreeSet;

use super::{
    document::{Document, kind, properties},
    moved::Move,
    names::names,
};
use crate::{
    cfn::Node,
    components::growth::{Change, When, when},
};

/// New resources that come with the switch, as the data is there by then.
#[derive(Clone, Debug, Default)]
pub(super) struct Waiting<'a>(BTreeSet<&'a str>);

impl<'a> Waiting<'a> {
    /// What must wait on the way.
    pub(super) fn new(moves: &[Move], old: &Document, new: &'a Document) -> Self {
        if !moves.iter().any(|moved| matches!(moved, Move::Database { .. })) {
            return Self::default();
        }
        let all = new.resources().iter();
        let fresh: Vec<_> = all.filter(|(id, _)| old.resources().get(id).is_none()).collect();
        let hosts = fresh.iter().filter(|(id, body)| reads(id, body)).map(|(id, _)| *id);
        let mut waiting = Self(hosts.collect());
        while fresh.iter().any(|(id, body)| waiting.holds_back(body) && waiting.0.insert(id)) {}
        waiting
    }

    /// Whether this new resource waits.
    pub(super) fn has(&self, id: &str) -> bool {
        self.0.contains(id)
    }

    /// Whether a value names what is not there before the switch.
    pub(super) fn holds_back(&self, value: &Node) -> bool {
        !self.0.is_empty() && !names(value).is_disjoint(&self.0)
    }
}

/// Whether a new resource boots hosts that need the data.
fn reads(id: &str, body: &Node) -> bool {
    when(&Change { id, kind: kind(body), properties: properties(body), property: None }) == When::Filled
}
