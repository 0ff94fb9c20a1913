//! Amazon Route 53.

use serde::Serialize;

use crate::cfn::{Resource, Val};

/// `AWS::Route53::RecordSet`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct RecordSet {
    pub hosted_zone_id: Val,
    pub name: Val,
    pub r#type: &'static str,
    #[serde(rename = "TTL")]
    pub ttl: Option<&'static str>,
    pub resource_records: Vec<Val>,
    pub set_identifier: Option<Val>,
    pub region: Option<Val>,
    pub health_check_id: Option<Val>,
    pub alias_target: Option<AliasTarget>,
}

impl Resource for RecordSet {
    const TYPE: &'static str = "AWS::Route53::RecordSet";
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AliasTarget {
    #[serde(rename = "DNSName")]
    pub dns_name: Val,
    pub hosted_zone_id: Val,
    pub evaluate_target_health: bool,
}

/// `AWS::Route53::HealthCheck`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct HealthCheck {
    pub health_check_config: HealthCheckConfig,
}

impl Resource for HealthCheck {
    const TYPE: &'static str = "AWS::Route53::HealthCheck";
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct HealthCheckConfig {
    pub r#type: &'static str,
    pub fully_qualified_domain_name: Val,
    pub port: u16,
    pub resource_path: &'static str,
    pub request_interval: u8,
    pub failure_threshold: u8,
    #[serde(rename = "EnableSNI")]
    pub enable_sni: bool,
}
