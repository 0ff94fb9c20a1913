//! What we know of the world: regions, EC2 types, database classes.
//!
//! The files under `facts/` are embedded, and parsed when first asked for; `facts/README.md` says where each comes from.
//!
//! Invariant: facts depend on nothing of ours, and take no decision.

pub mod databases;
pub mod instances;
pub mod regions;

pub use databases::DatabaseClass;
pub use instances::InstanceType;
pub use regions::{Region, UnknownRegion};

/// Parses a fact file of ours; that it parses is tested, so it is not an error that a user could meet.
fn embedded<T: serde::Deserialize<'static>>(file: &'static str) -> T {
    serde_json::from_str(file).expect("facts/cut.py writes what these types read")
}
