//! CloudFormation's vocabulary. It knows nothing of users or stages.

mod attributes;
mod call;
mod changed;
mod condition;
mod entry;
mod intrinsic;
pub mod json;
mod mapping;
mod mark;
pub mod node;
mod parameter;
pub mod read;
pub mod refer;
mod resource;
mod rule;
mod section;
mod template;
pub mod types;
mod value;
mod why;
pub mod yaml;

pub use attributes::{Attributes, CreationPolicy, Order, RollingUpdate, UpdatePolicy};
pub use call::{Call, call, is_no_value, variables};
pub use condition::{Condition, Fact, Test};
pub use intrinsic::{
    Pseudo, base64, cidr, join, no_value, select, split, stack_output, sub, sub_marked, when, zones,
};
pub use mapping::Mapping;
pub use node::Node;
pub use parameter::{Declaration, Parameter, declared};
pub use resource::{Id, Keep, Ref, Resource};
pub use rule::Rule;
pub use section::is_logical_id;
pub use template::{REQUEST, RESOURCES, Template};
pub use value::{Intrinsic, Val};
pub use why::{Confidence, Mutable, Why, without_context};
