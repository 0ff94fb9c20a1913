//! Property values: literals, and what CloudFormation computes when the stack is deployed.

use std::borrow::Cow;

use serde::{Serialize, Serializer};
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

/// An intrinsic function.
///
/// Only this module's siblings make one, from things that are in the template.
#[derive(Clone, Debug, PartialEq)]
pub enum Intrinsic {
    /// `Ref`: a name.
    Ref(Cow<'static, str>),
    /// `Fn::GetAtt`: a logical ID and an attribute.
    GetAtt(String, Cow<'static, str>),
    /// Any other, in its long form: `{"Fn::GetAZs": ""}`.
    Call(Value),
}

impl Serialize for Intrinsic {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Ref(name) => to.collect_map([("Ref", name)]),
            Self::GetAtt(name, attribute) => to.collect_map([("Fn::GetAtt", (name, attribute))]),
            Self::Call(call) => call.serialize(to),
        }
    }
}

/// Marks the begin and the end of an intrinsic function inside a text; private-use characters, so no script holds them.
const MARKS: [char; 2] = ['\u{E000}', '\u{E001}'];

impl<T> Val<T> {
    /// `{name: argument}`, for example `{"Fn::GetAZs": ""}`.
    pub(super) fn function(name: &str, argument: impl Serialize) -> Self {
        Self::Fn(Intrinsic::Call(json!({ name: argument })))
    }

    /// `!Ref` to a name that is in the template.
    pub(super) fn reference(name: impl Into<Cow<'static, str>>) -> Self {
        Self::Fn(Intrinsic::Ref(name.into()))
    }

    /// `!GetAtt` of a resource that is in the template.
    pub(super) fn attribute(name: &str, attribute: &'static str) -> Self {
        Self::Fn(Intrinsic::GetAtt(name.to_owned(), attribute.into()))
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
            Self::Fn(intrinsic) => format!("{}{}{}", MARKS[0], json!(intrinsic), MARKS[1]),
        }
    }
}

/// The parts of a text whose intrinsic functions were written by [`Val::mark`], in order.
pub(super) fn marked(text: &str) -> impl Iterator<Item = Val> {
    text.split(MARKS).enumerate().map(|(index, part)| {
        if index % 2 == 0 { Val::Is(part.to_owned()) } else { Val::Fn(unmarked(part)) }
    })
}

fn unmarked(call: &str) -> Intrinsic {
    let call: Value = serde_json::from_str(call).unwrap_or_default();
    match (call["Ref"].as_str(), call["Fn::GetAtt"].as_array().map(Vec::as_slice)) {
        (Some(name), _) => Intrinsic::Ref(name.to_owned().into()),
        (_, Some([Value::String(name), Value::String(attribute)])) => {
            Intrinsic::GetAtt(name.clone(), attribute.clone().into())
        }
        _ => Intrinsic::Call(call),
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
