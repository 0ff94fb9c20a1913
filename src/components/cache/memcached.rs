//! Memcached: nodes that know nothing of each other and keep nothing. A client learns of them at the configuration endpoint
//! and spreads its keys over them. There is no password: TLS and the security group keep strangers out.

use super::{Site, subnets, tell};
use crate::{
    cfn::{
        Id, Template, Val,
        types::elasticache::{CacheCluster, SubnetGroup},
    },
    components::{
        alarms::{Alarms, Watch},
        app::Surroundings,
        firewall::Group,
        names,
        talk::TEN_THOUSAND,
    },
    sub,
};

pub(super) const PORT: u16 = 11_211;

/// Nodes over the zones.
#[derive(Clone, Debug)]
pub struct Memcached {
    node: String,
    nodes: u16,
}

impl Memcached {
    /// Nodes at the least: one alone stands in one zone, and `ElastiCache` spreads no fewer over several.
    const LEAST: u16 = 2;
    /// Nodes of a cluster at the most (`ElastiCache` user guide, scaling Memcached by hand, 2026-11).
    pub const MOST: u16 = 60;

    /// So many nodes of a type, and two at the least; none where there are more than a cluster takes.
    pub fn new(node: String, nodes: u16) -> Option<Self> {
        (nodes <= Self::MOST).then(|| Self { node, nodes: nodes.max(Self::LEAST) })
    }

    /// How many nodes it has.
    pub fn count(&self) -> u16 {
        self.nodes
    }

    /// Builds the nodes and their alarms.
    pub(super) fn build(
        &self,
        t: &mut Template,
        site: Site<'_>,
        group: &Group,
        surroundings: &mut Surroundings,
    ) -> Id<CacheCluster> {
        let subnets = subnets(t, site.places, Some(self.subnets_name()));
        let cache = self.nodes(t, &subnets, group);
        watch(t, &cache, site.alarms);
        tell(t, &cache.configuration_endpoint(), PORT, surroundings);
        surroundings.tell("CACHE_PORT", PORT.to_string());
        surroundings.tell("CACHE_ENGINE", "memcached");
        cache
    }

    /// The node type is part of the name. CloudFormation's reference says that it cannot change the type of Memcached's nodes;
    /// with another name the group is replaced, and so is the cluster in it, which holds nothing that is lost.
    fn subnets_name(&self) -> Val {
        sub![self.node.replace('.', "-"), "-", names::short_id()]
    }

    fn nodes(&self, t: &mut Template, subnets: &Id<SubnetGroup>, group: &Group) -> Id<CacheCluster> {
        let cache = CacheCluster {
            engine: "memcached",
            engine_version: "1.6.22",
            cache_node_type: self.node.clone(),
            num_cache_nodes: self.nodes,
            az_mode: "cross-az",
            cache_parameter_group_name: "default.memcached1.6",
            cache_subnet_group_name: subnets.get(),
            vpc_security_group_ids: vec![group.id()],
            transit_encryption_enabled: true,
            port: PORT,
            auto_minor_version_upgrade: true,
        };
        let why = TEN_THOUSAND
            .says("popular reads in memory: the database answers what nobody asked before")
            .must("give the subnet group another name with another CacheNodeType: the type does not change in place")
            .must("keep NumCacheNodes above 1: nodes in several zones do not move into one");
        t.add("CacheCluster", why, cache)
    }
}

/// Each metric is a node's; of the cluster's, the maximum is that of the worst node.
fn watch(t: &mut Template, cache: &Id<CacheCluster>, alarms: &Alarms) {
    for (what, text, watch) in watches() {
        let id = format!("CacheCluster{what}Alarm");
        let watch = watch.of("CacheClusterId", cache.get());
        alarms.add(t, &id, TEN_THOUSAND.watches(text), format!("Cache: {text}"), watch);
    }
}

/// Thresholds as the `ElastiCache` user guide names them for Memcached ("Which metrics should I monitor?"); that of
/// connections is four fifths of 65,000, which a node takes. Its memory is full by design: evictions tell of too little.
fn watches() -> [(&'static str, &'static str, Watch); 4] {
    let cache = "AWS/ElastiCache";
    let worst = |metric, most| Watch::above(cache, metric, most).statistic("Maximum");
    [
        ("Cpu", "the busiest node is busy for 15 minutes: add nodes", worst("CPUUtilization", 90)),
        (
            "Swap",
            "a node swaps: raise ConnectionOverhead in a parameter group of your own",
            worst("SwapUsage", 50 << 20),
        ),
        (
            "Connections",
            "a node has nearly all connections that it takes: keep fewer in the pools of the application",
            worst("CurrConnections", 52_000),
        ),
        (
            "Evictions",
            "entries are thrown out before their time: choose a bigger node type or add nodes",
            Watch::above(cache, "Evictions", 1000).statistic("Sum"),
        ),
    ]
}
