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

impl Sessions {
    /// Whether a visitor comes back to the server that knows them.
    pub fn stick(self) -> bool {
        self == Self::Server
    }

    /// Tells the application where they are, and builds the table and its alarms where that is it. A stack that leaves its
    /// table keeps it in the account: CloudFormation retains it, and it is deleted by hand.
    pub fn build(
        self,
        t: &mut Template,
        world: &World,
        protection: Protection,
        alarms: &Alarms,
        surroundings: &mut Surroundings,
    ) -> Option<Val> {
        match self {
            Self::Server => None,
            Self::Table => Some(table(t, world, protection, alarms, surroundings)),
            Self::Cache => {
                surroundings.tell("SESSION_STORE", "cache");
                None
            }
        }
    }
}

fn table(
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
