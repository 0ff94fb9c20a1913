//! Session state off the web servers: any server can answer any visitor, and a server that goes takes nobody's session.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{
    alarms::Alarms,
    app::Surroundings,
    protection::Protection,
    tables::{Rights, Table},
    talk::TEN_THOUSAND,
    world::World,
};
use crate::cfn::{Template, Val};

/// Where session state is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Sessions {
    /// On the web server that gave it: visitors come back to it.
    #[default]
    Server,
    /// In a table of `DynamoDB`.
    Table,
    /// In the cache, which may lose it with a node.
    Cache,
}

const SESSIONS: Table = Table {
    name: "Session",
    title: "session",
    variable: "SESSION_TABLE",
    step: TEN_THOUSAND,
    key: ("id", "S"),
    range: None,
    order: None,
    expiry: Some("expires_at"),
    rights: Rights::Items,
};

/// Builds the table and its alarms.
pub fn build(
    t: &mut Template,
    world: &World,
    protection: Protection,
    alarms: &Alarms,
    surroundings: &mut Surroundings,
) -> Val {
    t.section("Sessions");
    let why = TEN_THOUSAND
        .says("session state off the web tier, in DynamoDB; expired sessions leave by themselves");
    SESSIONS.build(t, why, (world, protection), alarms, surroundings)
}
