//! The steps of a runbook that move data: what CloudFormation cannot do. Markdown with blocks of bash and SQL that people paste, at
//! their desk, where the AWS CLI has their rights, and into sessions on hosts of the stack. `tests/moves` runs them as they are.
//!
//! Names of stacks, regions and resources are those that a template may have; what goes into a command is quoted.

pub mod database;
mod engine;
pub mod federation;
pub mod files;
mod hosts;
pub mod region;
pub mod shards;
mod side;

pub use engine::{Back, Engine};
pub use hosts::Hosts;
pub use side::{Kind, Side};
