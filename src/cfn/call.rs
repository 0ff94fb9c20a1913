//! A value that is worked out when a stack is deployed: an intrinsic function and what it is given.

use super::Node;

/// A function and what it is given.
#[derive(Clone, Copy, Debug)]
pub struct Call<'a> {
    /// Without `Fn::`.
    pub name: &'a str,
    /// A value, or a list of several.
    pub argument: &'a Node,
}

/// Whether a value leaves out what it stands for: `!Ref AWS::NoValue`.
pub fn is_no_value(value: &Node) -> bool {
    value.get("Ref").and_then(Node::as_text) == Some("AWS::NoValue")
}

/// The function that a value calls, if it does.
pub fn call(value: &Node) -> Option<Call<'_>> {
    let map = value.as_map().filter(|map| map.len() == 1)?;
    let (key, argument) = map.iter().next()?;
    let name = if key == "Ref" { key } else { key.strip_prefix("Fn::")? };
    Some(Call { name, argument })
}
