//! What a fleet scales on: the talk's CPU, latency, network and own metrics, and a clock for what is known beforehand.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::WARM_UP;
use crate::{
    cfn::{
        Attributes, Id, Template,
        types::{
            autoscaling::{
                AutoScalingGroup, CustomizedMetric, PredefinedMetric, ScalingPolicy, ScheduledAction,
                StepAdjustment, TargetTracking, TrackedMetric,
            },
            cloudwatch::Dimension,
            elbv2::{ListenerRule, LoadBalancer, TargetGroup},
        },
    },
    components::{
        alarms::{Alarms, Watch},
        tier::Job,
    },
    sub,
    units::{Hosts, Percent},
};

/// The reasons to add or remove hosts.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Scaling {
    /// Keeps the average processor at so many percent.
    pub cpu: Option<Percent>,
    /// Keeps requests per host and minute at this number.
    pub requests: Option<u32>,
    /// Keeps bytes that a host sends per minute at this number.
    pub network: Option<u64>,
    /// Adds hosts while one request in twenty takes longer than so many milliseconds.
    pub latency: Option<u32>,
    /// Keeps a metric of the application's own at a value per host.
    pub custom: Option<Custom>,
    /// Sets the bounds at a time, under a name of letters and digits; they stay until another schedule or deployment sets them.
    pub schedules: BTreeMap<Name, Schedule>,
}

/// A metric of the application's own, with one dimension, `AutoScalingGroupName`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Custom {
    /// Its namespace.
    pub namespace: String,
    /// Its name.
    pub metric: String,
    /// The average that is aimed at.
    pub target: u64,
}

/// The bounds of a fleet from a time on.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    /// When, as a cron expression in UTC.
    pub cron: String,
    /// Hosts at the least.
    pub min: Hosts,
    /// Hosts at the most.
    pub max: Hosts,
}

/// Part of a logical ID: 1 to 40 letters and digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
pub struct Name(String);

impl TryFrom<String> for Name {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        let fits = (1..=40).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphanumeric());
        if fits {
            Ok(Self(name))
        } else {
            Err(format!("`{name}` is no name; give 1 to 40 letters and digits"))
        }
    }
}

/// The fleet and what stands before it.
#[derive(Clone, Copy, Debug)]
pub struct Scaled<'a> {
    /// The fleet.
    pub fleet: &'a Id<AutoScalingGroup>,
    /// What its hosts do.
    pub job: &'a Job,
    /// The load balancer that counts its requests.
    pub balancer: &'a Id<LoadBalancer>,
    /// The targets among which it counts.
    pub targets: &'a Id<TargetGroup>,
    /// The rule that sends requests to the fleet: before it none can be counted.
    pub rule: &'a Id<ListenerRule>,
    /// Who hears of it.
    pub alarms: &'a Alarms,
}

impl Scaled<'_> {
    /// Builds the policies and the scheduled actions.
    pub fn build(self, t: &mut Template, scaling: &Scaling) {
        if let Some(percent) = scaling.cpu {
            let metric = predefined("ASGAverageCPUUtilization");
            self.track(t, "Cpu", "CPU at a target: the talk's first metric", percent.get(), metric);
        }
        if let Some(count) = scaling.requests {
            let text = "requests per host at a target: they rise before the CPU does";
            self.track(t, "Requests", text, count, self.requests());
        }
        if let Some(bytes) = scaling.network {
            self.track(t, "Network", "network at a target", bytes, predefined("ASGAverageNetworkOut"));
        }
        if let Some(milliseconds) = scaling.latency {
            self.latency(t, milliseconds);
        }
        if let Some(custom) = &scaling.custom {
            self.track(t, "Custom", "a metric of the application's own", custom.target, self.custom(custom));
        }
        scaling.schedules.iter().for_each(|(name, schedule)| self.schedule(t, name, schedule));
    }

    fn track(self, t: &mut Template, what: &str, text: &str, target: impl Into<u64>, metric: TrackedMetric) {
        let policy = ScalingPolicy::tracking(self.fleet, TargetTracking::of(metric, target), WARM_UP);
        let order = self.job.fleet.watches(text).after(self.rule);
        t.add(&self.job.id(&format!("Scaling{what}")), order, policy);
    }

    /// Latency falls when hosts are added, but not in proportion: a step, not a target.
    fn latency(self, t: &mut Template, milliseconds: u32) {
        let step = StepAdjustment { metric_interval_lower_bound: 0, scaling_adjustment: 20 };
        let policy = ScalingPolicy::steps(self.fleet, vec![step], WARM_UP);
        let text = "more hosts while requests wait";
        let policy = t.add(&self.job.id("ScalingLatency"), self.job.fleet.watches(text), policy);
        let watch = Watch::above_fraction("AWS/ApplicationELB", "TargetResponseTime", milliseconds, 1000)
            .statistic("p95")
            .for_periods(3, 60)
            .of("TargetGroup", self.targets.full_name())
            .of("LoadBalancer", self.balancer.full_name())
            .silence_is_fine()
            .and_then(policy.get().into());
        let why = self.job.fleet.watches("one request in twenty is slow: adds hosts");
        let id = self.job.id("ScalingLatencyAlarm");
        self.alarms.add(t, &id, why, self.job.says("requests wait, hosts are added"), watch);
    }

    fn schedule(self, t: &mut Template, Name(name): &Name, schedule: &Schedule) {
        let action = ScheduledAction {
            auto_scaling_group_name: self.fleet.get(),
            recurrence: schedule.cron.clone(),
            min_size: schedule.min.get(),
            max_size: schedule.max.get(),
        };
        let why: Attributes = self.job.fleet.watches("what is known beforehand needs no metric");
        t.add(&self.job.id(&format!("Schedule{name}")), why, action);
    }

    fn requests(self) -> TrackedMetric {
        let label = sub![self.balancer.full_name(), "/", self.targets.full_name()];
        let metric = PredefinedMetric {
            predefined_metric_type: "ALBRequestCountPerTarget",
            resource_label: Some(label),
        };
        TrackedMetric::Predefined(metric)
    }

    fn custom(self, custom: &Custom) -> TrackedMetric {
        let dimension = Dimension { name: "AutoScalingGroupName", value: self.fleet.get().into() };
        let (namespace, name) = (custom.namespace.clone(), custom.metric.clone());
        let metric = CustomizedMetric::plain(namespace, name, "Average", vec![dimension]);
        TrackedMetric::Customized(metric)
    }
}

fn predefined(predefined_metric_type: &'static str) -> TrackedMetric {
    let metric = PredefinedMetric { predefined_metric_type, resource_label: None };
    TrackedMetric::Predefined(metric)
}
