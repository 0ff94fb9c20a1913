//! How long a step takes: what CloudFormation does one after the other, along the longest way.

use std::collections::BTreeMap;

use crate::{
    cfn::Node,
    diff::{Action, Change, Fate},
    facts::{Minutes, Work, durations},
    migrate::{Document, Step, document::properties, names::names},
};

/// From the first change to the last. What goes, goes in the clean-up, when all else is done.
pub(super) fn time(step: &Step) -> Minutes {
    let (gone, changed): (Vec<_>, Vec<_>) =
        step.diff.changes.iter().partition(|change| matches!(change.action, Action::Delete | Action::Orphan));
    let document = &step.state.document;
    let own = changed.iter().map(|change| (change.logical_id.as_str(), of(change, document))).collect();
    let mut ways = Ways { document, own, ends: BTreeMap::new() };
    let last =
        changed.iter().map(|change| ways.end(&change.logical_id, 0)).fold(Minutes::NONE, Minutes::at_once);
    last + gone.iter().map(|change| of(change, document)).fold(Minutes::NONE, Minutes::at_once)
}

/// What one resource takes.
fn of(change: &Change, document: &Document) -> Minutes {
    let Some(work) = work(change) else { return Minutes::NONE };
    let body = document.resources().get(&change.logical_id);
    let properties = body.map(properties);
    let has = |path: &str| properties.is_some_and(|all| all.get(path).is_some());
    let paths = change.reasons.iter().map(|reason| reason.path.trim_start_matches("Properties.").to_owned());
    let own = durations::paths(&change.kind, work)
        .filter(|path| work == Work::Create && has(path))
        .map(str::to_owned);
    let each = paths.chain(own).map(|path| durations::of(&change.kind, work, Some(&path)));
    let longest = each.reduce(Minutes::at_once).unwrap_or_else(|| durations::of(&change.kind, work, None));
    longest.times(batches(change, body))
}

fn work(change: &Change) -> Option<Work> {
    match change.action {
        Action::Delete if change.data == Fate::Snapshot => Some(Work::Snapshot),
        action => Work::named(action.name()),
    }
}

/// Of a fleet that is rolled, how many batches its least hosts make; otherwise one.
fn batches(change: &Change, body: Option<&Node>) -> u16 {
    let rolling =
        body.and_then(|body| body.get("UpdatePolicy")?.get("AutoScalingRollingUpdate")?.get("MaxBatchSize"));
    let least = body.and_then(|body| body.get("Properties")?.get("MinSize"));
    match (change.action, number(least), number(rolling)) {
        (Action::Roll, Some(hosts), Some(batch)) if batch > 0 => hosts.div_ceil(batch).max(1),
        _ => 1,
    }
}

fn number(value: Option<&Node>) -> Option<u16> {
    match value? {
        value @ Node::Number(_) => u16::try_from(value.as_whole()?).ok(),
        Node::Text(text) => text.parse().ok(),
        _ => None,
    }
}

/// When each resource is done, if nothing waits longer than for what it refers to.
struct Ways<'a> {
    document: &'a Document,
    own: BTreeMap<&'a str, Minutes>,
    ends: BTreeMap<String, Minutes>,
}

/// How deep references go at the most; templates have no cycles, but a deployed one may be anything.
const DEEPEST: usize = 60;

impl Ways<'_> {
    fn end(&mut self, id: &str, depth: usize) -> Minutes {
        if let Some(end) = self.ends.get(id) {
            return *end;
        }
        let Some(body) = self.document.resources().get(id).filter(|_| depth < DEEPEST) else {
            return Minutes::NONE;
        };
        let before: Vec<_> = names(body).into_iter().map(str::to_owned).collect();
        let start = before.iter().map(|id| self.end(id, depth + 1)).fold(Minutes::NONE, Minutes::at_once);
        let end = start + self.own.get(id).copied().unwrap_or(Minutes::NONE);
        self.ends.insert(id.to_owned(), end);
        end
    }
}
