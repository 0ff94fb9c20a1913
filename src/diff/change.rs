//! What happens to each resource.

use serde::Serialize;

use super::{
    Action, Fate, Reason,
    action::weight,
    compare::is_same,
    fate::{self, Leave},
    names::Names,
    protection::protection,
    stack::{Resource, Stack},
    update::{Pair, Update},
};
use crate::{cfn::Node, facts::data::Policy};

/// What happens to a resource.
#[derive(Clone, Debug, Serialize)]
pub struct Change {
    /// Its logical ID; the name of an output, or of a section, where that is what is refused.
    pub logical_id: String,
    /// Such as `AWS::EC2::VPC`.
    #[serde(rename = "type")]
    pub kind: String,
    /// What happens.
    pub action: Action,
    /// What becomes of its data.
    pub data: Fate,
    /// Why, in the order of the template.
    pub reasons: Vec<Reason>,
}

/// What happens to each resource, in the order of the new template, then of the old one.
pub(super) fn changes(from: &Stack, to: &Stack, update: &Update) -> Vec<Change> {
    let names = Names::new(from, to, update);
    let news = to.resources.iter().filter_map(|(id, resource)| match update.pairs.get(id.as_str()) {
        Some(pair) => of_pair(id, pair),
        None => Some(Change::plain(id, resource, Action::Create, fate::staying(resource))),
    });
    let news = news.map(|change| names.checked(change, to));
    let gone = from.resources.iter().filter(|(id, _)| !to.resources.contains_key(*id));
    news.chain(gone.map(|(id, resource)| gone_from(id, resource))).collect()
}

/// What happens to a resource of both stacks: what its condition does or what its properties do, whichever is worse.
fn of_pair(id: &str, pair: &Pair) -> Option<Change> {
    let (before, after) = (&pair.old.condition, &pair.new.condition);
    let own = of_properties(id, pair);
    if is_same(before, after) {
        return own;
    }
    let condition = Reason::of_condition(before, after);
    let own = own
        .and_then(perhaps)
        .map(|own| Change { reasons: [condition.clone()].into_iter().chain(own.reasons).collect(), ..own });
    let comes_or_goes = Change { reasons: vec![condition], ..of_condition(id, pair) };
    own.into_iter().chain([comes_or_goes]).min_by_key(|change| weight(change.action, change.data))
}

/// What happens if nobody knows whether the resource is there before or after.
fn of_condition(id: &str, pair: &Pair) -> Change {
    if pair.new.condition == Node::Bool(true) {
        Change::plain(id, pair.new, Action::Create, fate::staying(pair.new))
    } else {
        gone_from(id, pair.old)
    }
}

/// A change that is as bad as a replacement, of a resource of which nobody knows whether it is there.
fn perhaps(change: Change) -> Option<Change> {
    match change.action {
        Action::Replace | Action::MayReplace => Some(Change { action: Action::MayReplace, ..change }),
        Action::Refused => Some(change),
        _ => None,
    }
}

fn of_properties(id: &str, pair: &Pair) -> Option<Change> {
    let mut reasons: Vec<_> = pair.reasons().into_iter().map(Reason::from).collect();
    let mut action = Action::from(pair.behaviour()?);
    if action == Action::Replace
        && let Some(name) = pair.kept_name()
    {
        reasons.push(Reason::of_name(pair, &name));
        action = Action::Refused;
    }
    let data = match action {
        Action::Replace | Action::MayReplace => fate::leaving(pair.old, Leave::Replaced),
        _ => fate::staying(pair.old),
    };
    Some(Change { reasons, ..Change::plain(id, pair.new, action, data) })
}

/// A resource that leaves.
fn gone_from(id: &str, resource: &Resource) -> Change {
    let data = fate::leaving(resource, Leave::Deleted);
    if fate::policy(resource, Leave::Deleted) == Policy::Retain {
        return Change::plain(id, resource, Action::Orphan, data);
    }
    match protection(resource) {
        Some(path) => Change {
            reasons: vec![Reason::of_protection(resource, path)],
            ..Change::plain(id, resource, Action::Refused, fate::staying(resource))
        },
        None => Change::plain(id, resource, Action::Delete, data),
    }
}

impl Change {
    fn plain(id: &str, resource: &Resource, action: Action, data: Fate) -> Self {
        let (logical_id, kind) = (id.to_owned(), resource.kind.clone());
        Self { logical_id, kind, action, data, reasons: Vec::new() }
    }
}
