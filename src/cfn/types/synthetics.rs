//! Amazon CloudWatch Synthetics.

use indexmap::IndexMap;
use serde::Serialize;

use crate::cfn::{Resource, Val};

/// `AWS::Synthetics::Canary`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Canary {
    pub name: Val,
    pub runtime_version: &'static str,
    pub code: Code,
    pub schedule: Schedule,
    pub run_config: RunConfig,
    pub execution_role_arn: Val,
    #[serde(rename = "ArtifactS3Location")]
    pub artifact_s3_location: Val,
    pub success_retention_period: u16,
    pub failure_retention_period: u16,
    pub start_canary_after_creation: bool,
    pub provisioned_resource_cleanup: &'static str,
}

impl Resource for Canary {
    const TYPE: &'static str = "AWS::Synthetics::Canary";
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Code {
    pub handler: &'static str,
    pub script: String,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Schedule {
    pub expression: &'static str,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct RunConfig {
    pub timeout_in_seconds: u16,
    pub environment_variables: IndexMap<&'static str, Val>,
}
