//! Amazon ElastiCache.

use serde::Serialize;

use super::vpc::{GroupId, Subnet};
use crate::cfn::{Id, Keep, Ref, Resource, Val};

/// `AWS::ElastiCache::SubnetGroup`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct SubnetGroup {
    pub cache_subnet_group_name: Option<Val>,
    pub description: &'static str,
    pub subnet_ids: Vec<Ref<Subnet>>,
}

impl Resource for SubnetGroup {
    const TYPE: &'static str = "AWS::ElastiCache::SubnetGroup";
}

/// `AWS::ElastiCache::ReplicationGroup`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ReplicationGroup {
    pub replication_group_description: &'static str,
    pub engine: &'static str,
    pub engine_version: &'static str,
    pub cache_node_type: String,
    pub cache_parameter_group_name: &'static str,
    pub cluster_mode: &'static str,
    pub num_node_groups: u16,
    pub replicas_per_node_group: u8,
    pub automatic_failover_enabled: bool,
    #[serde(rename = "MultiAZEnabled")]
    pub multi_az_enabled: bool,
    pub cache_subnet_group_name: Ref<SubnetGroup>,
    pub security_group_ids: Vec<GroupId>,
    pub at_rest_encryption_enabled: bool,
    pub transit_encryption_enabled: bool,
    pub auth_token: Val,
    pub port: u16,
    pub snapshot_retention_limit: u8,
    pub auto_minor_version_upgrade: bool,
}

impl Resource for ReplicationGroup {
    const TYPE: &'static str = "AWS::ElastiCache::ReplicationGroup";
    const KEEP: Keep = Keep::Snapshot;
}

impl Id<ReplicationGroup> {
    /// The host name through which a client learns of every shard.
    pub fn configuration_endpoint(&self) -> Val {
        self.att("ConfigurationEndPoint.Address")
    }
}

/// `AWS::ElastiCache::CacheCluster`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct CacheCluster {
    pub engine: &'static str,
    pub engine_version: &'static str,
    pub cache_node_type: String,
    pub num_cache_nodes: u16,
    #[serde(rename = "AZMode")]
    pub az_mode: &'static str,
    pub cache_parameter_group_name: &'static str,
    pub cache_subnet_group_name: Ref<SubnetGroup>,
    pub vpc_security_group_ids: Vec<GroupId>,
    pub transit_encryption_enabled: bool,
    pub port: u16,
    pub auto_minor_version_upgrade: bool,
}

impl Resource for CacheCluster {
    const TYPE: &'static str = "AWS::ElastiCache::CacheCluster";
    const KEEP: Keep = Keep::Delete;
}

impl Id<CacheCluster> {
    /// The host name that tells a client of every node.
    pub fn configuration_endpoint(&self) -> Val {
        self.att("ConfigurationEndpoint.Address")
    }
}
