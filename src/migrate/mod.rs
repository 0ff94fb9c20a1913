//! The way of a live stack from one stage to any later one: updates that lose nothing, and what to do between them.
//!
//! Two templates → `moves` (data that is elsewhere afterwards) and `leg` (what the template is in each phase; what of a resource
//! comes when is said by its part, in [`crate::components::growth`]) → `passage` (the steps, each with its [`crate::diff`]) →
//! [`Migration`].

mod beside;
mod carry;
mod chain;
mod document;
pub mod given;
mod grow;
mod half;
mod hold;
mod join;
mod leg;
mod migration;
pub mod moved;
pub mod moves;
mod names;
mod passage;
mod passing;
mod protect;
mod request;
pub mod runbook;
mod sizes;
mod stacks;
mod step;
mod stops;
mod waiting;
mod whole;

pub use carry::Dropped;
pub use document::Document;
pub use given::{Asked, Bucket, Given, Values};
pub use migration::{Edits, Leg, Migration};
pub use moved::{Move, Place};
pub use request::Request;
pub use step::{Side, State, Step, Task};
pub use stops::Stop;
