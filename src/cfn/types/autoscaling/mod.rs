//! Amazon EC2 Auto Scaling.

mod scaling;

use serde::Serialize;

use super::{ec2::LaunchTemplateVersion, elbv2::TargetGroup, vpc::Subnet};
use crate::cfn::{Ref, Resource, Val};

pub use scaling::{
    CustomizedMetric, PredefinedMetric, ScalingPolicy, ScheduledAction, StepAdjustment, TargetTracking,
    TargetTrackingMetric, TargetTrackingStat, TrackedMetric,
};

/// `AWS::AutoScaling::AutoScalingGroup`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AutoScalingGroup {
    pub min_size: String,
    pub max_size: String,
    #[serde(rename = "VPCZoneIdentifier")]
    pub vpc_zone_identifier: Vec<Ref<Subnet>>,
    pub availability_zones: Vec<Val>,
    pub mixed_instances_policy: MixedInstances,
    #[serde(rename = "TargetGroupARNs")]
    pub target_group_arns: Vec<Ref<TargetGroup>>,
    pub health_check_type: &'static str,
    pub health_check_grace_period: u16,
    pub default_instance_warmup: u16,
    pub max_instance_lifetime: u32,
    pub instance_maintenance_policy: MaintenancePolicy,
    pub metrics_collection: Vec<MetricsCollection>,
    pub tags: Vec<PropagatedTag>,
}

impl Resource for AutoScalingGroup {
    const TYPE: &'static str = "AWS::AutoScaling::AutoScalingGroup";
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct MixedInstances {
    pub instances_distribution: Distribution,
    pub launch_template: FleetTemplate,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Distribution {
    pub on_demand_allocation_strategy: &'static str,
    pub on_demand_percentage_above_base_capacity: u8,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct FleetTemplate {
    pub launch_template_specification: LaunchTemplateVersion,
    pub overrides: Vec<Override>,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Override {
    pub instance_type: String,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct MaintenancePolicy {
    pub min_healthy_percentage: u8,
    pub max_healthy_percentage: u8,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct MetricsCollection {
    pub granularity: &'static str,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct PropagatedTag {
    pub key: &'static str,
    pub value: Val,
    pub propagate_at_launch: bool,
}
