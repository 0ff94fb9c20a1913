//! One database host, its replicas and their parameters.

use indexmap::IndexMap;
use serde::Serialize;

use super::{DbSubnetGroup, OptionGroup};
use crate::cfn::{
    Id, Keep, Ref, Resource, Val,
    types::{tag::Tag, vpc::GroupId},
};

/// `AWS::RDS::DBParameterGroup`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct DbParameterGroup {
    pub family: &'static str,
    pub description: String,
    pub parameters: IndexMap<&'static str, String>,
}

impl Resource for DbParameterGroup {
    const TYPE: &'static str = "AWS::RDS::DBParameterGroup";
}

/// `AWS::RDS::DBInstance`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct DbInstance {
    pub engine: &'static str,
    pub engine_version: &'static str,
    pub allow_major_version_upgrade: Option<bool>,
    pub license_model: Option<&'static str>,
    #[serde(rename = "DBInstanceClass")]
    pub db_instance_class: String,
    #[serde(rename = "DBName")]
    pub db_name: Option<&'static str>,
    pub character_set_name: Option<&'static str>,
    pub master_username: &'static str,
    pub master_user_password: Val,
    #[serde(rename = "DBSubnetGroupName")]
    pub db_subnet_group_name: Ref<DbSubnetGroup>,
    #[serde(rename = "DBParameterGroupName")]
    pub db_parameter_group_name: Ref<DbParameterGroup>,
    pub option_group_name: Option<Ref<OptionGroup>>,
    #[serde(rename = "VPCSecurityGroups")]
    pub vpc_security_groups: Vec<GroupId>,
    pub publicly_accessible: bool,
    pub storage_type: &'static str,
    pub allocated_storage: String,
    pub max_allocated_storage: u32,
    pub storage_encrypted: bool,
    pub kms_key_id: Option<Val>,
    #[serde(rename = "MultiAZ")]
    pub multi_az: bool,
    pub backup_retention_period: u8,
    pub preferred_backup_window: &'static str,
    pub preferred_maintenance_window: &'static str,
    pub copy_tags_to_snapshot: bool,
    pub deletion_protection: bool,
    pub auto_minor_version_upgrade: bool,
    pub enable_cloudwatch_logs_exports: Vec<&'static str>,
    #[serde(rename = "EnableIAMDatabaseAuthentication")]
    pub enable_iam_database_authentication: Option<bool>,
    pub monitoring_interval: u8,
    pub monitoring_role_arn: Val,
    pub enable_performance_insights: bool,
    pub tags: Vec<Tag>,
}

impl Resource for DbInstance {
    const TYPE: &'static str = "AWS::RDS::DBInstance";
    const KEEP: Keep = Keep::Snapshot;
}

/// `AWS::RDS::DBInstance` that follows another: it holds nothing of its own.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct DbReplica {
    #[serde(rename = "SourceDBInstanceIdentifier")]
    pub source_db_instance_identifier: Ref<DbInstance>,
    pub engine: &'static str,
    pub availability_zone: Val,
    #[serde(rename = "DBInstanceClass")]
    pub db_instance_class: String,
    #[serde(rename = "DBParameterGroupName")]
    pub db_parameter_group_name: Ref<DbParameterGroup>,
    #[serde(rename = "VPCSecurityGroups")]
    pub vpc_security_groups: Vec<GroupId>,
    pub publicly_accessible: bool,
    pub storage_type: &'static str,
    pub max_allocated_storage: u32,
    pub copy_tags_to_snapshot: bool,
    pub auto_minor_version_upgrade: bool,
    pub enable_cloudwatch_logs_exports: Vec<&'static str>,
    #[serde(rename = "EnableIAMDatabaseAuthentication")]
    pub enable_iam_database_authentication: Option<bool>,
    pub monitoring_interval: u8,
    pub monitoring_role_arn: Val,
    pub enable_performance_insights: bool,
}

impl Resource for DbReplica {
    const TYPE: &'static str = "AWS::RDS::DBInstance";
    const KEEP: Keep = Keep::Delete;
}

impl Id<DbReplica> {
    /// Its host name.
    pub fn endpoint(&self) -> Val {
        self.att("Endpoint.Address")
    }
}

impl Id<DbInstance> {
    /// The host name that stays through a failover.
    pub fn endpoint(&self) -> Val {
        self.att("Endpoint.Address")
    }
}
