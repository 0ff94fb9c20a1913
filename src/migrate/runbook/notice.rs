//! What users notice of a step.

use std::collections::BTreeMap;

use crate::{
    cfn::Node,
    diff::{Action, Change, Diff},
    facts::{Work, interruptions},
    migrate::{Document, document::properties},
};

/// A line for each thing that somebody notices; none if nobody notices any.
pub(super) fn notices(diff: &Diff, document: &Document) -> Vec<String> {
    let mut found: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for change in &diff.changes {
        if let Some(what) = notice(change, document) {
            found.entry(what).or_default().push(&change.logical_id);
        }
    }
    found.into_iter().map(|(what, ids)| format!("{}: {what}", listed(&ids))).collect()
}

/// The worst that is noticed of a change.
fn notice(change: &Change, document: &Document) -> Option<String> {
    let work = Work::named(change.action.name()).filter(|_| change.action != Action::Create)?;
    let body = document.resources().get(&change.logical_id);
    let has = |path: &str, value: Option<&str>| {
        let there = body.and_then(|body| properties(body).get(path));
        value.map_or(there.is_some(), |value| there.is_some_and(|there| is(there, value)))
    };
    let of = |path| interruptions::of(&change.kind, work, path, has);
    let paths = change.reasons.iter().map(|reason| Some(reason.path.trim_start_matches("Properties.")));
    let paths: Vec<_> = if change.reasons.is_empty() { vec![None] } else { paths.collect() };
    let worst =
        paths.into_iter().filter_map(of).filter(|found| found.most > 0).max_by_key(|found| found.most)?;
    Some(if worst.sourced { worst.to_string() } else { format!("{worst} (an estimate)") })
}

fn is(value: &Node, text: &str) -> bool {
    match value {
        Node::Bool(value) => value.to_string() == text,
        Node::Text(value) => value == text,
        Node::Number(value) => value.to_string() == text,
        _ => false,
    }
}

/// `A`, `B` and so on.
pub(super) fn listed(ids: &[&str]) -> String {
    ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ")
}
