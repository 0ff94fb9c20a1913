//! The cache: its nodes grow as far as their family goes, then shards join them.

use super::{Sizing, most};
use crate::{
    components::cache::{CacheEngine, Memcached},
    facts::{InstanceType, cache_node},
    stage::file::Stage,
    units::Shards,
};

/// The share of a node's memory that data may take: the rest is the engine's, for copies and snapshots. 0.65: a quarter is
/// reserved, and a node has an eighth less than the EC2 type of its name (`ElastiCache` user guide; from memory).
const SHARE: f64 = 0.65;

impl Sizing<'_> {
    pub(super) fn cache(&self, stage: &mut Stage) {
        let Some(cache) = &mut stage.cache else { return };
        let said = &self.app.cache;
        let fits = |node: &str| self.shards(node) <= f64::from(cache.shards.get());
        if said.node.is_none() {
            let types =
                InstanceType::up_from(InstanceType::bare(&cache.node)).map(|name| format!("cache.{name}"));
            let offered: Vec<_> = types.filter(|node| cache_node(node, self.region).is_some()).collect();
            let node = offered.iter().find(|node| fits(node)).or(offered.last());
            cache.node = node.unwrap_or(&cache.node).clone();
        }
        if said.shards.is_none() {
            let shards = most::<Shards>(self.shards(&cache.node), self.greatest());
            cache.shards = shards.map_or(cache.shards, |shards| cache.shards.max(shards));
        }
    }

    /// Shards at the most, or nodes of Memcached.
    fn greatest(&self) -> u64 {
        let memcached = self.app.cache.engine == CacheEngine::Memcached;
        if memcached { Memcached::MOST.into() } else { Shards::MOST.into() }
    }

    /// How many nodes of this type hold what is asked for often, and answer; 1 for a type that nobody knows.
    fn shards(&self, node: &str) -> f64 {
        let answers =
            self.demand.reads * self.app.traffic.cached.get() / self.app.traffic.cache_answers.get();
        let bare = InstanceType::bare(node);
        let memory = InstanceType::find(bare).map_or(f64::INFINITY, |found| found.memory_gib * SHARE);
        answers.max(self.demand.hot / memory).max(1.0)
    }
}
