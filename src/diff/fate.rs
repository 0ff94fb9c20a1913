//! What becomes of data.

use serde::Serialize;

use super::{
    compare::{branches, there},
    protection::protection,
    scalar::scalar,
    stack::Resource,
};
use crate::{
    cfn::Node,
    facts::data::{Data, Policy, data},
};

/// What becomes of the data that a resource holds, the mildest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// It holds none.
    None,
    /// Nothing is destroyed.
    Safe,
    /// The resource leaves the stack, or another one takes its place, and it stays in the account with its data.
    Retained,
    /// The resource goes, and a snapshot of it stays.
    Snapshot,
    /// The resource goes with its data.
    Lost,
}

/// How a resource leaves a stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leave {
    /// The template has it no more.
    Deleted,
    /// Another one takes its place.
    Replaced,
}

/// What becomes of the data of a resource that stays.
pub(super) fn staying(resource: &Resource) -> Fate {
    if holder(resource).is_some() { Fate::Safe } else { Fate::None }
}

/// What becomes of the data of a resource that leaves, as its template says.
pub(super) fn leaving(resource: &Resource, leave: Leave) -> Fate {
    let Some(data) = holder(resource) else { return Fate::None };
    match policy(resource, leave) {
        Policy::Retain => Fate::Retained,
        _ if leave == Leave::Replaced && protection(resource).is_some() => Fate::Retained,
        Policy::Snapshot if data.snapshots() => Fate::Snapshot,
        Policy::Snapshot | Policy::Delete => Fate::Lost,
    }
}

/// What CloudFormation does with a resource that leaves.
pub(super) fn policy(resource: &Resource, leave: Leave) -> Policy {
    let name = if leave == Leave::Deleted { "DeletionPolicy" } else { "UpdateReplacePolicy" };
    let default = holder(resource).map_or(Policy::Delete, |data| match leave {
        Leave::Deleted => data.default_deletion(),
        Leave::Replaced => data.default_replace(),
    });
    said(resource.attributes.get(name), default)
}

/// What an attribute says; of two values of which nobody knows which one it is, the one that keeps less.
fn said(value: Option<&Node>, default: Policy) -> Policy {
    let Some(value) = value else { return default };
    if let Some(branches) = branches(value) {
        let [yes, no] = branches.both().map(|value| said(there(value), default));
        return [Policy::Delete, Policy::Snapshot]
            .into_iter()
            .find(|least| [yes, no].contains(least))
            .unwrap_or(Policy::Retain);
    }
    value.as_text().and_then(Policy::parse).unwrap_or(Policy::Delete)
}

/// What is known of the data of a resource that holds some of its own.
fn holder(resource: &Resource) -> Option<Data> {
    let data = data(&resource.kind).filter(|data| data.holds())?;
    let elsewhere = data.not_with().any(|(property, wanted)| {
        resource.properties.get(property).is_some_and(|said| is_elsewhere(said, wanted))
    });
    (!elsewhere).then_some(data)
}

/// Whether a property says that the data lies elsewhere, whichever of its values it has.
fn is_elsewhere(said: &Node, wanted: Option<&str>) -> bool {
    if let Some(branches) = branches(said) {
        return branches
            .both()
            .into_iter()
            .all(|said| there(said).is_some_and(|said| is_elsewhere(said, wanted)));
    }
    match (scalar(said), wanted) {
        (said, Some(wanted)) => said.as_deref() == Some(wanted),
        (said, None) => said.is_none_or(|said| !said.is_empty()),
    }
}
