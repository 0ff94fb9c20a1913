//! Databases, caches, graphs and search.

use super::{
    Charge,
    scope::{Scope, at, is_true, number, reference, text},
};
use crate::{cfn::Node, facts::InstanceType};

/// What one of them costs.
pub(super) fn charge(id: &str, kind: &str, properties: &Node, scope: &Scope<'_>) -> Option<Charge> {
    match kind {
        "AWS::RDS::DBInstance" => database(properties, scope),
        "AWS::RDS::DBProxy" => scope.items("proxy_vcpu", vcpus(id, scope)?.max(LEAST_VCPUS)),
        "AWS::ElastiCache::ReplicationGroup" => {
            let nodes = number(properties, "NumNodeGroups").unwrap_or(1.0);
            let each = 1.0 + number(properties, "ReplicasPerNodeGroup").unwrap_or_default();
            scope.classes(text(properties, "Engine")?, text(properties, "CacheNodeType")?, nodes * each)
        }
        "AWS::ElastiCache::CacheCluster" => {
            scope.classes("redis", text(properties, "CacheNodeType")?, number(properties, "NumCacheNodes")?)
        }
        "AWS::Neptune::DBInstance" => graph(properties, scope),
        "AWS::OpenSearchService::Domain" => search(properties, scope),
        _ => None,
    }
}

/// What RDS Proxy charges at the least (from memory).
const LEAST_VCPUS: f64 = 2.0;

/// An instance of a cluster is its class; another has a disk, and both twice with a standby.
fn database(properties: &Node, scope: &Scope<'_>) -> Option<Charge> {
    let (engine, class) = (text(properties, "Engine")?, text(properties, "DBInstanceClass")?);
    if engine.starts_with("aurora") {
        return scope.classes("aurora", class, 1.0);
    }
    let source = scope.referred(properties.get("SourceDBInstanceIdentifier")).unwrap_or(&Node::Null);
    let gib = number(properties, "AllocatedStorage").or_else(|| number(source, "AllocatedStorage"))?;
    let copies = if is_true(properties, "MultiAZ") { 2.0 } else { 1.0 };
    Some(scope.classes(engine, class, copies)? + scope.items("rds_gib", gib * copies)?)
}

/// Processors of the instances behind a proxy, or of its one database.
fn vcpus(proxy: &str, scope: &Scope<'_>) -> Option<f64> {
    let mut targets = scope.all("AWS::RDS::DBProxyTargetGroup");
    let target = targets.find(|target| reference(target.get("DBProxyName")) == Some(proxy))?;
    let first = |list: &str| reference(at(target, list)?.as_list()?.first());
    let classes: Vec<_> = match first("DBClusterIdentifiers") {
        Some(cluster) => scope
            .all("AWS::RDS::DBInstance")
            .filter(|it| reference(it.get("DBClusterIdentifier")) == Some(cluster))
            .collect(),
        None => vec![scope.resource(first("DBInstanceIdentifiers")?)?.1],
    };
    let each = |it: &Node| InstanceType::find(InstanceType::bare(text(it, "DBInstanceClass")?));
    classes.into_iter().map(|it| each(it).map(|class| f64::from(class.vcpus))).sum()
}

/// A serverless instance runs at its cluster's least at the least.
fn graph(properties: &Node, scope: &Scope<'_>) -> Option<Charge> {
    let class = text(properties, "DBInstanceClass")?;
    if class != "db.serverless" {
        return scope.classes("neptune", class, 1.0);
    }
    let cluster = scope.referred(properties.get("DBClusterIdentifier"))?;
    scope.items("graph_ncu", number(cluster, "ServerlessScalingConfiguration/MinCapacity")?)
}

/// Data nodes and their disks.
fn search(properties: &Node, scope: &Scope<'_>) -> Option<Charge> {
    let class = text(properties, "ClusterConfig/InstanceType")?.strip_suffix(".search")?;
    let nodes = number(properties, "ClusterConfig/InstanceCount").unwrap_or(1.0);
    let gib = number(properties, "EBSOptions/VolumeSize").unwrap_or_default();
    Some(scope.classes("search", class, nodes)? + scope.items("search_gib", gib * nodes)?)
}
