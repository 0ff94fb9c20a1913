//! Which change of a size leaves less.

use crate::{cfn::Node, components::growth::Property, facts::InstanceType};

/// Whether a property names a size, and there is less of something afterwards.
pub(super) fn shrinks(property: Property) -> bool {
    let [old, new] = [property.old, property.new].map(|value| value.and_then(Node::as_text).and_then(named));
    SIZES.contains(&property.name) && old.zip(new).is_some_and(|(old, new)| new.lacks(old))
}

/// Properties that name a size.
const SIZES: [&str; 3] = ["InstanceType", "DBInstanceClass", "CacheNodeType"];

/// The EC2 type in the name of a type, a class or a node type.
fn named(size: &str) -> Option<InstanceType> {
    InstanceType::find(InstanceType::bare(size))
}
