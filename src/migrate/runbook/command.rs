//! Commands as people type them.

use serde::Serialize;

use super::{
    parameters::{asks, holds, parameters},
    shelf::File,
};
use crate::{
    components::edge,
    migrate::{Side, State},
    words::quoted,
};

/// What the commands of a step name.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Deployment {
    /// The template's file.
    file: String,
    /// The change set.
    change_set: String,
    /// The stack, as the shell knows it.
    stack: &'static str,
    region: &'static str,
    bucket: &'static str,
    /// Whether the template goes through the bucket.
    large: bool,
    /// Whether the stack is new.
    creates: bool,
    /// The word behind `--tags`.
    tags: String,
    /// Words behind `--parameters`.
    parameters: Vec<String>,
    /// Lines that come first: what the shell has to know.
    asks: Vec<String>,
    /// Whether hosts are held that were not before.
    #[serde(skip)]
    holds: bool,
}

/// One state of a stack after another: forward, or back.
#[derive(Clone, Copy)]
pub(super) struct Turn<'a> {
    pub side: Side,
    pub from: Option<&'a State>,
    pub to: &'a State,
    /// Whether it is the way back.
    pub back: bool,
}

impl Deployment {
    /// How a stack comes to a state, whose template is in this file.
    pub(super) fn new(turn: Turn, change_set: String, (file, large): File, tags: &str) -> Self {
        let (stack, region, bucket) = names(turn.side);
        Self {
            change_set,
            stack,
            region,
            bucket,
            large,
            creates: turn.from.is_none(),
            tags: quoted(tags),
            parameters: parameters(turn),
            asks: asks(turn),
            holds: holds(turn),
            file,
        }
    }

    /// Whether the template goes through the bucket.
    pub(super) fn is_large(&self) -> bool {
        self.large
    }

    /// Whether it holds hosts that were not held before.
    pub(super) fn holds(&self) -> bool {
        self.holds
    }
}

fn names(side: Side) -> (&'static str, &'static str, &'static str) {
    match side {
        Side::Main => ("$STACK", "$REGION", "$TEMPLATE_BUCKET"),
        Side::Edge => ("$EDGE_STACK", edge::REGION, "$TEMPLATE_BUCKET"),
        Side::Second => ("$SECOND_STACK", "$SECOND_REGION", "$SECOND_TEMPLATE_BUCKET"),
    }
}
