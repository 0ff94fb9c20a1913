//! A fleet of hosts that grows and shrinks with its work: the talk's Auto Scaling.

pub mod scaling;

use super::{host::HostType, names, network::Places, tier::Tier};
use crate::cfn::{
    Attributes, Id, Order, RollingUpdate, Template, UpdatePolicy, Val,
    types::{
        autoscaling::{
            AutoScalingGroup, Distribution, FleetTemplate, MaintenancePolicy, MetricsCollection,
            MixedInstances, Override, PropagatedTag,
        },
        ec2::LaunchTemplateVersion,
        elbv2::{ListenerRule, TargetGroup},
    },
};
pub use scaling::Scaling;

/// How long a boot may take, in minutes: CodeDeploy installs the newest release on the way.
const MINUTES: u16 = 20;
/// Two weeks in seconds: after that a host is replaced by one with all patches.
const LIFETIME: u32 = 14 * 24 * 60 * 60;
/// How long a host may fail its health check after it was launched, in seconds: longer than a boot takes.
const GRACE: u16 = 1200;
/// For how many minutes a host may fail its health check before somebody should look: it does so while it boots.
pub const PATIENCE: u8 = 10;
/// How long a new host's load does not count, in seconds: packages, start and first requests.
pub const WARM_UP: u16 = 180;
/// Hosts that are replaced at once, at the least: a fleet that has grown past its least size misses as many meanwhile.
const BATCH: u16 = 3;
/// What would fight a rolling update: a new host is not yet healthy, an old one is about to go.
const SUSPENDED: [&str; 6] = [
    "HealthCheck",
    "ReplaceUnhealthy",
    "AZRebalance",
    "AlarmNotification",
    "ScheduledActions",
    "InstanceRefresh",
];

/// How big it is, and what moves it.
#[derive(Clone, Debug)]
pub struct Fleet {
    /// Hosts at the least: it survives the loss of a zone.
    pub min: u16,
    /// Hosts at the most.
    pub max: u16,
    /// EC2 types in the order of preference; the second is taken where the first is sold out.
    pub types: Vec<String>,
    /// What it scales on.
    pub scaling: Scaling,
}

/// What it stands in and behind.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// What its hosts have in common.
    pub tier: &'a Tier,
    /// Where they stand.
    pub places: &'a Places,
    /// Where a load balancer finds them, and the rule without which it asks none of them for its health.
    pub behind: Option<(&'a Id<TargetGroup>, &'a Id<ListenerRule>)>,
    /// What must be there before its hosts boot, or before visitors come to them.
    pub after: &'a [Order],
}

impl Fleet {
    /// vCPUs of all its hosts: at the least, and at the most when a schedule has raised its bounds.
    pub fn vcpus(&self, host: &HostType) -> (u32, u32) {
        let scheduled = self.scaling.schedules.values().map(|schedule| schedule.max.get());
        let most = scheduled.fold(self.max, u16::max);
        (u32::from(self.min) * host.vcpus, u32::from(most) * host.vcpus)
    }

    /// Builds the group. Its hosts say when they work; one batch after the other is replaced when they change.
    pub fn build(&self, t: &mut Template, ground: Ground<'_>) -> Id<AutoScalingGroup> {
        let job = &ground.tier.job;
        let why = job
            .fleet
            .says("Auto Scaling over every zone: as many hosts as the work needs, and never fewer than these")
            .must("leave DesiredCapacity out: each deployment would undo what scaling did")
            .must("keep the LogicalId tag: the hosts signal under that name");
        let order = Attributes::from(why).members_signal(self.min, MINUTES);
        let order = ground.behind.iter().fold(order, |order, (_, rule)| order.after(rule));
        let order = order.after_all(ground.after);
        let order = ground.places.iter().fold(order, |order, place| place.before(order));
        t.add(&job.id("Fleet"), order.updates(self.rolling()), self.group(ground))
    }

    fn group(&self, ground: Ground<'_>) -> AutoScalingGroup {
        let job = &ground.tier.job;
        AutoScalingGroup {
            min_size: self.min.to_string(),
            max_size: self.max.to_string(),
            vpc_zone_identifier: ground.places.subnets(),
            availability_zones: ground.places.iter().map(|place| place.subnet.availability_zone()).collect(),
            mixed_instances_policy: self.instances(ground.tier),
            target_group_arns: ground.behind.iter().map(|(targets, _)| targets.get()).collect(),
            health_check_type: if ground.behind.is_some() { "ELB" } else { "EC2" },
            health_check_grace_period: GRACE,
            default_instance_warmup: WARM_UP,
            max_instance_lifetime: LIFETIME,
            instance_maintenance_policy: MaintenancePolicy {
                min_healthy_percentage: 100,
                max_healthy_percentage: 120,
            },
            metrics_collection: vec![MetricsCollection { granularity: "1Minute" }],
            tags: vec![tag("Name", names::of(&job.role)), tag("LogicalId", job.id("Fleet").into())],
        }
    }

    fn instances(&self, tier: &Tier) -> MixedInstances {
        let specification = LaunchTemplateVersion {
            launch_template_id: tier.template.get(),
            version: tier.template.latest_version(),
        };
        let overrides = self.types.iter().map(|name| Override { instance_type: name.clone() }).collect();
        MixedInstances {
            instances_distribution: Distribution {
                on_demand_allocation_strategy: "prioritized",
                on_demand_percentage_above_base_capacity: 100,
            },
            launch_template: FleetTemplate { launch_template_specification: specification, overrides },
        }
    }

    fn rolling(&self) -> UpdatePolicy {
        UpdatePolicy::rolling(RollingUpdate {
            min_instances_in_service: self.min,
            max_batch_size: BATCH.max(self.max / 10),
            min_successful_instances_percent: 100,
            pause_time: format!("PT{MINUTES}M"),
            wait_on_resource_signals: true,
            suspend_processes: SUSPENDED.to_vec(),
        })
    }
}

fn tag(key: &'static str, value: Val) -> PropagatedTag {
    PropagatedTag { key, value, propagate_at_launch: true }
}
