//! Popular reads in memory: Amazon ElastiCache for Valkey, in cluster mode from the first day, so that it grows by shards.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{
    alarms::{Alarms, Watch},
    app::{Neighbour, Surroundings},
    firewall::{Group, Purpose},
    key::DataKey,
    login,
    network::{self, Places},
    talk::TEN_THOUSAND,
};
use crate::{
    cfn::{
        Attributes, Id, Template, UpdatePolicy, Val,
        types::{
            elasticache::{ReplicationGroup, SubnetGroup},
            secretsmanager::{GenerateSecretString, Token},
        },
    },
    sub,
};

const PORT: u16 = 6379;
/// Metrics that one alarm compares at the most (CloudWatch user guide).
const MOST: usize = 10;

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

/// How big it is.
#[derive(Clone, Debug)]
pub struct Cache {
    /// The node type, such as `cache.t4g.small`.
    pub node: String,
    /// Shards: 1 to 90. Each has a primary and a replica in another zone.
    pub shards: u16,
}

impl Cache {
    /// Builds the cache, its token and its alarms.
    pub fn build(
        &self,
        t: &mut Template,
        network: &network::Built,
        places: &Places,
        key: &DataKey,
        alarms: &Alarms,
        surroundings: &mut Surroundings,
    ) -> Id<ReplicationGroup> {
        t.section("Cache");
        let group = PURPOSE.build(t, network);
        let token = token(t, key);
        let subnets = subnets(t, places);
        let cache = self.nodes(t, &subnets, &group, &token);
        self.watch(t, &cache, alarms);
        t.output("CacheEndpoint", "The cache's host name, port 6379, TLS", cache.configuration_endpoint());
        surroundings.tell("CACHE_ENDPOINT", cache.configuration_endpoint());
        surroundings.tell("CACHE_SECRET_ARN", token.get());
        surroundings.allow_all(login::may_read(token.get(), key));
        surroundings.meet(neighbour(group));
        cache
    }

    fn nodes(
        &self,
        t: &mut Template,
        subnets: &Id<SubnetGroup>,
        group: &Group,
        token: &Id<Token>,
    ) -> Id<ReplicationGroup> {
        let cache = ReplicationGroup {
            replication_group_description: "Cache of popular reads",
            engine: "valkey",
            engine_version: "8.2",
            cache_node_type: self.node.clone(),
            cache_parameter_group_name: "default.valkey8.cluster.on",
            cluster_mode: "enabled",
            num_node_groups: self.shards,
            replicas_per_node_group: 1,
            automatic_failover_enabled: true,
            multi_az_enabled: true,
            cache_subnet_group_name: subnets.get(),
            security_group_ids: vec![group.id()],
            at_rest_encryption_enabled: true,
            transit_encryption_enabled: true,
            auth_token: token.value(),
            port: PORT,
            snapshot_retention_limit: 1,
            auto_minor_version_upgrade: true,
        };
        let why = TEN_THOUSAND
            .says("popular reads in memory: the database answers what nobody asked before")
            .must("keep ReplicasPerNodeGroup, Port, encryption and CacheSubnetGroupName: a change replaces the cache")
            .must("change NumNodeGroups in an update of its own");
        t.add("Cache", Attributes::from(why).updates(UpdatePolicy::online_resharding()), cache)
    }

    fn watch(&self, t: &mut Template, cache: &Id<ReplicationGroup>, alarms: &Alarms) {
        for (what, text, watch) in watches() {
            let nodes: Vec<_> =
                self.node_names(cache).map(|node| watch.clone().of("CacheClusterId", node)).collect();
            for (number, nodes) in nodes.chunks(MOST).enumerate() {
                let number = if number == 0 { String::new() } else { (number + 1).to_string() };
                let (id, why) = (format!("Cache{what}Alarm{number}"), TEN_THOUSAND.watches(text));
                alarms.add_worst(t, &id, why, format!("Cache: {text}"), nodes.iter().cloned());
            }
        }
    }

    /// Node names follow from the group's: shard after shard, primary and replica.
    fn node_names(&self, cache: &Id<ReplicationGroup>) -> impl Iterator<Item = Val> {
        let group = Val::from(cache.get());
        (1..=self.shards)
            .flat_map(|shard| [1, 2].map(|node| (shard, node)))
            .map(move |(shard, node)| sub![group.clone(), format!("-{shard:04}-{node:03}")])
    }
}

fn watches() -> [(&'static str, &'static str, Watch); 3] {
    let cache = "AWS/ElastiCache";
    [
        (
            "Cpu",
            "the busiest node is busy for 15 minutes: add a shard",
            Watch::above(cache, "EngineCPUUtilization", 80),
        ),
        (
            "Memory",
            "the fullest node is nearly full: choose a bigger node type",
            Watch::above(cache, "DatabaseMemoryUsagePercentage", 85),
        ),
        (
            "Evictions",
            "entries are thrown out before their time: choose a bigger node type",
            Watch::above(cache, "Evictions", 1000).statistic("Sum"),
        ),
    ]
}

fn subnets(t: &mut Template, places: &Places) -> Id<SubnetGroup> {
    let group = SubnetGroup { description: "Data subnets", subnet_ids: places.subnets() };
    t.add("CacheSubnetGroup", TEN_THOUSAND.needs("where the cache's nodes may stand"), group)
}

fn token(t: &mut Template, key: &DataKey) -> Id<Token> {
    let why = TEN_THOUSAND.needs("the cache's password; hosts read it when they start");
    let token = Token {
        description: "Cache token",
        kms_key_id: key.arn(),
        generate_secret_string: GenerateSecretString::text(40),
        replica_regions: Vec::new(),
    };
    t.add("CacheSecret", why.must(login::KEEP), token)
}

fn neighbour(group: Group) -> Neighbour {
    Neighbour { name: "Cache", group, port: PORT, step: TEN_THOUSAND, does: "reads and fills the cache" }
}
