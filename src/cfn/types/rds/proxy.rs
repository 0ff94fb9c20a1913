//! Amazon RDS Proxy: few connections to the database, many to the application.

use serde::Serialize;

use super::DbCluster;
use crate::cfn::{
    Id, Ref, Resource, Val,
    types::vpc::{GroupId, Subnet},
};

/// `AWS::RDS::DBProxy`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct DbProxy {
    #[serde(rename = "DBProxyName")]
    pub db_proxy_name: Val,
    pub engine_family: &'static str,
    #[serde(rename = "RequireTLS")]
    pub require_tls: bool,
    pub role_arn: Val,
    pub auth: Vec<ProxyAuth>,
    pub vpc_subnet_ids: Vec<Ref<Subnet>>,
    pub vpc_security_group_ids: Vec<GroupId>,
}

impl Resource for DbProxy {
    const TYPE: &'static str = "AWS::RDS::DBProxy";
}

impl Id<DbProxy> {
    /// The host name that stands for the cluster's writer.
    pub fn endpoint(&self) -> Val {
        self.att("Endpoint")
    }
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ProxyAuth {
    pub auth_scheme: &'static str,
    pub secret_arn: Val,
    #[serde(rename = "IAMAuth")]
    pub iam_auth: &'static str,
}

/// `AWS::RDS::DBProxyTargetGroup`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct DbProxyTargetGroup {
    #[serde(rename = "DBProxyName")]
    pub db_proxy_name: Ref<DbProxy>,
    pub target_group_name: &'static str,
    #[serde(rename = "DBClusterIdentifiers")]
    pub db_cluster_identifiers: Vec<Ref<DbCluster>>,
    pub connection_pool_configuration_info: ConnectionPool,
}

impl Resource for DbProxyTargetGroup {
    const TYPE: &'static str = "AWS::RDS::DBProxyTargetGroup";
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ConnectionPool {
    pub max_connections_percent: u8,
    pub max_idle_connections_percent: u8,
    pub connection_borrow_timeout: u16,
}

/// `AWS::RDS::DBProxyEndpoint`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct DbProxyEndpoint {
    #[serde(rename = "DBProxyEndpointName")]
    pub db_proxy_endpoint_name: Val,
    #[serde(rename = "DBProxyName")]
    pub db_proxy_name: Ref<DbProxy>,
    pub vpc_subnet_ids: Vec<Ref<Subnet>>,
    pub vpc_security_group_ids: Vec<GroupId>,
    pub target_role: &'static str,
}

impl Resource for DbProxyEndpoint {
    const TYPE: &'static str = "AWS::RDS::DBProxyEndpoint";
}

impl Id<DbProxyEndpoint> {
    /// Its host name.
    pub fn endpoint(&self) -> Val {
        self.att("Endpoint")
    }
}
