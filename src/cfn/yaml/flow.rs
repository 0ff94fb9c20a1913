//! What fits on one line: scalars, and intrinsic functions of scalars.

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

/// The function on one line, if it fits.
pub(super) fn one_line(call: &Call<'_>) -> Option<String> {
    short(call, false).filter(|line| line.len() <= WIDTH)
}

/// A scalar, an empty list or an empty map.
pub(super) fn scalar(value: &Value, in_flow: bool) -> String {
    match value {
        Value::String(text) => plain_or_quoted(text, in_flow),
        other => other.to_string(),
    }
}

fn short(call: &Call<'_>, in_flow: bool) -> Option<String> {
    if call.needs_long_form() {
        return None;
    }
    let argument = match (call.name, call.argument) {
        ("GetAtt", Value::Array(path)) => dotted(path)?,
        (_, Value::Array(items)) => list(items)?,
        (_, Value::String(text)) if is_block(text) => return None,
        (_, Value::Object(_)) => return None,
        (_, scalar_value) => scalar(scalar_value, in_flow),
    };
    Some(format!("!{} {argument}", call.name))
}

/// `Name.Attribute`, which reads back as two only if the name has no dot.
fn dotted(path: &[Value]) -> Option<String> {
    match path {
        [Value::String(name), Value::String(attribute)] if !name.contains('.') && !name.is_empty() => {
            Some(plain_or_quoted(&format!("{name}.{attribute}"), true))
        }
        _ => list(path),
    }
}

fn list(items: &[Value]) -> Option<String> {
    let items: Option<Vec<_>> = items.iter().map(item).collect();
    Some(format!("[{}]", items?.join(", ")))
}

fn item(value: &Value) -> Option<String> {
    match (call(value), value) {
        (Some(call), _) => short(&call, true),
        (None, Value::Object(map)) if !map.is_empty() => None,
        (None, Value::Array(items)) => list(items),
        (None, Value::String(text)) if is_block(text) => None,
        (None, scalar_value) => Some(scalar(scalar_value, true)),
    }
}
