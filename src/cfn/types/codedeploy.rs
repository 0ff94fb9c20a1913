//! AWS CodeDeploy.

use serde::Serialize;

use super::{autoscaling::AutoScalingGroup, cloudwatch::Alarm as CloudWatchAlarm};
use crate::cfn::{Ref, Resource, Val};

/// `AWS::CodeDeploy::Application`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Application {
    pub compute_platform: &'static str,
}

impl Resource for Application {
    const TYPE: &'static str = "AWS::CodeDeploy::Application";
}

/// `AWS::CodeDeploy::DeploymentConfig`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct DeploymentConfig {
    pub compute_platform: &'static str,
    pub minimum_healthy_hosts: MinimumHealthyHosts,
}

impl Resource for DeploymentConfig {
    const TYPE: &'static str = "AWS::CodeDeploy::DeploymentConfig";
}

/// `AWS::CodeDeploy::DeploymentGroup`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct DeploymentGroup {
    pub application_name: Ref<Application>,
    pub service_role_arn: Val,
    pub deployment_config_name: Ref<DeploymentConfig>,
    pub auto_scaling_groups: Vec<Ref<AutoScalingGroup>>,
    pub deployment_style: DeploymentStyle,
    pub load_balancer_info: Option<LoadBalancerInfo>,
    pub alarm_configuration: Option<AlarmConfiguration>,
    pub auto_rollback_configuration: AutoRollback,
}

impl Resource for DeploymentGroup {
    const TYPE: &'static str = "AWS::CodeDeploy::DeploymentGroup";
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct MinimumHealthyHosts {
    pub r#type: &'static str,
    pub value: u16,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct DeploymentStyle {
    pub deployment_type: &'static str,
    pub deployment_option: &'static str,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct LoadBalancerInfo {
    pub target_group_info_list: Vec<TargetGroupName>,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct TargetGroupName {
    pub name: Val,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AlarmConfiguration {
    pub enabled: bool,
    pub alarms: Vec<Alarm>,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Alarm {
    pub name: Ref<CloudWatchAlarm>,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AutoRollback {
    pub enabled: bool,
    pub events: Vec<&'static str>,
}
