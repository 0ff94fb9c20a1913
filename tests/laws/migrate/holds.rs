//! What holds for a leg of any way.

use scalegen::{
    diff::{Action, Change, Fate},
    migrate::{Document, Leg, Side, Step},
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
    leg.steps().flat_map(|step| wrong_in(step).map(move |what| format!("{} {what}", named(step)))).collect()
}

fn wrong_in(step: &Step) -> impl Iterator<Item = String> {
    let [before, after] =
        [&step.before, &step.state].map(|state| serde_json::to_value(&state.document.node).unwrap());
    let scripts = if step.side == Side::Edge { Vec::new() } else { too_long(&after) };
    lost(step)
        .chain(losses(step, before, &after))
        .chain(out_of_phase(step))
        .chain(closed(step))
        .chain(shrunk(step))
        .chain(unsound(&step.state.document, &after))
        .chain(scripts)
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

/// Scripts are no longer than EC2 takes.
fn too_long(value: &Value) -> Vec<String> {
    let scripts = review::boots("the script", stages::resources(value)).into_iter();
    let long = scripts.filter(|(_, text)| review::longest(text) > 16_384);
    long.map(|(script, _)| format!("has {script}, which is too long")).collect()
}
