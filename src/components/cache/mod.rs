//! Popular reads in memory: Amazon `ElastiCache`.

mod memcached;
mod sharded;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{
    alarms::Alarms,
    app::{Neighbour, Surroundings},
    firewall::Purpose,
    growth::{Change, Phase, When},
    key::DataKey,
    network::{self, Places},
    talk::TEN_THOUSAND,
};
use crate::{
    cfn::{
        Id, Template, Val,
        types::elasticache::{CacheCluster, ReplicationGroup, SubnetGroup},
    },
    units::Shards,
};
pub use memcached::Memcached;
pub use sharded::{Protocol, Sharded};

const PURPOSE: Purpose = Purpose {
    id: "CacheSecurityGroup",
    step: TEN_THOUSAND,
    why: "the cache; it never calls out",
    description: "Cache tier",
    calls_out: false,
};

/// What runs it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum CacheEngine {
    /// Valkey, in cluster mode.
    #[default]
    Valkey,
    /// Redis OSS, in cluster mode.
    Redis,
    /// Memcached: no copies, so sessions stay in a table.
    Memcached,
}

/// A cache, and how big it is.
#[derive(Clone, Debug)]
pub enum Cache {
    /// Valkey or Redis OSS: shards, each with a replica.
    Sharded(Sharded),
    /// Nodes that know nothing of each other.
    Memcached(Memcached),
}

/// A cache that is there.
#[derive(Debug)]
pub enum Built {
    /// Valkey or Redis OSS.
    Sharded(Id<ReplicationGroup>),
    /// Memcached.
    Memcached(Id<CacheCluster>),
}

/// What it stands in and on.
#[derive(Clone, Copy, Debug)]
pub struct Site<'a> {
    /// The network.
    pub network: &'a network::Built,
    /// Where its nodes may stand.
    pub places: &'a Places,
    /// The key of its token.
    pub key: &'a DataKey,
    /// Who hears of its trouble.
    pub alarms: &'a Alarms,
}

impl Cache {
    /// How many nodes answer for a part of the data each: replicas beside them are not counted.
    pub fn nodes(&self) -> u16 {
        match self {
            Self::Sharded(it) => it.shards,
            Self::Memcached(it) => it.count(),
        }
    }

    /// How many such nodes there may be.
    pub fn most(&self) -> u16 {
        match self {
            Self::Sharded(_) => Shards::MOST,
            Self::Memcached(_) => Memcached::MOST,
        }
    }

    /// Builds the cache and its alarms; the application learns where it is, and how to come in.
    pub fn build(&self, t: &mut Template, site: Site<'_>, surroundings: &mut Surroundings) -> Built {
        t.section("Cache");
        let group = PURPOSE.build(t, site.network);
        let (built, port) = match self {
            Self::Sharded(it) => (Built::Sharded(it.build(t, site, &group, surroundings)), sharded::PORT),
            Self::Memcached(it) => {
                (Built::Memcached(it.build(t, site, &group, surroundings)), memcached::PORT)
            }
        };
        let does = "reads and fills the cache";
        surroundings.meet(Neighbour { name: "Cache", group, port, step: TEN_THOUSAND, does });
        built
    }
}

/// Where it is, for people and for the application.
fn tell(t: &mut Template, endpoint: &Val, port: u16, surroundings: &mut Surroundings) {
    t.output("CacheEndpoint", &format!("The cache's host name, port {port}, TLS"), endpoint.clone());
    surroundings.tell("CACHE_ENDPOINT", endpoint.clone());
}

/// The subnets of databases. A group with a name of its own is replaced with its name.
fn subnets(t: &mut Template, places: &Places, name: Option<Val>) -> Id<SubnetGroup> {
    let group = SubnetGroup {
        cache_subnet_group_name: name,
        description: "Data subnets",
        subnet_ids: places.subnets(),
    };
    t.add("CacheSubnetGroup", TEN_THOUSAND.needs("where the cache's nodes may stand"), group)
}

/// Shards change alone: no other change of the cache may come with them. Memcached has nothing to lose: it changes with the switch,
/// as does the name of its subnets, without which its node type would be refused.
pub(super) fn growth(change: &Change) -> Option<When> {
    match change.property?.name {
        "SubnetIds" if change.is::<SubnetGroup>() => Some(When::Joined),
        "NumNodeGroups" if change.is::<ReplicationGroup>() => Some(When::At(Phase::Shards)),
        _ if change.is::<ReplicationGroup>() => Some(When::Sized(Phase::Resize)),
        _ => None,
    }
}
