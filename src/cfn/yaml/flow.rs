//! What fits on one line: scalars, and intrinsic functions of scalars.

use std::fmt::Write;

use serde_json::Value;

use super::scalar::{is_block, plain_or_quoted};

/// Functions that have a short tag; `Condition` has one too, but a resource's attribute has the same name.
const FUNCTIONS: [&str; 17] = [
    "And",
    "Base64",
    "Cidr",
    "Equals",
    "FindInMap",
    "GetAZs",
    "GetAtt",
    "GetStackOutput",
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

/// An intrinsic function in its long form.
pub(super) struct Call<'a> {
    /// The name without `Fn::`.
    pub name: &'a str,
    /// What it is given.
    pub argument: &'a Value,
}

/// The function that `value` calls, if it does.
pub(super) fn call(value: &Value) -> Option<Call<'_>> {
    let map = value.as_object().filter(|map| map.len() == 1)?;
    let (key, argument) = map.iter().next()?;
    let name = match key.strip_prefix("Fn::") {
        Some(name) => *FUNCTIONS.iter().find(|known| **known == name)?,
        None if key == "Ref" && argument.is_string() => "Ref",
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
    let start = out.len();
    let fits = short(out, call, false).is_some() && out.len() - start <= WIDTH;
    if !fits {
        out.truncate(start);
    }
    fits
}

/// A scalar, an empty list or an empty map.
pub(super) fn scalar(out: &mut String, value: &Value, in_flow: bool) {
    match value {
        Value::String(text) => plain_or_quoted(out, text, in_flow),
        other => drop(write!(out, "{other}")),
    }
}

/// `None` where the function needs more than one line; what it wrote until then is void.
fn short(out: &mut String, call: &Call<'_>, in_flow: bool) -> Option<()> {
    if call.needs_long_form() {
        return None;
    }
    out.extend(["!", call.name, " "]);
    match (call.name, call.argument) {
        ("GetAtt", Value::Array(path)) => dotted(out, path),
        (_, Value::Array(items)) => list(out, items),
        (_, Value::Object(_)) => None,
        (_, other) => line(out, other, in_flow),
    }
}

/// `Name.Attribute`, which reads back as two only if the name has no dot.
fn dotted(out: &mut String, path: &[Value]) -> Option<()> {
    match path {
        [Value::String(name), Value::String(attribute)] if !name.contains('.') && !name.is_empty() => {
            plain_or_quoted(out, &format!("{name}.{attribute}"), true);
            Some(())
        }
        _ => list(out, path),
    }
}

fn list(out: &mut String, items: &[Value]) -> Option<()> {
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

fn item(out: &mut String, value: &Value) -> Option<()> {
    match (call(value), value) {
        (Some(call), _) => short(out, &call, true),
        (None, Value::Object(map)) if !map.is_empty() => None,
        (None, Value::Array(items)) => list(out, items),
        (None, other) => line(out, other, true),
    }
}

/// A scalar that is not better read over several lines.
fn line(out: &mut String, value: &Value, in_flow: bool) -> Option<()> {
    let tall = value.as_str().is_some_and(|text| text.len() > WIDTH || is_block(text));
    (!tall).then(|| scalar(out, value, in_flow))
}
