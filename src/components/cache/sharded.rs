//! Valkey or Redis OSS, in cluster mode from the first day, so that it grows by shards.

use super::{Site, subnets, tell};
use crate::{
    cfn::{
        Attributes, Id, Template, UpdatePolicy, Val,
        types::{
            elasticache::{ReplicationGroup, SubnetGroup},
            secretsmanager::{GenerateSecretString, Token},
        },
    },
    components::{
        alarms::{Alarms, Watch},
        app::Surroundings,
        firewall::Group,
        key::DataKey,
        login,
        talk::TEN_THOUSAND,
    },
    sub,
};

pub(super) const PORT: u16 = 6379;
/// Metrics that one alarm compares at the most (CloudWatch user guide).
const MOST: usize = 10;

/// Whose server it is; both speak the same protocol. The versions are the newest that cfn-lint 1.51.0 and 1.58.0 both know,
/// but for Valkey, whose 9 is left out. The registry (2026-10-20) lets `Engine` change in place, and `ElastiCache` does so from
/// `redis` to `valkey` alone; `cache.engine` is immutable all the same, since the way back would be another cache.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// Valkey.
    Valkey,
    /// Redis OSS: the last version before its licence changed.
    Redis,
}

impl Protocol {
    /// The engine, its version, and the parameter group of cluster mode.
    fn names(self) -> [&'static str; 3] {
        match self {
            Self::Valkey => ["valkey", "8.2", "default.valkey8.cluster.on"],
            Self::Redis => ["redis", "7.1", "default.redis7.cluster.on"],
        }
    }
}

/// Shards in a replication group.
#[derive(Clone, Debug)]
pub struct Sharded {
    /// Whose server it is.
    pub protocol: Protocol,
    /// The node type, such as `cache.t4g.small`.
    pub node: String,
    /// Shards: 1 to 90. Each has a primary and a replica in another zone.
    pub shards: u16,
}

impl Sharded {
    /// Builds the nodes, their token and their alarms.
    pub(super) fn build(
        &self,
        t: &mut Template,
        site: Site<'_>,
        group: &Group,
        surroundings: &mut Surroundings,
    ) -> Id<ReplicationGroup> {
        let token = token(t, site.key);
        let subnets = subnets(t, site.places, None);
        let cache = self.nodes(t, &subnets, group, &token);
        self.watch(t, &cache, site.alarms);
        tell(t, &cache.configuration_endpoint(), PORT, surroundings);
        surroundings.tell("CACHE_SECRET_ARN", token.get());
        surroundings.allow_all(login::may_read(token.get(), site.key));
        cache
    }

    fn nodes(
        &self,
        t: &mut Template,
        subnets: &Id<SubnetGroup>,
        group: &Group,
        token: &Id<Token>,
    ) -> Id<ReplicationGroup> {
        let [engine, engine_version, cache_parameter_group_name] = self.protocol.names();
        let cache = ReplicationGroup {
            replication_group_description: "Cache of popular reads",
            engine,
            engine_version,
            cache_node_type: self.node.clone(),
            cache_parameter_group_name,
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
