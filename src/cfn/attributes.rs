//! What stands beside a resource's properties: its reason, condition, order and policies.

use serde::Serialize;

use super::{Condition, Id, Why};

/// The resource attributes, and the reason why the resource is there.
#[derive(Clone, Debug)]
pub struct Attributes {
    pub(super) why: Why,
    pub(super) condition: Option<String>,
    pub(super) depends_on: Vec<String>,
    pub(super) creation_policy: Option<CreationPolicy>,
    pub(super) update_policy: Option<UpdatePolicy>,
}

/// How long CloudFormation waits for a resource to report that it works.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreationPolicy {
    resource_signal: ResourceSignal,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
struct ResourceSignal {
    timeout: String,
}

/// How CloudFormation updates a resource that consists of many.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct UpdatePolicy {
    use_online_resharding: Option<bool>,
}

impl UpdatePolicy {
    /// A cache gains and loses shards while it answers.
    pub fn online_resharding() -> Self {
        Self { use_online_resharding: Some(true) }
    }
}

impl From<Why> for Attributes {
    fn from(why: Why) -> Self {
        Self { why, condition: None, depends_on: Vec::new(), creation_policy: None, update_policy: None }
    }
}

impl Attributes {
    /// Only where `condition` holds.
    #[must_use]
    pub fn when(mut self, condition: &Condition) -> Self {
        self.condition = Some(condition.name().to_owned());
        self
    }

    /// Created after `other`, and deleted before it.
    #[must_use]
    pub fn after<R>(mut self, other: &Id<R>) -> Self {
        self.depends_on.push(other.name().to_owned());
        self
    }

    /// Replaces instances as `policy` says.
    #[must_use]
    pub fn updates(mut self, policy: UpdatePolicy) -> Self {
        self.update_policy = Some(policy);
        self
    }

    /// Created only once the resource has signalled success, at most `minutes` later.
    #[must_use]
    pub fn signals_within(mut self, minutes: u16) -> Self {
        self.creation_policy =
            Some(CreationPolicy { resource_signal: ResourceSignal { timeout: format!("PT{minutes}M") } });
        self
    }
}
