//! Amazon `OpenSearch` Service.

use serde::Serialize;

use super::{
    policy::PolicyDocument,
    vpc::{GroupId, Subnet},
};
use crate::cfn::{Id, Keep, Ref, Resource, Val};

/// `AWS::OpenSearchService::Domain`. CloudFormation takes no last snapshot of one.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Domain {
    pub engine_version: &'static str,
    pub cluster_config: ClusterConfig,
    #[serde(rename = "EBSOptions")]
    pub ebs_options: EbsOptions,
    #[serde(rename = "VPCOptions")]
    pub vpc_options: VpcOptions,
    pub encryption_at_rest_options: EncryptionAtRest,
    pub node_to_node_encryption_options: NodeToNodeEncryption,
    pub domain_endpoint_options: DomainEndpoint,
    pub access_policies: PolicyDocument,
    pub log_publishing_options: LogPublishing,
}

impl Resource for Domain {
    const TYPE: &'static str = "AWS::OpenSearchService::Domain";
    const KEEP: Keep = Keep::Retain;
}

impl Id<Domain> {
    /// Its host name.
    pub fn domain_endpoint(&self) -> Val {
        self.att("DomainEndpoint")
    }

    /// Its Amazon Resource Name.
    pub fn arn(&self) -> Val {
        self.att("Arn")
    }
}

/// Which logs go to CloudWatch Logs.
#[derive(Clone, Debug, Serialize)]
pub struct LogPublishing {
    /// Errors of the nodes.
    #[serde(rename = "ES_APPLICATION_LOGS")]
    pub application: LogDestination,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct LogDestination {
    pub cloud_watch_logs_log_group_arn: Val,
    pub enabled: bool,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ClusterConfig {
    pub instance_type: String,
    pub instance_count: u16,
    pub zone_awareness_enabled: bool,
    pub zone_awareness_config: Option<ZoneAwareness>,
}

impl ClusterConfig {
    /// All nodes in one zone.
    pub fn in_one_zone(instance_type: String, instance_count: u16) -> Self {
        Self { instance_type, instance_count, zone_awareness_enabled: false, zone_awareness_config: None }
    }

    /// Nodes spread over so many zones, 2 or 3.
    pub fn across(availability_zone_count: u8, instance_type: String, instance_count: u16) -> Self {
        Self {
            zone_awareness_enabled: true,
            zone_awareness_config: Some(ZoneAwareness { availability_zone_count }),
            ..Self::in_one_zone(instance_type, instance_count)
        }
    }
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ZoneAwareness {
    pub availability_zone_count: u8,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct EbsOptions {
    #[serde(rename = "EBSEnabled")]
    pub ebs_enabled: bool,
    pub volume_type: &'static str,
    pub volume_size: u32,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct VpcOptions {
    pub subnet_ids: Vec<Ref<Subnet>>,
    pub security_group_ids: Vec<GroupId>,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct EncryptionAtRest {
    pub enabled: bool,
    pub kms_key_id: Option<Val>,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct NodeToNodeEncryption {
    pub enabled: bool,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct DomainEndpoint {
    #[serde(rename = "EnforceHTTPS")]
    pub enforce_https: bool,
    #[serde(rename = "TLSSecurityPolicy")]
    pub tls_security_policy: &'static str,
}
