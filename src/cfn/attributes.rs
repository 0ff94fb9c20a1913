//! What stands beside a resource's properties: its reason, condition, order and policies.

use serde::Serialize;

use super::{Fact, Id, Why};

/// The resource attributes, and the reason why the resource is there.
#[derive(Clone, Debug)]
pub struct Attributes {
    pub(super) why: Why,
    pub(super) condition: Option<String>,
    pub(super) depends_on: Vec<String>,
    pub(super) creation_policy: Option<CreationPolicy>,
    pub(super) update_policy: Option<UpdatePolicy>,
}

/// A resource of any type that others wait for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order(String);

impl<R> From<&Id<R>> for Order {
    fn from(resource: &Id<R>) -> Self {
        Self(resource.name().to_owned())
    }
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
    count: Option<u16>,
    timeout: String,
}

/// How CloudFormation updates a resource that consists of many.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct UpdatePolicy {
    use_online_resharding: Option<bool>,
    auto_scaling_rolling_update: Option<RollingUpdate>,
    auto_scaling_scheduled_action: Option<ScheduledActions>,
}

/// New instances take the place of old ones, batch after batch; each waits for its signals.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct RollingUpdate {
    /// Instances that stay in service meanwhile, at the least.
    pub min_instances_in_service: u16,
    /// Instances that are replaced at once.
    pub max_batch_size: u16,
    /// The share of a batch that must signal success, in percent.
    pub min_successful_instances_percent: u8,
    /// How long a batch may take to signal, as an ISO 8601 duration.
    pub pause_time: String,
    /// Whether a batch waits for the signals.
    pub wait_on_resource_signals: bool,
    /// What Auto Scaling leaves alone meanwhile.
    pub suspend_processes: Vec<&'static str>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
struct ScheduledActions {
    ignore_unmodified_group_size_properties: bool,
}

impl UpdatePolicy {
    const NOTHING: Self = Self {
        use_online_resharding: None,
        auto_scaling_rolling_update: None,
        auto_scaling_scheduled_action: None,
    };

    /// A cache gains and loses shards while it answers.
    pub fn online_resharding() -> Self {
        Self { use_online_resharding: Some(true), ..Self::NOTHING }
    }

    /// A fleet is replaced batch after batch; its size stays as Auto Scaling has set it.
    pub fn rolling(update: RollingUpdate) -> Self {
        Self {
            auto_scaling_rolling_update: Some(update),
            auto_scaling_scheduled_action: Some(ScheduledActions {
                ignore_unmodified_group_size_properties: true,
            }),
            ..Self::NOTHING
        }
    }
}

impl From<Why> for Attributes {
    fn from(why: Why) -> Self {
        Self { why, condition: None, depends_on: Vec::new(), creation_policy: None, update_policy: None }
    }
}

impl Attributes {
    /// Only where `fact` holds.
    #[must_use]
    pub fn when(mut self, fact: impl Into<Fact>) -> Self {
        if let Fact::Asked(condition) = fact.into() {
            self.condition = Some(condition.name().to_owned());
        }
        self
    }

    /// Created after `other`, and deleted before it.
    #[must_use]
    pub fn after<R>(mut self, other: &Id<R>) -> Self {
        self.depends_on.push(other.name().to_owned());
        self
    }

    /// Created after all of these, and deleted before them.
    #[must_use]
    pub fn after_all(mut self, others: &[Order]) -> Self {
        self.depends_on.extend(others.iter().map(|Order(name)| name.clone()));
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
    pub fn signals_within(self, minutes: u16) -> Self {
        self.signals(None, minutes)
    }

    /// Created only once so many of its members have signalled success, at most `minutes` later.
    #[must_use]
    pub fn members_signal(self, count: u16, minutes: u16) -> Self {
        self.signals(Some(count), minutes)
    }

    fn signals(mut self, count: Option<u16>, minutes: u16) -> Self {
        let resource_signal = ResourceSignal { count, timeout: format!("PT{minutes}M") };
        self.creation_policy = Some(CreationPolicy { resource_signal });
        self
    }
}
