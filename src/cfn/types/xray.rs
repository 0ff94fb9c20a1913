//! AWS X-Ray.

use serde::Serialize;

use crate::cfn::{Resource, Val};

/// `AWS::XRay::Group`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Group {
    pub group_name: Val,
    pub filter_expression: Val,
    pub insights_configuration: Insights,
}

impl Resource for Group {
    const TYPE: &'static str = "AWS::XRay::Group";
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Insights {
    pub insights_enabled: bool,
    pub notifications_enabled: bool,
}

/// `AWS::XRay::SamplingRule`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct SamplingRule {
    pub sampling_rule: Rule,
}

impl Resource for SamplingRule {
    const TYPE: &'static str = "AWS::XRay::SamplingRule";
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Rule {
    pub rule_name: Val,
    pub priority: u16,
    pub reservoir_size: u16,
    pub fixed_rate: f64,
    pub service_name: &'static str,
    pub service_type: &'static str,
    pub host: &'static str,
    #[serde(rename = "HTTPMethod")]
    pub http_method: &'static str,
    #[serde(rename = "URLPath")]
    pub url_path: &'static str,
    #[serde(rename = "ResourceARN")]
    pub resource_arn: &'static str,
    pub version: u8,
}
