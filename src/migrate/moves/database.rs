//! A whole database moves: from the data host to RDS, or from RDS to Aurora.

use serde::Serialize;

use super::{Engine, Hosts, Side};
use crate::text;

/// The values of `moves/database.md.j2`.
#[derive(Debug, Clone, Serialize)]
pub struct Database {
    /// The stack's name.
    pub stack: String,
    /// Its region.
    pub region: String,
    /// What both databases speak.
    pub engine: Engine,
    /// The port of both databases.
    pub port: u16,
    /// The name of the database on both servers, `app`.
    pub database: String,
    /// A regular expression of PostgreSQL for what moves, as `schema.name`: `.*`.
    pub tables: String,
    /// Where the data is.
    pub source: Side,
    /// Where it goes.
    pub target: Side,
    /// The hosts that run the application before.
    pub hosts: Hosts,
    /// Whether hosts read from `$DB_READER_HOSTS`; the target then is a cluster.
    pub readers: bool,
    /// For `mysql` alone: whether the target can follow the source by its binary log, which takes the same major version.
    pub replicates: bool,
    /// For `mysql` alone: what RDS calls a source in the names of its procedures, `source` from 8.4 on and `master` before.
    pub source_word: String,
    /// What the runbook calls the update right before, to which the way back leads: `step 2 (resize)`.
    pub before: String,
    /// The update after it, which gives hosts the new address.
    pub switch: String,
    /// The update that takes the source away.
    pub contract: String,
}

/// The text.
pub fn render(database: &Database) -> String {
    text::render("moves/database.md.j2", database)
}
