//! What fits on one line: scalars, and intrinsic functions of scalars.

use std::fmt::Write;

use super::scalar::{is_block, plain_or_quoted};
use crate::cfn::Node;

/// Functions that have a short tag. `Condition` has one too, but a resource's attribute has the same name; and within
/// `GetStackOutput` no other short tag may stand.
const FUNCTIONS: [&str; 16] = [
    "And",
    "Base64",
    "Cidr",
    "Equals",
    "FindInMap",
    "GetAZs",
    "GetAtt",
    "If",
    "ImportValue",
    "Join",
    "Length",
    "Not",
    "Or",
    "Select",
    "Split",
    "Sub",
];
/// The longest one-line function in characters, its indentation not counted.
const WIDTH: usize = 100;

/// The longest one-line list in characters, its indentation not counted.
const LIST_WIDTH: usize = 72;

/// An intrinsic function in its long form.
pub(super) struct Call<'a> {
    /// The name without `Fn::`.
    pub name: &'a str,
    /// What it is given.
    pub argument: &'a Node,
}

/// The function that `value` calls, if it does.
pub(super) fn call(value: &Node) -> Option<Call<'_>> {
    let map = value.as_map().filter(|map| map.len() == 1)?;
    let (key, argument) = map.iter().next()?;
    let name = match key.strip_prefix("Fn::") {
        Some(name) => *FUNCTIONS.iter().find(|known| **known == name)?,
        None if key == "Ref" && argument.as_text().is_some() => "Ref",
        None => return None,
    };
    Some(Call { name, argument })
}

impl Call<'_> {
    /// A tag directly on a tag is not YAML.
    pub(super) fn needs_long_form(&self) -> bool {
        call(self.argument).is_some()
    }

    pub(super) fn long_name(&self) -> String {
        if self.name == "Ref" { "Ref".to_owned() } else { format!("Fn::{}", self.name) }
    }
}

/// Writes the function on one line, if it fits; otherwise leaves `out` as it was.
pub(super) fn one_line(out: &mut String, call: &Call<'_>) -> bool {
    fits(out, WIDTH, |out| short(out, call, false))
}

/// Writes the list on one line, if it is short and holds no maps; otherwise leaves `out` as it was.
pub(super) fn short_list(out: &mut String, items: &[Node]) -> bool {
    fits(out, LIST_WIDTH, |out| list(out, items))
}

fn fits(out: &mut String, width: usize, write: impl FnOnce(&mut String) -> Option<()>) -> bool {
    let start = out.len();
    let fits = write(out).is_some() && out.len() - start <= width;
    if !fits {
        out.truncate(start);
    }
    fits
}

/// A scalar, an empty list or an empty map.
pub(super) fn scalar(out: &mut String, value: &Node, in_flow: bool) {
    match value {
        Node::Text(text) => plain_or_quoted(out, text, in_flow),
        Node::Number(number) => drop(write!(out, "{number}")),
        Node::Bool(value) => drop(write!(out, "{value}")),
        Node::Null => out.push_str("null"),
        Node::List(_) => out.push_str("[]"),
        Node::Map(_) => out.push_str("{}"),
    }
}

/// `None` where the function needs more than one line; what it wrote until then is void.
fn short(out: &mut String, call: &Call<'_>, in_flow: bool) -> Option<()> {
    if call.needs_long_form() {
        return None;
    }
    out.extend(["!", call.name, " "]);
    match (call.name, call.argument) {
        ("GetAtt", Node::List(path)) => dotted(out, path),
        (_, Node::List(items)) => list(out, items),
        (_, Node::Map(_)) => None,
        (_, other) => line(out, other, in_flow),
    }
}

/// `Name.Attribute`, which reads back as two only if the name has no dot.
fn dotted(out: &mut String, path: &[Node]) -> Option<()> {
    match path {
        [Node::Text(name), Node::Text(attribute)] if !name.contains('.') && !name.is_empty() => {
            plain_or_quoted(out, &format!("{name}.{attribute}"), true);
            Some(())
        }
        _ => list(out, path),
    }
}

fn list(out: &mut String, items: &[Node]) -> Option<()> {
    out.push('[');
    for (index, value) in items.iter().enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        item(out, value)?;
    }
    out.push(']');
    Some(())
}

fn item(out: &mut String, value: &Node) -> Option<()> {
    match (call(value), value) {
        (Some(call), _) => short(out, &call, true),
        (None, Node::Map(map)) if !map.is_empty() => None,
        (None, Node::List(items)) => list(out, items),
        (None, other) => line(out, other, true),
    }
}

/// A scalar that is not better read over several lines.
fn line(out: &mut String, value: &Node, in_flow: bool) -> Option<()> {
    let tall = value.as_text().is_some_and(|text| text.len() > WIDTH || is_block(text));
    (!tall).then(|| scalar(out, value, in_flow))
}
