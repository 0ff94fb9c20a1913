//! The CloudFormation that an application needs for a given number of users.
//!
//! One direction: [`stage`] (what the talk says) → [`design`] (every decision) → [`architecture`] (typed [`components`])
//! → [`cfn`] (a template: typed while it is built, uniform at rest) → YAML or JSON.

pub mod app;
pub mod architecture;
pub mod capacity;
pub mod cfn;
pub mod charge;
pub mod components;
pub mod demand;
pub mod design;
pub mod diff;
pub mod facts;
pub mod ladder;
pub mod migrate;
pub mod overrides;
pub mod stage;
pub mod strict;
pub mod text;
pub mod units;
pub mod words;
pub mod wrong;
