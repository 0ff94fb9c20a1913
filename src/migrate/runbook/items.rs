//! What a runbook numbers: updates, and moves of data between them.

use serde::Serialize;

use super::{
    Voice,
    cost::cost,
    data,
    title::title,
    view::{Beside, StepView, view},
};
use crate::{
    components::growth::Phase,
    migrate::{Leg, Move, Side, State, Step, Task},
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

/// The parts of a leg as they are told; templates go to the files.
pub(super) fn items(
    leg: &Leg,
    voice: &Voice,
    first: usize,
    main: &mut Option<File>,
    files: &mut Vec<(String, String)>,
) -> Vec<Item> {
    let parts = parts(leg, first);
    let before = main.clone().unwrap_or_else(|| start(leg, files));
    let mut seen = Seen { sides: vec![(Side::Main, &leg.before, before)] };
    let mut items = Vec::new();
    for Numbered { number, part } in &parts {
        items.push(match part {
            Part::Move(moved) => data::told(moved, *number, leg, &parts, voice),
            Part::Step(step) => {
                let file = format!("{number:02}-{}-{}.yaml", leg.to.name, title(step).word);
                let file = put(file, &step.state, files);
                let moved = moved_by(step, &parts);
                let cost = cost(step, leg, voice.region);
                let beside = Beside { number: *number, file: file.clone(), cost, moved };
                let view = view(step, seen.of(step.side), beside);
                seen.now(step, file);
                Item::Step(Box::new(view))
            }
        });
    }
    *main = seen.of(Side::Main).map(|(_, file, large)| (file.to_owned(), large));
    items
}

/// The file of what is deployed before the first step.
fn start(leg: &Leg, files: &mut Vec<(String, String)>) -> File {
    put(format!("00-{}.yaml", leg.from.name), &leg.before, files)
}

fn put(name: String, state: &State, files: &mut Vec<(String, String)>) -> File {
    let text = state.document.yaml();
    let large = text.len() > BODY_LIMIT;
    files.push((name.clone(), text));
    (name, large)
}

/// The number of the move of the database that a step takes into use.
fn moved_by(step: &Step, parts: &[Numbered]) -> Option<usize> {
    let is_move = |part: &Part| matches!(part, Part::Move(Move::Database { .. }));
    let found = parts.iter().find(|numbered| is_move(&numbered.part)).map(|numbered| numbered.number);
    found.filter(|_| step.task == Task::Phase(Phase::Switch))
}

/// What a stack is before a step, and in which file that stands.
pub(super) type Before<'a> = Option<(&'a State, &'a str, bool)>;

/// The name of a file, and whether it is too large for a request.
pub(super) type File = (String, bool);

/// The largest template that CloudFormation takes in the request itself, in bytes; a bigger one goes through S3.
const BODY_LIMIT: usize = 51_200;

/// What each stack is by now.
struct Seen<'a> {
    sides: Vec<(Side, &'a State, File)>,
}

impl<'a> Seen<'a> {
    fn of(&self, side: Side) -> Before<'_> {
        let seen = self.sides.iter().rfind(|(known, _, _)| *known == side)?;
        Some((seen.1, &seen.2.0, seen.2.1))
    }

    fn now(&mut self, step: &'a Step, file: File) {
        self.sides.push((step.side, &step.state, file));
    }
}
