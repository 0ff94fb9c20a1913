//! A service's tables move to a database of its own.

use serde::Serialize;

use super::{Engine, Hosts, Side};
use crate::text;

/// The values of `moves/federation.md.j2`.
#[derive(Debug, Clone, Serialize)]
pub struct Federation {
    /// The stack's name.
    pub stack: String,
    /// Its region.
    pub region: String,
    /// What the databases speak.
    pub engine: Engine,
    /// The port of both databases.
    pub port: u16,
    /// The name of the database on both servers, `app`.
    pub database: String,
    /// The service, as in `services:`; what the move makes in the databases is called `scalegen_` and this.
    pub service: String,
    /// A regular expression for its tables, in `PostgreSQL` as `schema.name`; who runs the runbook corrects it.
    pub tables: String,
    /// The first database.
    pub source: Side,
    /// The service's own.
    pub target: Side,
    /// The service's hosts.
    pub hosts: Hosts,
    /// What the runbook calls the update right before.
    pub before: String,
}

/// The text.
pub fn render(federation: &Federation) -> String {
    text::render("moves/federation.md.j2", federation)
}
