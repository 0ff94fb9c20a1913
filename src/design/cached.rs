//! The cache's engine, and where sessions are.

use anyhow::{Result, ensure};

use super::Options;
use crate::{
    components::{
        cache::{Cache, CacheEngine, Memcached, Protocol, Sharded},
        nosql::NoSql,
        sessions::Sessions,
    },
    facts::{Region, cache_node},
    stage::file::{self, Regions, Stage},
    wrong::wrong,
};

/// The cache of a stage that has one, by the engine that the user wants.
pub(super) fn cache(stage: &Stage, region: Region, options: &Options) -> Result<Option<Cache>> {
    let Some(file) = &stage.cache else { return Ok(None) };
    let (node, shards) = (node(file, region)?, file.shards.get());
    Ok(Some(match options.app.cache.engine {
        CacheEngine::Valkey => Cache::Sharded(Sharded { protocol: Protocol::Valkey, node, shards }),
        CacheEngine::Redis => Cache::Sharded(Sharded { protocol: Protocol::Redis, node, shards }),
        CacheEngine::Memcached => Cache::Memcached(memcached(node, shards)?),
    }))
}

/// `r6gd` keeps a part of its data on disk: Memcached cannot, and a replication group must be created for it.
fn node(file: &file::Cache, region: Region) -> Result<String> {
    ensure!(
        !file.node.starts_with("cache.r6gd."),
        wrong(
            "cache.node",
            format!("{} keeps data on disk; give a type such as cache.r7g.xlarge", file.node)
        )
    );
    cache_node(&file.node, region).ok_or_else(|| {
        let node = &file.node;
        wrong("cache.node", format!("{region} does not offer {node}; give a type such as cache.r7g.large"))
    })
}

fn memcached(node: String, nodes: u16) -> Result<Memcached> {
    let most = Memcached::MOST;
    Memcached::new(node, nodes).ok_or_else(|| {
        wrong("cache.shards", format!("{nodes} nodes, and a cluster of memcached takes {most}; lower it"))
    })
}

/// Where sessions are, if they are safe there.
pub(super) fn sessions(stage: &Stage, options: &Options) -> Result<Sessions> {
    let refuse = |sentence: &str| Err(wrong("sessions", sentence));
    match (stage.sessions, options.app.cache.engine) {
        (Sessions::Server, _) if stage.web.as_ref().is_some_and(|web| web.fleet.is_some()) => {
            refuse("any host of a fleet answers any visitor; give table or cache")
        }
        (Sessions::Cache, _) if stage.cache.is_none() => {
            refuse("this stage has no cache; leave sessions in a table")
        }
        (Sessions::Cache, CacheEngine::Memcached) => {
            refuse("memcached keeps no copies; leave sessions in a table")
        }
        (Sessions::Cache, _) if stage.regions == Regions::Two => {
            refuse("a cache is not copied to the second region; leave sessions in a table")
        }
        (sessions, _) => Ok(sessions),
    }
}

/// What hosts ask `DynamoDB` for, if anything.
pub(super) fn tables(stage: &Stage) -> Option<&'static str> {
    let keyed = |it: &NoSql| matches!(it, NoSql::Leaderboard | NoSql::Hot | NoSql::Lookup);
    let others = stage.federation.is_some() || stage.nosql.iter().any(keyed);
    match stage.sessions {
        Sessions::Table => Some("sessions"),
        Sessions::Server | Sessions::Cache => others.then_some("tables"),
    }
}

/// How the parts work together, in the stage's words but for what the user wants otherwise.
pub(super) fn summary(stage: &Stage, options: &Options) -> String {
    let engine = match options.app.cache.engine {
        CacheEngine::Valkey => "Valkey",
        CacheEngine::Redis => "Redis",
        CacheEngine::Memcached => "Memcached",
    };
    let sessions = match stage.sessions {
        Sessions::Server => "sessions on the web servers",
        Sessions::Table => "sessions in DynamoDB",
        Sessions::Cache => "sessions in the cache",
    };
    stage.architecture.replace("Valkey", engine).replace("sessions in DynamoDB", sessions)
}
