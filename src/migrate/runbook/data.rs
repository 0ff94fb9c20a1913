//! Data that moves, as it is told.

use super::{
    Voice,
    items::{Item, Numbered},
};
use crate::migrate::{Leg, Move};

/// How this data moves.
pub(super) fn told(moved: &Move, number: usize, _leg: &Leg, _parts: &[Numbered], _voice: &Voice) -> Item {
    let name = match moved {
        Move::Database { from, to } => format!("Move the data from {} to {}", from.id(), to.id()),
        Move::Files => "Copy the static files".to_owned(),
        Move::Service(name) => format!("Move the tables of {name}"),
        Move::Shards(count) => format!("Part the users among {count} shards"),
        Move::Region => "Copy the files to the second region".to_owned(),
    };
    Item::Move { number, name, text: String::new() }
}
