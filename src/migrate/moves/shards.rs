//! Users move to other shards, a lot of buckets at a time.

use serde::Serialize;

use super::{Engine, Hosts};
use crate::text;

/// The values of `moves/shards.md.j2`.
#[derive(Debug, Clone, Serialize)]
pub struct Shards {
    /// The stack's name.
    pub stack: String,
    /// Its region.
    pub region: String,
    /// What the databases speak.
    pub engine: Engine,
    /// The port of every shard.
    pub port: u16,
    /// The name of the database on every shard, `app`.
    pub database: String,
    /// The service whose users are spread: its parameters are `/<stack>/<service>/shard-<n>`.
    pub service: String,
    /// A regular expression for its tables, in `PostgreSQL` as `schema.name`; who runs the runbook says it.
    pub tables: String,
    /// Into how many buckets users fall, for ever: 1,024, as `examples/shards` has it.
    pub buckets: u16,
    /// The service's hosts.
    pub hosts: Hosts,
    /// What the runbook calls the update right before.
    pub before: String,
}

/// The text.
pub fn render(shards: &Shards) -> String {
    text::render("moves/shards.md.j2", shards)
}
