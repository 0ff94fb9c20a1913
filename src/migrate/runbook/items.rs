//! What a runbook numbers: updates, and moves of data between them.

use serde::Serialize;

use super::{
    Teller,
    cost::cost,
    data,
    shelf::Shelf,
    title::title,
    view::{Beside, Data, StepView, view},
};
use crate::{
    components::growth::Phase,
    migrate::{Leg, Move, Side, Step, Task},
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
    let mut waiting: Vec<_> = leg.main.moves.iter().collect();
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
pub(super) fn items(leg: &Leg, teller: &Teller, first: usize, shelf: &mut Shelf) -> Vec<Item> {
    let parts = parts(leg, first);
    let item = |Numbered { number, part }: &Numbered| match part {
        Part::Move(moved) => data::told(moved, *number, leg, &parts, teller),
        Part::Step(step) => {
            let name = format!("{number:02}-{}-{}.yaml", leg.to, title(step).word);
            let before = shelf.before(step, leg.from);
            let file = shelf.put(step.side, name, &step.state);
            let (data, cost) = (of_data(step, &parts), cost(step, leg, teller.migration.region));
            Item::Step(Box::new(view(
                step,
                Beside { number: *number, before, file, cost, data, tags: &teller.voice.tags },
            )))
        }
    };
    parts.iter().map(item).collect()
}

/// The move of the main database of a leg, as a step stands to it.
fn of_data(step: &Step, parts: &[Numbered]) -> Option<Data> {
    let is_move = |part: &Part| matches!(part, Part::Move(Move::Database { .. }));
    let number = parts.iter().find(|numbered| is_move(&numbered.part)).map(|numbered| numbered.number)?;
    match step.task {
        _ if step.side != Side::Main => None,
        Task::Phase(Phase::Expand) => Some(Data::Before(number)),
        Task::Phase(Phase::Switch) => Some(Data::Takes(number)),
        Task::Phase(Phase::Contract) => Some(Data::Ends(number)),
        _ => None,
    }
}
