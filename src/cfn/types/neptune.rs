//! Amazon Neptune.

use serde::Serialize;

use super::vpc::{GroupId, Subnet};
use crate::cfn::{Id, Keep, Ref, Resource, Val};

/// `AWS::Neptune::DBSubnetGroup`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct DbSubnetGroup {
    #[serde(rename = "DBSubnetGroupDescription")]
    pub db_subnet_group_description: &'static str,
    pub subnet_ids: Vec<Ref<Subnet>>,
}

impl Resource for DbSubnetGroup {
    const TYPE: &'static str = "AWS::Neptune::DBSubnetGroup";
}

/// `AWS::Neptune::DBCluster`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct DbCluster {
    pub storage_encrypted: bool,
    pub kms_key_id: Option<Val>,
    pub iam_auth_enabled: bool,
    pub backup_retention_period: u8,
    pub deletion_protection: bool,
    #[serde(rename = "DBSubnetGroupName")]
    pub db_subnet_group_name: Ref<DbSubnetGroup>,
    pub vpc_security_group_ids: Vec<GroupId>,
    pub serverless_scaling_configuration: ServerlessScaling,
    pub enable_cloudwatch_logs_exports: Vec<&'static str>,
    pub copy_tags_to_snapshot: bool,
}

impl Resource for DbCluster {
    const TYPE: &'static str = "AWS::Neptune::DBCluster";
    const KEEP: Keep = Keep::Snapshot;
}

impl Id<DbCluster> {
    /// The host name of the writer, which stays through a failover.
    pub fn endpoint(&self) -> Val {
        self.att("Endpoint")
    }

    /// The host name behind which all readers stand.
    pub fn read_endpoint(&self) -> Val {
        self.att("ReadEndpoint")
    }

    /// The ID by which IAM knows it.
    pub fn resource_id(&self) -> Val {
        self.att("ClusterResourceId")
    }
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ServerlessScaling {
    pub min_capacity: u16,
    pub max_capacity: u16,
}

/// `AWS::Neptune::DBInstance`: it holds nothing of its own.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct DbInstance {
    #[serde(rename = "DBClusterIdentifier")]
    pub db_cluster_identifier: Ref<DbCluster>,
    #[serde(rename = "DBInstanceClass")]
    pub db_instance_class: String,
    pub auto_minor_version_upgrade: bool,
}

impl Resource for DbInstance {
    const TYPE: &'static str = "AWS::Neptune::DBInstance";
    const KEEP: Keep = Keep::Delete;
}
