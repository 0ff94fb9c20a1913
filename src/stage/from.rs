//! At which stage the database moves: the user's choice among the stages at which it can.

use schemars::JsonSchema;
use serde::Deserialize;

/// From which stage on RDS runs the database instead of a host of the stack.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
pub enum ManagedFrom {
    /// As soon as it leaves the web server: its data moves once less.
    #[serde(rename = "10")]
    Ten,
    /// As the talk has it.
    #[default]
    #[serde(rename = "100")]
    Hundred,
}

/// From which stage on Aurora runs the database.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
pub enum AuroraFrom {
    /// As soon as it is managed, unless that is at 10: the data would move twice within a step.
    #[serde(rename = "100")]
    Hundred,
    /// With Auto Scaling.
    #[serde(rename = "500k")]
    HalfMillion,
    /// As the talk has it.
    #[default]
    #[serde(rename = "1m")]
    Million,
}
