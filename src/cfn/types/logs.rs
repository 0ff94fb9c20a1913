//! Amazon CloudWatch Logs.

use serde::Serialize;

use crate::cfn::{Id, Keep, Ref, Resource, Val};

/// `AWS::Logs::LogGroup`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct LogGroup {
    pub retention_in_days: u16,
    pub kms_key_id: Option<Val>,
}

impl Resource for LogGroup {
    const TYPE: &'static str = "AWS::Logs::LogGroup";
    const KEEP: Keep = Keep::Delete;
}

impl Id<LogGroup> {
    /// Its Amazon Resource Name.
    pub fn arn(&self) -> Val {
        self.att("Arn")
    }
}

/// `AWS::Logs::ResourcePolicy`: what a service may write. An account has room for ten in a region.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ResourcePolicy {
    pub policy_name: Val,
    /// JSON, as a text.
    pub policy_document: Val,
}

impl Resource for ResourcePolicy {
    const TYPE: &'static str = "AWS::Logs::ResourcePolicy";
}

/// `AWS::Logs::MetricFilter`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct MetricFilter {
    pub log_group_name: Ref<LogGroup>,
    pub filter_pattern: &'static str,
    pub metric_transformations: Vec<MetricTransformation>,
}

impl Resource for MetricFilter {
    const TYPE: &'static str = "AWS::Logs::MetricFilter";
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct MetricTransformation {
    pub metric_namespace: Val,
    pub metric_name: String,
    pub metric_value: &'static str,
    pub default_value: u8,
}
