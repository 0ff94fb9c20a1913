//! How a live database grows.

use crate::{
    cfn::{
        Node,
        node::Map,
        types::rds::{DbCluster, DbInstance, DbParameterGroup, DbSubnetGroup},
    },
    components::growth::{Change, Phase, When},
};

/// The standby comes before the bigger class, so that the class changes by a failover. Readers change before the writer: a
/// reader takes as many connections as its source, and is there when the writer pauses.
pub fn growth(change: &Change) -> Option<When> {
    let when = match change.property?.name {
        "SubnetIds" if change.is::<DbSubnetGroup>() => When::Joined,
        "MultiAZ" if change.is::<DbInstance>() => When::At(Phase::Expand),
        _ if change.is::<DbInstance>() && reads(change.properties) => When::Sized(Phase::Readers),
        _ if change.is::<DbInstance>() => When::Sized(Phase::Resize),
        _ if change.is::<DbCluster>() || change.is::<DbParameterGroup>() => When::At(Phase::Resize),
        _ => return None,
    };
    Some(when)
}

/// Whether an instance only reads: a replica, or one of a cluster that is not the first to write.
fn reads(instance: &Map) -> bool {
    let first = Node::Number(0.into());
    instance.get("SourceDBInstanceIdentifier").is_some()
        || instance.get("PromotionTier").is_some_and(|tier| *tier != first)
}
