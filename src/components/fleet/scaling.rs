//! What a fleet scales on: the talk's CPU, latency, network and own metrics, and a clock for what is known beforehand.

use schemars::JsonSchema;
use serde::Deserialize;

use super::WARM_UP;
use crate::{
    cfn::{
        Attributes, Id, Template,
        types::{
            autoscaling::{
                AutoScalingGroup, CustomizedMetric, PredefinedMetric, ScalingPolicy, ScheduledAction,
                StepAdjustment, TargetTracking,
            },
            cloudwatch::Dimension,
            elbv2::ListenerRule,
        },
    },
    components::{
        alarms::{Alarms, Watch},
        balancer,
        talk::HALF_MILLION,
    },
    sub,
};

/// One reason to add or remove hosts.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Scaling {
    /// Keeps the average processor at so many percent.
    Cpu(u8),
    /// Keeps requests per host and minute at this number.
    Requests(u32),
    /// Keeps bytes that a host sends per minute at this number.
    Network(u64),
    /// Adds hosts while one request in twenty takes longer than so many milliseconds.
    Latency(u32),
    /// Keeps a metric of the application's own at a value per host.
    Custom {
        /// Its namespace.
        namespace: String,
        /// Its name; it has one dimension, `AutoScalingGroupName`.
        metric: String,
        /// The average that is aimed at.
        target: u64,
    },
    /// Sets the bounds at a time; they stay until another schedule or deployment sets them.
    Schedule {
        /// Part of the logical ID, such as `BlackFriday`.
        name: String,
        /// When, as a cron expression in UTC.
        cron: String,
        /// Hosts at the least from then on.
        min: u16,
        /// Hosts at the most from then on.
        max: u16,
    },
}

/// The fleet and what stands before it.
#[derive(Clone, Copy, Debug)]
pub struct Scaled<'a> {
    /// The fleet.
    pub fleet: &'a Id<AutoScalingGroup>,
    /// The load balancer that counts its requests.
    pub balancer: &'a balancer::Built,
    /// The rule that sends visitors to the fleet: before it no requests can be counted.
    pub rule: &'a Id<ListenerRule>,
    /// Who hears of it.
    pub alarms: &'a Alarms,
}

impl Scaled<'_> {
    /// Builds a policy or a scheduled action.
    pub fn build(self, t: &mut Template, scaling: &Scaling) {
        match scaling {
            Scaling::Cpu(percent) => {
                let metric = predefined("ASGAverageCPUUtilization");
                self.track(t, "Cpu", "CPU at a target: the talk's first metric", *percent, metric);
            }
            Scaling::Requests(count) => {
                let metric = self.requests();
                self.track(
                    t,
                    "Requests",
                    "requests per host at a target: they rise before the CPU does",
                    *count,
                    metric,
                );
            }
            Scaling::Network(bytes) => {
                let metric = predefined("ASGAverageNetworkOut");
                self.track(t, "Network", "network at a target", *bytes, metric);
            }
            Scaling::Latency(milliseconds) => self.latency(t, *milliseconds),
            Scaling::Custom { namespace, metric, target } => {
                self.track(
                    t,
                    "Custom",
                    "a metric of the application's own",
                    *target,
                    self.custom(namespace, metric),
                );
            }
            Scaling::Schedule { name, cron, min, max } => self.schedule(t, name, cron, *min, *max),
        }
    }

    fn track(self, t: &mut Template, what: &str, text: &str, target: impl Into<u64>, metric: TargetTracking) {
        let target_tracking_configuration = Some(TargetTracking { target_value: target.into(), ..metric });
        let policy = ScalingPolicy {
            policy_type: "TargetTrackingScaling",
            target_tracking_configuration,
            ..self.policy()
        };
        let order = HALF_MILLION.watches(text).after(self.rule);
        t.add(&format!("WebScaling{what}"), order, policy);
    }

    /// Latency falls when hosts are added, but not in proportion: a step, not a target.
    fn latency(self, t: &mut Template, milliseconds: u32) {
        let step = StepAdjustment { metric_interval_lower_bound: 0, scaling_adjustment: 20 };
        let policy = ScalingPolicy {
            policy_type: "StepScaling",
            adjustment_type: Some("PercentChangeInCapacity"),
            metric_aggregation_type: Some("Average"),
            step_adjustments: vec![step],
            ..self.policy()
        };
        let text = "more hosts while visitors wait";
        let policy = t.add("WebScalingLatency", HALF_MILLION.watches(text), policy);
        let watch = Watch::above_fraction("AWS/ApplicationELB", "TargetResponseTime", milliseconds, 1000)
            .statistic("p95")
            .for_periods(3, 60)
            .of("LoadBalancer", self.balancer.load_balancer.full_name())
            .silence_is_fine()
            .and_then(policy.get().into());
        let why = HALF_MILLION.watches("one request in twenty is slow: adds hosts");
        self.alarms.add(t, "WebScalingLatencyAlarm", why, "Web fleet: visitors wait, hosts are added", watch);
    }

    fn schedule(self, t: &mut Template, name: &str, cron: &str, min: u16, max: u16) {
        let action = ScheduledAction {
            auto_scaling_group_name: self.fleet.get(),
            recurrence: cron.to_owned(),
            min_size: min,
            max_size: max,
        };
        let why: Attributes = HALF_MILLION.watches("what is known beforehand needs no metric");
        t.add(&format!("WebSchedule{name}"), why, action);
    }

    fn policy(self) -> ScalingPolicy {
        ScalingPolicy {
            auto_scaling_group_name: self.fleet.get(),
            policy_type: "",
            target_tracking_configuration: None,
            adjustment_type: None,
            metric_aggregation_type: None,
            estimated_instance_warmup: Some(WARM_UP),
            step_adjustments: Vec::new(),
        }
    }

    fn requests(self) -> TargetTracking {
        let balancer = self.balancer;
        let label = sub![balancer.load_balancer.full_name(), "/", balancer.targets.full_name()];
        let metric = PredefinedMetric {
            predefined_metric_type: "ALBRequestCountPerTarget",
            resource_label: Some(label),
        };
        TargetTracking { predefined_metric_specification: Some(metric), ..NO_METRIC }
    }

    fn custom(self, namespace: &str, metric: &str) -> TargetTracking {
        let metric = CustomizedMetric {
            namespace: namespace.to_owned(),
            metric_name: metric.to_owned(),
            statistic: "Average",
            dimensions: vec![Dimension { name: "AutoScalingGroupName", value: self.fleet.get().into() }],
        };
        TargetTracking { customized_metric_specification: Some(metric), ..NO_METRIC }
    }
}

const NO_METRIC: TargetTracking = TargetTracking {
    target_value: 0,
    predefined_metric_specification: None,
    customized_metric_specification: None,
};

fn predefined(predefined_metric_type: &'static str) -> TargetTracking {
    let metric = PredefinedMetric { predefined_metric_type, resource_label: None };
    TargetTracking { predefined_metric_specification: Some(metric), ..NO_METRIC }
}
