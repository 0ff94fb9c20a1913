//! Elastic Load Balancing: Application Load Balancers.

use serde::Serialize;

use super::{
    acm::Certificate,
    ec2::Instance,
    tag::Tag,
    vpc::{GroupId, Subnet, Vpc},
};
use crate::cfn::{Id, Ref, Resource, Val};

/// `AWS::ElasticLoadBalancingV2::LoadBalancer`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct LoadBalancer {
    pub r#type: &'static str,
    pub scheme: &'static str,
    pub subnets: Vec<Ref<Subnet>>,
    pub security_groups: Vec<GroupId>,
    pub load_balancer_attributes: Vec<Tag>,
}

impl Resource for LoadBalancer {
    const TYPE: &'static str = "AWS::ElasticLoadBalancingV2::LoadBalancer";
}

impl Id<LoadBalancer> {
    /// The name to which the site's records point.
    pub fn dns_name(&self) -> Val {
        self.att("DNSName")
    }

    /// The hosted zone of that name.
    pub fn zone_id(&self) -> Val {
        self.att("CanonicalHostedZoneID")
    }

    /// The name by which CloudWatch knows it.
    pub fn full_name(&self) -> Val {
        self.att("LoadBalancerFullName")
    }
}

/// `AWS::ElasticLoadBalancingV2::TargetGroup`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct TargetGroup {
    pub vpc_id: Ref<Vpc>,
    pub port: u16,
    pub protocol: &'static str,
    pub target_type: &'static str,
    pub health_check_path: &'static str,
    pub health_check_interval_seconds: u16,
    pub health_check_timeout_seconds: u16,
    pub healthy_threshold_count: u8,
    pub unhealthy_threshold_count: u8,
    pub matcher: Matcher,
    pub target_group_attributes: Vec<Tag>,
    pub targets: Vec<Target>,
}

impl Resource for TargetGroup {
    const TYPE: &'static str = "AWS::ElasticLoadBalancingV2::TargetGroup";
}

impl Id<TargetGroup> {
    /// The name by which CodeDeploy knows it.
    pub fn target_group_name(&self) -> Val {
        self.att("TargetGroupName")
    }

    /// The name by which CloudWatch knows it.
    pub fn full_name(&self) -> Val {
        self.att("TargetGroupFullName")
    }
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Matcher {
    pub http_code: &'static str,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Target {
    pub id: Ref<Instance>,
}

/// `AWS::ElasticLoadBalancingV2::Listener`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Listener {
    pub load_balancer_arn: Ref<LoadBalancer>,
    pub port: u16,
    pub protocol: &'static str,
    pub ssl_policy: Option<&'static str>,
    pub certificates: Vec<ListenerCertificate>,
    pub default_actions: Vec<Action>,
}

impl Resource for Listener {
    const TYPE: &'static str = "AWS::ElasticLoadBalancingV2::Listener";
}

/// `AWS::ElasticLoadBalancingV2::ListenerRule`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListenerRule {
    pub listener_arn: Ref<Listener>,
    pub priority: u16,
    pub conditions: Vec<RuleCondition>,
    pub actions: Vec<Action>,
}

impl Resource for ListenerRule {
    const TYPE: &'static str = "AWS::ElasticLoadBalancingV2::ListenerRule";
}

/// A nested part of a property.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct RuleCondition {
    pub field: &'static str,
    pub http_header_config: Option<HttpHeader>,
    pub path_pattern_config: Option<PathPattern>,
    pub source_ip_config: Option<SourceIp>,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct SourceIp {
    pub values: Vec<&'static str>,
}

impl RuleCondition {
    /// The request's path matches; `*` stands for any text.
    pub fn path(pattern: &str) -> Self {
        Self::paths(vec![pattern.to_owned()])
    }

    /// The request's path matches one of these.
    pub fn paths(values: Vec<String>) -> Self {
        let path_pattern_config = Some(PathPattern { values });
        Self { field: "path-pattern", path_pattern_config, ..Self::default() }
    }

    /// The request comes from an address of this block.
    pub fn source(block: &'static str) -> Self {
        let source_ip_config = Some(SourceIp { values: vec![block] });
        Self { field: "source-ip", source_ip_config, ..Self::default() }
    }

    /// The request carries a header with this value.
    pub fn header(http_header_name: &'static str, value: Val) -> Self {
        let header = HttpHeader { http_header_name, values: vec![value] };
        let http_header_config = Some(header);
        Self { field: "http-header", http_header_config, ..Self::default() }
    }
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct HttpHeader {
    pub http_header_name: &'static str,
    pub values: Vec<Val>,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct PathPattern {
    pub values: Vec<String>,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ListenerCertificate {
    pub certificate_arn: Ref<Certificate>,
}

/// A nested part of a property.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Action {
    pub r#type: &'static str,
    pub redirect_config: Option<Redirect>,
    pub fixed_response_config: Option<FixedResponse>,
    pub target_group_arn: Option<Ref<TargetGroup>>,
}

impl Action {
    /// To one of the targets.
    pub fn forward(targets: &Id<TargetGroup>) -> Self {
        Self { r#type: "forward", target_group_arn: Some(targets.get()), ..Self::default() }
    }

    /// To another address, for good.
    pub fn redirect(to: Redirect) -> Self {
        Self { r#type: "redirect", redirect_config: Some(to), ..Self::default() }
    }

    /// An answer of the load balancer's own.
    pub fn respond(response: FixedResponse) -> Self {
        Self { r#type: "fixed-response", fixed_response_config: Some(response), ..Self::default() }
    }
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct FixedResponse {
    pub status_code: &'static str,
    pub content_type: &'static str,
    pub message_body: &'static str,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Redirect {
    pub protocol: &'static str,
    pub port: &'static str,
    pub status_code: &'static str,
}
