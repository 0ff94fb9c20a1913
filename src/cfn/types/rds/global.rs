//! A cluster that spans regions.

use serde::Serialize;

use super::DbCluster;
use crate::cfn::{Keep, Ref, Resource, Val};

/// `AWS::RDS::GlobalCluster`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct GlobalCluster {
    #[serde(rename = "SourceDBClusterIdentifier")]
    pub source_db_cluster_identifier: Ref<DbCluster>,
    pub deletion_protection: Val<bool>,
}

impl Resource for GlobalCluster {
    const TYPE: &'static str = "AWS::RDS::GlobalCluster";
    const KEEP: Keep = Keep::Retain;
}
