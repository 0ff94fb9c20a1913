//! How many instances a group has: by a metric, by an alarm, or by the clock.

use serde::Serialize;

use super::AutoScalingGroup;
use crate::cfn::{
    Id, Ref, Resource, Val,
    types::cloudwatch::{Dimension, Metric},
};

/// `AWS::AutoScaling::ScalingPolicy`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ScalingPolicy {
    auto_scaling_group_name: Ref<AutoScalingGroup>,
    policy_type: &'static str,
    target_tracking_configuration: Option<TargetTracking>,
    adjustment_type: Option<&'static str>,
    metric_aggregation_type: Option<&'static str>,
    estimated_instance_warmup: Option<u16>,
    step_adjustments: Vec<StepAdjustment>,
}

impl ScalingPolicy {
    /// Keeps a metric at a value. `warm_up`: for how many seconds a new instance's share does not count.
    pub fn tracking(group: &Id<AutoScalingGroup>, target: TargetTracking, warm_up: u16) -> Self {
        Self {
            auto_scaling_group_name: group.get(),
            policy_type: "TargetTrackingScaling",
            target_tracking_configuration: Some(target),
            adjustment_type: None,
            metric_aggregation_type: None,
            estimated_instance_warmup: Some(warm_up),
            step_adjustments: Vec::new(),
        }
    }

    /// Adds a share of the group, in percent, for each step of an alarm.
    pub fn steps(group: &Id<AutoScalingGroup>, steps: Vec<StepAdjustment>, warm_up: u16) -> Self {
        Self {
            auto_scaling_group_name: group.get(),
            policy_type: "StepScaling",
            target_tracking_configuration: None,
            adjustment_type: Some("PercentChangeInCapacity"),
            metric_aggregation_type: Some("Average"),
            estimated_instance_warmup: Some(warm_up),
            step_adjustments: steps,
        }
    }
}

impl Resource for ScalingPolicy {
    const TYPE: &'static str = "AWS::AutoScaling::ScalingPolicy";
}

/// `AWS::AutoScaling::ScheduledAction`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ScheduledAction {
    pub auto_scaling_group_name: Ref<AutoScalingGroup>,
    pub recurrence: String,
    pub min_size: u16,
    pub max_size: u16,
}

impl Resource for ScheduledAction {
    const TYPE: &'static str = "AWS::AutoScaling::ScheduledAction";
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct TargetTracking {
    target_value: u64,
    predefined_metric_specification: Option<PredefinedMetric>,
    customized_metric_specification: Option<CustomizedMetric>,
}

/// What is kept at a value.
#[derive(Clone, Debug)]
pub enum TrackedMetric {
    /// One that Auto Scaling knows.
    Predefined(PredefinedMetric),
    /// One of the user's own.
    Customized(CustomizedMetric),
}

impl TargetTracking {
    /// Keeps this metric at this value.
    pub fn of(metric: TrackedMetric, target: impl Into<u64>) -> Self {
        let (predefined, customized) = match metric {
            TrackedMetric::Predefined(metric) => (Some(metric), None),
            TrackedMetric::Customized(metric) => (None, Some(metric)),
        };
        Self {
            target_value: target.into(),
            predefined_metric_specification: predefined,
            customized_metric_specification: customized,
        }
    }
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct PredefinedMetric {
    pub predefined_metric_type: &'static str,
    pub resource_label: Option<Val>,
}

/// A nested part of a property.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct CustomizedMetric {
    namespace: Option<String>,
    metric_name: Option<String>,
    statistic: Option<&'static str>,
    dimensions: Vec<Dimension>,
    metrics: Vec<TargetTrackingMetric>,
}

impl CustomizedMetric {
    /// A metric as it is published.
    pub fn plain(
        namespace: String,
        metric_name: String,
        statistic: &'static str,
        dimensions: Vec<Dimension>,
    ) -> Self {
        Self {
            namespace: Some(namespace),
            metric_name: Some(metric_name),
            statistic: Some(statistic),
            dimensions,
            metrics: Vec::new(),
        }
    }

    /// What is worked out from several metrics: the one that returns data counts.
    pub fn math(metrics: Vec<TargetTrackingMetric>) -> Self {
        Self { metrics, ..Self::default() }
    }
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct TargetTrackingMetric {
    pub id: &'static str,
    pub expression: Option<&'static str>,
    pub label: Option<&'static str>,
    pub metric_stat: Option<TargetTrackingStat>,
    pub return_data: bool,
}

impl TargetTrackingMetric {
    /// A metric that an expression reads.
    pub fn read(id: &'static str, metric: Metric, stat: &'static str) -> Self {
        let metric_stat = Some(TargetTrackingStat { metric, stat });
        Self { id, expression: None, label: None, metric_stat, return_data: false }
    }

    /// The expression whose value counts.
    pub fn result(id: &'static str, expression: &'static str, label: &'static str) -> Self {
        let (expression, label) = (Some(expression), Some(label));
        Self { id, expression, label, metric_stat: None, return_data: true }
    }
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct TargetTrackingStat {
    pub metric: Metric,
    pub stat: &'static str,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct StepAdjustment {
    pub metric_interval_lower_bound: u16,
    pub scaling_adjustment: u16,
}
