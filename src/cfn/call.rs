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

/// The `${…}` of a text that `Fn::Sub` fills: a name, or a logical ID, a dot and an attribute; not `${!…}`, which stays as it is.
pub fn variables(text: &str) -> impl Iterator<Item = &str> {
    let names = text.split("${").skip(1).filter_map(|rest| rest.split_once('}'));
    names.map(|(name, _)| name.trim()).filter(|name| !name.starts_with('!'))
}

/// The function that a value calls, if it does.
pub fn call(value: &Node) -> Option<Call<'_>> {
    let map = value.as_map().filter(|map| map.len() == 1)?;
    let (key, argument) = map.iter().next()?;
    let name = if key == "Ref" { key } else { key.strip_prefix("Fn::")? };
    Some(Call { name, argument })
}
