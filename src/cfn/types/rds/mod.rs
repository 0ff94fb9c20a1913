//! Amazon RDS.

mod cluster;
mod global;
mod instance;
mod options;
mod proxy;

use serde::Serialize;

use super::vpc::Subnet;
use crate::cfn::{Ref, Resource};

pub use cluster::{DbCluster, DbClusterInstance, DbClusterParameterGroup};
pub use global::GlobalCluster;
pub use instance::{DbInstance, DbParameterGroup, DbReplica};
pub use options::{OptionConfiguration, OptionGroup, OptionSetting};
pub use proxy::{ConnectionPool, DbProxy, DbProxyEndpoint, DbProxyTargetGroup, ProxyAuth};

/// `AWS::RDS::DBSubnetGroup`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct DbSubnetGroup {
    #[serde(rename = "DBSubnetGroupDescription")]
    pub db_subnet_group_description: &'static str,
    pub subnet_ids: Vec<Ref<Subnet>>,
}

impl Resource for DbSubnetGroup {
    const TYPE: &'static str = "AWS::RDS::DBSubnetGroup";
}
