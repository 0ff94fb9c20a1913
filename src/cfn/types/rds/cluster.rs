//! Amazon Aurora: a cluster keeps the data, its instances answer.

use indexmap::IndexMap;
use serde::Serialize;

use super::{DbParameterGroup, DbSubnetGroup};
use crate::cfn::{
    Id, Keep, Ref, Resource, Val,
    types::{tag::Tag, vpc::GroupId},
};

/// `AWS::RDS::DBClusterParameterGroup`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct DbClusterParameterGroup {
    pub family: &'static str,
    pub description: &'static str,
    pub parameters: IndexMap<&'static str, String>,
}

impl Resource for DbClusterParameterGroup {
    const TYPE: &'static str = "AWS::RDS::DBClusterParameterGroup";
}

/// `AWS::RDS::DBCluster`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct DbCluster {
    pub engine: &'static str,
    pub engine_version: Val,
    #[serde(rename = "DBSubnetGroupName")]
    pub db_subnet_group_name: Ref<DbSubnetGroup>,
    #[serde(rename = "DBClusterParameterGroupName")]
    pub db_cluster_parameter_group_name: Ref<DbClusterParameterGroup>,
    pub vpc_security_group_ids: Vec<GroupId>,
    pub port: u16,
    pub database_name: Option<&'static str>,
    pub master_username: Option<&'static str>,
    pub master_user_password: Option<Val>,
    pub storage_encrypted: bool,
    pub kms_key_id: Option<Val>,
    pub storage_type: Option<&'static str>,
    pub backup_retention_period: u8,
    pub preferred_backup_window: &'static str,
    pub preferred_maintenance_window: &'static str,
    pub copy_tags_to_snapshot: bool,
    pub deletion_protection: bool,
    pub enable_cloudwatch_logs_exports: Vec<&'static str>,
    #[serde(rename = "EnableIAMDatabaseAuthentication")]
    pub enable_iam_database_authentication: bool,
    pub global_cluster_identifier: Option<Val>,
    pub source_region: Option<Val>,
    pub enable_global_write_forwarding: Option<Val<bool>>,
    pub tags: Vec<Tag>,
}

impl Resource for DbCluster {
    const TYPE: &'static str = "AWS::RDS::DBCluster";
    const KEEP: Keep = Keep::Snapshot;
}

impl Id<DbCluster> {
    /// The host name of the writer, which stays through a failover.
    pub fn endpoint(&self) -> Val {
        self.att("Endpoint.Address")
    }

    /// The host name behind which all readers stand.
    pub fn reader_endpoint(&self) -> Val {
        self.att("ReadEndpoint.Address")
    }

    /// Its Amazon Resource Name.
    pub fn arn(&self) -> Val {
        self.att("DBClusterArn")
    }
}

/// `AWS::RDS::DBInstance` of a cluster: it holds nothing of its own.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct DbClusterInstance {
    pub engine: &'static str,
    #[serde(rename = "DBClusterIdentifier")]
    pub db_cluster_identifier: Ref<DbCluster>,
    #[serde(rename = "DBInstanceClass")]
    pub db_instance_class: String,
    #[serde(rename = "DBParameterGroupName")]
    pub db_parameter_group_name: Option<Ref<DbParameterGroup>>,
    pub promotion_tier: u8,
    pub publicly_accessible: bool,
    pub auto_minor_version_upgrade: bool,
    pub monitoring_interval: u8,
    pub monitoring_role_arn: Val,
    pub enable_performance_insights: bool,
}

impl Resource for DbClusterInstance {
    const TYPE: &'static str = "AWS::RDS::DBInstance";
    const KEEP: Keep = Keep::Delete;
}
