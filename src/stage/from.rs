//! At which stage the database moves: the user's choice among the stages at which it can.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::units::Word;

/// From which stage on RDS runs the database instead of a host of the stack.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(try_from = "Word")]
#[schemars(with = "serde_json::Value", extend("enum" = [10, 100]))]
pub enum ManagedFrom {
    /// As soon as it leaves the web server: its data moves once less.
    Ten,
    /// As the talk has it.
    #[default]
    Hundred,
}

/// From which stage on Aurora runs the database.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(try_from = "Word")]
#[schemars(with = "serde_json::Value", extend("enum" = [100, "500k", "1m"]))]
pub enum AuroraFrom {
    /// As soon as it is managed, unless that is at 10: the data would move twice within a step.
    Hundred,
    /// With Auto Scaling.
    HalfMillion,
    /// As the talk has it.
    #[default]
    Million,
}

impl TryFrom<Word> for ManagedFrom {
    type Error = String;

    fn try_from(Word(stage): Word) -> Result<Self, String> {
        match stage.as_str() {
            "10" => Ok(Self::Ten),
            "100" => Ok(Self::Hundred),
            _ => Err(format!("RDS cannot begin at `{stage}`; give 10 or 100")),
        }
    }
}

impl TryFrom<Word> for AuroraFrom {
    type Error = String;

    fn try_from(Word(stage): Word) -> Result<Self, String> {
        match stage.as_str() {
            "100" => Ok(Self::Hundred),
            "500k" => Ok(Self::HalfMillion),
            "1m" => Ok(Self::Million),
            _ => Err(format!("Aurora cannot begin at `{stage}`; give 100, 500k or 1m")),
        }
    }
}
