//! Amazon CloudFront.

use serde::Serialize;

use crate::cfn::{Id, Resource, Val};

/// `AWS::CloudFront::OriginAccessControl`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct OriginAccessControl {
    pub origin_access_control_config: AccessControl,
}

impl Resource for OriginAccessControl {
    const TYPE: &'static str = "AWS::CloudFront::OriginAccessControl";
}

impl Id<OriginAccessControl> {
    /// What an origin takes.
    pub fn id(&self) -> Val {
        self.att("Id")
    }
}

/// `AWS::CloudFront::Distribution`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Distribution {
    pub distribution_config: DistributionConfig,
}

impl Resource for Distribution {
    const TYPE: &'static str = "AWS::CloudFront::Distribution";
}

impl Id<Distribution> {
    /// Its own host name.
    pub fn domain_name(&self) -> Val {
        self.att("DomainName")
    }
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AccessControl {
    pub name: Val,
    pub origin_access_control_origin_type: &'static str,
    pub signing_behavior: &'static str,
    pub signing_protocol: &'static str,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct DistributionConfig {
    pub enabled: bool,
    pub http_version: &'static str,
    #[serde(rename = "IPV6Enabled")]
    pub ipv6_enabled: bool,
    pub price_class: &'static str,
    pub comment: Val,
    pub aliases: Val<Vec<Val>>,
    pub viewer_certificate: Val<ViewerCertificate>,
    pub origins: Vec<Val<Origin>>,
    pub origin_groups: Val<OriginGroups>,
    pub default_cache_behavior: CacheBehavior,
    pub cache_behaviors: Vec<CacheBehavior>,
    #[serde(rename = "WebACLId")]
    pub web_acl_id: Option<Val>,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ViewerCertificate {
    pub acm_certificate_arn: Option<Val>,
    pub ssl_support_method: Option<&'static str>,
    pub minimum_protocol_version: Option<&'static str>,
    pub cloud_front_default_certificate: Option<bool>,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Origin {
    pub id: &'static str,
    pub domain_name: Val,
    pub custom_origin_config: Option<CustomOrigin>,
    pub origin_custom_headers: Vec<OriginHeader>,
    pub origin_access_control_id: Option<Val>,
    pub s3_origin_config: Option<S3Origin>,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct CustomOrigin {
    pub origin_protocol_policy: Val,
    #[serde(rename = "OriginSSLProtocols")]
    pub origin_ssl_protocols: Vec<&'static str>,
    pub origin_read_timeout: u16,
    pub origin_keepalive_timeout: u16,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct OriginHeader {
    pub header_name: &'static str,
    pub header_value: Val,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct S3Origin {
    pub origin_access_identity: &'static str,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct OriginGroups {
    pub quantity: u8,
    pub items: Vec<OriginGroup>,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct OriginGroup {
    pub id: &'static str,
    pub failover_criteria: FailoverCriteria,
    pub members: Members,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct FailoverCriteria {
    pub status_codes: StatusCodes,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct StatusCodes {
    pub quantity: u8,
    pub items: Vec<u16>,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Members {
    pub quantity: u8,
    pub items: Vec<Member>,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Member {
    pub origin_id: &'static str,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct CacheBehavior {
    pub path_pattern: Option<&'static str>,
    pub target_origin_id: Val,
    pub viewer_protocol_policy: &'static str,
    pub allowed_methods: Vec<&'static str>,
    pub compress: bool,
    pub cache_policy_id: &'static str,
    pub origin_request_policy_id: Option<&'static str>,
    pub response_headers_policy_id: Option<&'static str>,
}
