//! From one stage to the next: the steps of one stack.

use anyhow::Result;

use super::{
    document::Document,
    given::{Given, Values, held_version},
    half::halved,
    hold::{self, Held},
    leg::Leg,
    moved::{self, Move},
    passing,
    step::{Side, State, Step, Task},
    stops::Stop,
    waiting::Waiting,
    whole,
};
use crate::{
    cfn::{Node, node::Map},
    components::growth::Phase,
    diff::Known,
};

/// The phases in order, and how a template says where it stands.
const PHASES: [(Phase, &str); 9] = [
    (Phase::Expand, "expand"),
    (Phase::Readers, "resize the readers"),
    (Phase::Resize, "resize"),
    (Phase::Shards, "change the shards"),
    (Phase::Names, "turn the names"),
    (Phase::Switch, "switch"),
    (Phase::Enforce, "enforce"),
    (Phase::Shrink, "shrink"),
    (Phase::Contract, "contract"),
];

/// The way of one stack from a template to a later one.
#[derive(Clone, Debug)]
pub(super) struct Passage {
    /// The updates, in order.
    pub steps: Vec<Step>,
    /// The data that moves on the way.
    pub moves: Vec<Move>,
}

/// What is said of a stack: which one it is, from where to where it goes, and what is known of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Subject<'a> {
    pub side: Side,
    /// From which stage to which one.
    pub way: [Stop; 2],
    pub known: &'a Known,
    /// Values of parameters that it does not have before.
    pub given: &'a Values,
}

/// The way from one state of a stack to a template.
pub(super) fn passage(from: &State, new: &Document, subject: Subject) -> Result<Passage> {
    let old = &from.document;
    let moves = moved::between(old, new);
    let held = Held::new(old, new);
    let passing = passing::passing(&moves, old, new);
    let waiting = Waiting::new(&moves, old, new);
    let leg = Leg { old, new, passing: &passing, held: &held, waiting: &waiting };
    let states = states(&leg, from, subject);
    let steps = match at_once(&leg, &moves, from, &states, subject)? {
        Some(step) => vec![step],
        None => steps(from, states, subject)?,
    };
    Ok(Passage { steps: halved(steps, subject)?, moves })
}

/// All of it in one update, if that is safe.
fn at_once(
    leg: &Leg,
    moves: &[Move],
    from: &State,
    states: &[(Task, State)],
    subject: Subject,
) -> Result<Option<Step>> {
    let tasks: Vec<_> = states.iter().map(|(task, _)| *task).collect();
    let [.., (_, last)] = states else { return Ok(None) };
    if whole::takes_phases(leg, moves, &tasks) {
        return Ok(None);
    }
    let step = Step::new((Task::Whole, subject.side), from.clone(), last.clone(), subject.known)?;
    Ok(whole::is_safe(leg, &step).then_some(step))
}

/// What each phase makes of the stack, without those that change nothing.
fn states(leg: &Leg, from: &State, subject: Subject) -> Vec<(Task, State)> {
    let [start, target] = subject.way;
    let mut states: Vec<(Task, State)> = Vec::new();
    for (phase, title) in PHASES {
        let document = leg.at(phase, &format!("scalegen migrate {start} {target}: {title}"));
        let before = states.last().map_or(&from.document, |(_, state)| &state.document);
        if !content(before).eq(content(&document)) {
            let parameters = parameters(from, &document, leg.held, subject);
            states.push((Task::Phase(phase), State { document, parameters }));
        }
    }
    if let Some((_, last)) = states.last_mut() {
        last.document = leg.new.clone();
    }
    states
}

/// A template without what it says of itself.
fn content(document: &Document) -> impl Iterator<Item = &Node> {
    let sections = document.node.as_map().into_iter().flat_map(Map::iter);
    sections.filter(|(name, _)| *name != "Description").map(|(_, section)| section)
}

/// The values of before, as far as the template still asks for them, what is given from now on, and the versions that are held.
fn parameters(from: &State, document: &Document, held: &Held, subject: Subject) -> Values {
    let declared = document.section("Parameters");
    let versions = held
        .templates
        .iter()
        .map(|template| (hold::parameter(template), held_version(template, subject.way[0])));
    let given =
        subject.given.iter().filter(|(name, _)| from.parameters.get(*name).is_none_or(Given::is_nothing));
    let given = given.map(|(name, given)| (name.clone(), given.clone()));
    let all = from.parameters.clone().into_iter().chain(given).chain(versions);
    all.filter(|(name, _)| declared.get(name).is_some()).collect()
}

/// The steps; one that changes nothing here comes with the next one. Names turn only where a domain was given, and nobody knows
/// here whether one was.
fn steps(from: &State, states: Vec<(Task, State)>, subject: Subject) -> Result<Vec<Step>> {
    let mut before = from.clone();
    let mut steps = Vec::new();
    let last = states.len().saturating_sub(1);
    for (index, (task, after)) in states.into_iter().enumerate() {
        let step = Step::new((task, subject.side), before.clone(), after, subject.known)?;
        if index == last || task == Task::Phase(Phase::Names) || !step.diff.changes.is_empty() {
            before = step.state.clone();
            steps.push(step);
        }
    }
    Ok(steps)
}
