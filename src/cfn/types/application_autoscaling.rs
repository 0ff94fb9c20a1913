//! Application Auto Scaling: what scales beside EC2.

use serde::Serialize;

use crate::cfn::{Ref, Resource, Val};

/// `AWS::ApplicationAutoScaling::ScalableTarget`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ScalableTarget {
    pub service_namespace: &'static str,
    pub scalable_dimension: &'static str,
    pub resource_id: Val,
    pub min_capacity: u16,
    pub max_capacity: u16,
}

impl Resource for ScalableTarget {
    const TYPE: &'static str = "AWS::ApplicationAutoScaling::ScalableTarget";
}

/// `AWS::ApplicationAutoScaling::ScalingPolicy`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ScalingPolicy {
    pub policy_name: &'static str,
    pub policy_type: &'static str,
    pub scaling_target_id: Ref<ScalableTarget>,
    pub target_tracking_scaling_policy_configuration: TargetTracking,
}

impl Resource for ScalingPolicy {
    const TYPE: &'static str = "AWS::ApplicationAutoScaling::ScalingPolicy";
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct TargetTracking {
    pub target_value: u64,
    pub predefined_metric_specification: PredefinedMetric,
    pub scale_in_cooldown: u16,
    pub scale_out_cooldown: u16,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct PredefinedMetric {
    pub predefined_metric_type: &'static str,
}
