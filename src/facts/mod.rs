//! What we know of the world: regions and what they lack, EC2 types, database classes, engine versions;
//! how long a change takes, what its users notice, what it costs.
//!
//! The files under `facts/` are embedded; `facts/README.md` says where each comes from.
//!
//! Invariant: facts depend on nothing of ours but words, and take no decision.

mod cache_nodes;
pub mod conditional;
pub mod data;
pub mod databases;
pub mod durations;
mod generation;
pub mod instances;
pub mod interruptions;
mod minutes;
mod path;
pub mod prices;
mod quotas;
pub mod regions;
pub mod registry;
mod table;
pub mod types;
mod versions;
mod work;

pub use cache_nodes::cache_node;
pub use databases::DatabaseClass;
pub use instances::InstanceType;
pub use minutes::Minutes;
pub use quotas::quota;
pub use regions::{Region, UnknownRegion};
pub use types::{has_type, missing_types};
pub use versions::{EngineVersion, engine_versions};
pub use work::Work;
