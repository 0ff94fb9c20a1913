//! What a runbook numbers: updates, and moves of data between them.

use anyhow::Result;
use serde::Serialize;

use super::{
    Teller,
    cost::cost,
    data,
    scene::FLEET,
    shelf::Shelf,
    title::title,
    view::{Beside, Data, Moved, StepView, view},
};
use crate::{
    components::growth::Phase,
    migrate::{Leg, Move, Side, Step, Task, document::kind, moves::Engine},
};

/// A numbered part of the runbook.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Item {
    /// An update.
    Step(Box<StepView>),
    /// What is done by hand.
    Move {
        /// Its number.
        number: usize,
        /// What moves.
        name: String,
        /// How, in Markdown.
        text: String,
    },
}

impl Item {
    /// Whether its template goes through a bucket.
    pub(super) fn is_large(&self) -> bool {
        matches!(self, Self::Step(step) if step.is_large())
    }
}

/// What comes next: an update, or data.
#[derive(Clone, Copy)]
pub(super) enum Part<'a> {
    Step(&'a Step),
    Move(&'a Move),
}

/// A part with its number, and what it is called elsewhere.
pub(super) struct Numbered<'a> {
    pub number: usize,
    pub part: Part<'a>,
}

/// A leg's parts in their order.
pub(super) fn parts(leg: &Leg, first: usize) -> Vec<Numbered<'_>> {
    let mut waiting: Vec<_> = leg.moves.iter().collect();
    let mut parts = Vec::new();
    for step in leg.steps() {
        let (due, later): (Vec<_>, Vec<_>) = waiting.into_iter().partition(|moved| is_due(moved, step));
        parts.extend(due.into_iter().map(Part::Move));
        parts.push(Part::Step(step));
        waiting = later;
    }
    parts.extend(waiting.into_iter().map(Part::Move));
    parts.into_iter().zip(first..).map(|(part, number)| Numbered { number, part }).collect()
}

/// Whether data moves before this step.
fn is_due(moved: &Move, step: &Step) -> bool {
    match (moved.before(), step.task) {
        (Some(phase), Task::Phase(now)) => now >= phase && step.side == Side::Main,
        (None, Task::Serve) => true,
        _ => false,
    }
}

/// The parts of a leg as they are told; templates go to the shelf.
pub(super) fn items(leg: &Leg, teller: &Teller, first: usize, shelf: &mut Shelf) -> Result<Vec<Item>> {
    let parts = parts(leg, first);
    let item = |Numbered { number, part }: &Numbered| match part {
        Part::Move(moved) => data::told(moved, *number, leg, &parts, teller),
        Part::Step(step) => {
            let name = format!("{number:02}-{}-{}.yaml", leg.to, title(step).word);
            let before = shelf.before(step, leg.from);
            let file = shelf.put(step.side, name, &step.state);
            let data = of_data(step, leg, &parts, teller);
            let cost = cost(step, leg, teller.migration.region_of(step.side));
            let beside = Beside { number: *number, before, file, cost, data, tags: &teller.voice.tags };
            Ok(Item::Step(Box::new(view(step, beside))))
        }
    };
    parts.iter().map(item).collect()
}

/// The move of the main database of a leg, as a step stands to it.
fn of_data(step: &Step, leg: &Leg, parts: &[Numbered], teller: &Teller) -> Option<Data> {
    let is_move = |part: &Part| matches!(part, Part::Move(Move::Database { .. }));
    let number = parts.iter().find(|numbered| is_move(&numbered.part)).map(|numbered| numbered.number)?;
    let holds = leg.before.document.resources().iter().any(|(_, body)| kind(body) == FLEET);
    let moved = Moved { number, back: Engine::of(teller.voice.engine)?.back(), holds };
    match step.task {
        _ if step.side != Side::Main => None,
        Task::Phase(Phase::Expand) => Some(Data::Before(moved)),
        Task::Phase(Phase::Switch) => Some(Data::Takes(moved)),
        Task::Phase(Phase::Contract) => Some(Data::Ends(moved)),
        _ => None,
    }
}
