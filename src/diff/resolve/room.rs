//! How much a template may grow when it is worked out: loops, parameters and conditions may repeat what is written once.

use std::cell::Cell;

use anyhow::{Result, ensure};

use crate::cfn::Node;

/// What all values that are worked out may take, in bytes.
const ROOM: usize = 64 << 20;

/// What a value takes beside its text.
const VALUE: usize = size_of::<Node>();

/// The room that is left.
pub(super) struct Room(Cell<usize>);

impl Default for Room {
    fn default() -> Self {
        Self(Cell::new(ROOM))
    }
}

impl Room {
    /// Takes from it.
    pub(super) fn spend(&self, size: usize) -> Result<()> {
        let left = self.0.get().checked_sub(size);
        let most = ROOM >> 20;
        ensure!(
            left.is_some(),
            "it grows beyond {most} MB when it is worked out; shorten its loops and lists"
        );
        self.0.set(left.unwrap_or_default());
        Ok(())
    }

    /// Takes a value with so much text.
    pub(super) fn value(&self, text: usize) -> Result<()> {
        self.spend(VALUE + text)
    }

    /// A value that is given out once more.
    pub(super) fn copy(&self, value: &Node) -> Result<Node> {
        self.spend(weight(value))?;
        Ok(value.clone())
    }
}

/// What a value takes, in bytes.
pub(super) fn weight(value: &Node) -> usize {
    VALUE
        + match value {
            Node::Text(text) => text.len(),
            Node::List(items) => items.iter().map(weight).sum(),
            Node::Map(map) => map.iter().map(|(name, value)| name.len() + weight(value)).sum(),
            _ => 0,
        }
}
