//! What holds for a leg of any way.

use scalegen::{
    components::growth::Phase,
    diff::{Action, Change, Fate},
    migrate::{Document, Leg, Side, Step, Task},
};
use serde_json::Value;

use super::{closed::closed, losses::losses, phase::out_of_phase, size::shrunk};
use crate::{review, stages, wiring};

/// Resources of a template, bytes of it, and characters of a role's policies at the most (CloudFormation and IAM quotas).
const RESOURCES: usize = 500;
const BYTES: usize = 1_000_000;
const ROLE: usize = 10_240;

/// What is wrong with a leg: nothing, it is hoped.
pub fn wrong(leg: &Leg) -> Vec<String> {
    let named = |step: &Step| format!("{} to {}: {:?} of {:?}", leg.from, leg.to, step.task, step.side);
    let each = leg.steps().flat_map(|step| wrong_in(step).map(move |what| format!("{} {what}", named(step))));
    let scripts = [Side::Main, Side::Second].into_iter().flat_map(|side| too_long(leg, side));
    let early = leg.steps().zip(leg.steps().skip(1)).filter(|(step, next)| refuses(step) && serves(next));
    let each = each.chain(scripts);
    each.chain(early.map(|(step, _)| format!("{} comes before what serves has changed", named(step))))
        .collect()
}

/// Whether somebody is refused from this step on.
fn refuses(step: &Step) -> bool {
    step.side != Side::Second && step.task == Task::Phase(Phase::Enforce)
}

/// Whether a step is one up to the switch.
fn serves(step: &Step) -> bool {
    let early = matches!(step.task, Task::Phase(phase) if phase <= Phase::Switch);
    step.side != Side::Second && (early || matches!(step.task, Task::Edge | Task::Half | Task::Whole))
}

fn wrong_in(step: &Step) -> impl Iterator<Item = String> {
    let [before, after] =
        [&step.before, &step.state].map(|state| serde_json::to_value(&state.document.node).unwrap());
    lost(step)
        .chain(losses(step, before, &after))
        .chain(out_of_phase(step))
        .chain(closed(step))
        .chain(shrunk(step))
        .chain(unsound(&step.state.document, &after))
        .collect::<Vec<_>>()
        .into_iter()
}

/// As `diff` sees it.
fn lost(step: &Step) -> impl Iterator<Item = String> {
    let wrong = |change: &&Change| {
        let replaced = matches!(change.action, Action::Replace | Action::MayReplace);
        let goes = change.data == Fate::Lost || (replaced && change.data != Fate::None);
        change.action == Action::Refused || (goes && !keeps_nothing(&change.kind))
    };
    step.diff.changes.iter().filter(wrong).map(|change| format!("loses {}: {change:?}", change.logical_id))
}

/// Memcached has nothing that anybody misses.
pub fn keeps_nothing(kind: &str) -> bool {
    kind == "AWS::ElastiCache::CacheCluster"
}

/// What every template of ours keeps.
fn unsound(document: &Document, value: &Value) -> Vec<String> {
    let large = document.yaml().len() > BYTES || document.resources().len() > RESOURCES;
    let roles = stages::resources(value).iter().filter(|(_, body)| body["Type"] == "AWS::IAM::Role");
    let talkative = roles.filter(|(_, body)| body["Properties"]["Policies"].to_string().len() > ROLE);
    let talkative = talkative.map(|(id, _)| format!("lets {id} say too much"));
    wiring::findings(value)
        .into_iter()
        .chain(talkative)
        .chain(large.then(|| "is too large".to_owned()))
        .collect()
}

/// Scripts are no longer than EC2 takes, but for those of the stage that is left and of the one that is reached: they are not the
/// way's.
fn too_long(leg: &Leg, side: Side) -> Vec<String> {
    let steps: Vec<_> = leg.steps().filter(|step| step.side == side).collect();
    let ends = steps.first().into_iter().map(|step| &step.before).chain(steps.last().map(|step| &step.state));
    let ends: Vec<_> = ends.flat_map(|state| scripts(&state.document)).map(|(_, text)| text).collect();
    let between = steps.iter().flat_map(|step| scripts(&step.state.document));
    let long = between.filter(|(_, text)| !ends.contains(text) && review::longest(text) > 16_384);
    long.map(|(script, _)| format!("{side:?} has {script}, which is too long")).collect()
}

fn scripts(document: &Document) -> Vec<(String, String)> {
    let value = serde_json::to_value(&document.node).unwrap();
    let none = document.resources().is_empty();
    if none { Vec::new() } else { review::boots("the script", stages::resources(&value)) }
}
