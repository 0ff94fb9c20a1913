//! Property values: literals, and what CloudFormation computes when the stack is deployed.

use serde::Serialize;
use serde_json::{Value, json};

/// A literal `T`, or an intrinsic function that yields one.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Val<T = String> {
    /// A literal.
    Is(T),
    /// An intrinsic function.
    Fn(Intrinsic),
}

/// An intrinsic function in its long form, for example `{"Ref": "Vpc"}`.
///
/// Only this module's siblings make one, from things that are in the template.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Intrinsic(Value);

/// Marks the begin and the end of an intrinsic function inside a text; private-use characters, so no script holds them.
const MARKS: [char; 2] = ['\u{E000}', '\u{E001}'];

impl<T> Val<T> {
    /// `{name: argument}`, for example `{"Fn::GetAZs": ""}`.
    pub(super) fn function(name: &str, argument: impl Serialize) -> Self {
        Self::Fn(Intrinsic(json!({ name: argument })))
    }
}

impl<T: Serialize> Val<T> {
    /// The same value where CloudFormation accepts any type, as in a branch of `Fn::If`.
    pub fn any(self) -> Val<Value> {
        match self {
            Self::Is(literal) => Val::Is(uniform(&literal)),
            Self::Fn(intrinsic) => Val::Fn(intrinsic),
        }
    }
}

impl Val {
    /// The value as text for a script: a literal as it is, an intrinsic function between marks that [`marked`] finds.
    pub fn mark(&self) -> String {
        match self {
            Self::Is(literal) => literal.clone(),
            Self::Fn(Intrinsic(call)) => format!("{}{call}{}", MARKS[0], MARKS[1]),
        }
    }
}

/// The parts of a text whose intrinsic functions were written by [`Val::mark`], in order.
pub(super) fn marked(text: &str) -> impl Iterator<Item = Val> {
    text.split(MARKS).enumerate().map(|(index, part)| {
        if index % 2 == 0 {
            Val::Is(part.to_owned())
        } else {
            Val::Fn(Intrinsic(serde_json::from_str(part).unwrap_or_default()))
        }
    })
}

/// The logical ID and, for `Fn::GetAtt`, the attribute that `call` reads; `None` for any other function.
pub(super) fn target(Intrinsic(call): &Intrinsic) -> Option<String> {
    match (call.get("Ref"), call.get("Fn::GetAtt")) {
        (Some(Value::String(name)), _) => Some(name.clone()),
        (_, Some(Value::Array(path))) => {
            Some(path.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("."))
        }
        _ => None,
    }
}

/// The uniform form of typed data.
///
/// # Panics
/// Never for this crate's types: they are plain data with text keys.
pub(super) fn uniform(data: &impl Serialize) -> Value {
    let mut value = serde_json::to_value(data).expect("typed properties are plain data with text keys");
    prune(&mut value);
    value
}

/// Drops the properties that were left out, empty lists among them.
fn prune(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.retain(|_, value| !is_absent(value));
            map.values_mut().for_each(prune);
        }
        Value::Array(items) => items.iter_mut().for_each(prune),
        _ => {}
    }
}

fn is_absent(value: &Value) -> bool {
    value.is_null() || value.as_array().is_some_and(Vec::is_empty)
}

impl From<&str> for Val {
    fn from(text: &str) -> Self {
        Self::Is(text.to_owned())
    }
}

impl From<String> for Val {
    fn from(text: String) -> Self {
        Self::Is(text)
    }
}
