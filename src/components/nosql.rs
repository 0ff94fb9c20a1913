//! What leaves the relational database at ten million users: what is asked for by its key, at a rate that no join survives.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{
    alarms::Alarms,
    app::Surroundings,
    protection::Protection,
    tables::{Rights, Table},
    talk::TEN_MILLION,
    world::World,
};
use crate::cfn::Template;

/// A pattern of the talk, and what serves it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NoSql {
    /// Who is ahead: read by score.
    Leaderboard,
    /// Rows that everybody asks for, and temporary ones.
    Hot,
    /// A value for a key: a user by mail address, a page by its name.
    Lookup,
    /// What users do, as a stream into S3.
    Clickstream,
    /// Who knows whom: Neptune.
    Graph,
    /// Questions over all of it: Redshift Serverless.
    Warehouse,
}

const LEADERBOARD: Table = Table {
    name: "Leaderboard",
    title: "leaderboard",
    variable: "LEADERBOARD_TABLE",
    step: TEN_MILLION,
    key: ("board", "S"),
    range: Some(("player", "S")),
    order: Some(("by-score", "score", "N")),
    expiry: None,
    rights: Rights::Items,
};
const HOT: Table = Table {
    name: "Hot",
    title: "hot",
    variable: "HOT_TABLE",
    step: TEN_MILLION,
    key: ("pk", "S"),
    range: Some(("sk", "S")),
    order: None,
    expiry: Some("expires_at"),
    rights: Rights::Items,
};
const LOOKUP: Table = Table {
    name: "Lookup",
    title: "lookup",
    variable: "LOOKUP_TABLE",
    step: TEN_MILLION,
    key: ("id", "S"),
    range: None,
    order: None,
    expiry: None,
    rights: Rights::Items,
};

impl NoSql {
    /// Builds the table of a pattern that a table serves.
    pub fn table(
        self,
        t: &mut Template,
        world: &World,
        protection: Protection,
        alarms: &Alarms,
        surroundings: &mut Surroundings,
    ) {
        let (table, text) = match self {
            Self::Leaderboard => (LEADERBOARD, "leaderboards: scores, read in their order"),
            Self::Hot => {
                (HOT, "hot tables and temporary data: no lock, no join, and what is old leaves by itself")
            }
            Self::Lookup => (LOOKUP, "metadata and lookups: a value for a key, on no shard"),
            Self::Clickstream | Self::Graph | Self::Warehouse => return,
        };
        table.build(t, TEN_MILLION.says(text), (world, protection), alarms, surroundings);
    }
}
