//! AWS Systems Manager.

use indexmap::IndexMap;
use serde::Serialize;

use super::ec2::Instance;
use crate::cfn::{Ref, Resource, Val};

/// `AWS::SSM::Association`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Association {
    pub name: &'static str,
    pub targets: Vec<Target>,
    pub parameters: IndexMap<&'static str, Vec<Val>>,
    pub schedule_expression: Option<&'static str>,
    pub apply_only_at_cron_interval: Option<bool>,
    pub max_concurrency: Option<&'static str>,
    pub max_errors: Option<&'static str>,
    pub wait_for_success_timeout_seconds: Option<u16>,
}

impl Resource for Association {
    const TYPE: &'static str = "AWS::SSM::Association";
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Target {
    pub key: &'static str,
    pub values: Vec<Ref<Instance>>,
}
/// `AWS::SSM::Parameter`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Parameter {
    pub r#type: &'static str,
    pub name: Val,
    pub value: Val,
    pub description: String,
}

impl Resource for Parameter {
    const TYPE: &'static str = "AWS::SSM::Parameter";
}
