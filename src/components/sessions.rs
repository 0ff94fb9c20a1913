//! Session state off the web servers: any server can answer any visitor, and a server that goes takes nobody's session.

use super::{
    alarms::Alarms,
    app::Surroundings,
    tables::{Rights, Table},
    talk::TEN_THOUSAND,
    world::World,
};
use crate::cfn::{Template, Val};

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
pub fn build(t: &mut Template, world: &World, alarms: &Alarms, surroundings: &mut Surroundings) -> Val {
    t.section("Sessions");
    let why = TEN_THOUSAND
        .says("session state off the web tier, in DynamoDB; expired sessions leave by themselves");
    SESSIONS.build(t, why, world, alarms, surroundings)
}
