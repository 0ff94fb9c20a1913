//! Property values: literals, and what CloudFormation computes when the stack is deployed.

use std::borrow::Cow;

use serde::{Serialize, Serializer};

use super::node::{Node, node};

/// A literal `T`, or an intrinsic function that yields one.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Val<T = String> {
    /// A literal.
    Is(T),
    /// An intrinsic function.
    Fn(Intrinsic),
}

/// An intrinsic function. Only `cfn` makes one, from things that are in the template:
///
/// ```compile_fail,E0599
/// use scalegen::cfn::{Intrinsic, Val};
///
/// let dangling: Val = Val::Fn(Intrinsic::Ref("Nope".into()));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Intrinsic(pub(super) Function);

/// What an intrinsic function reads.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Function {
    /// `Ref`: a name.
    Ref(Cow<'static, str>),
    /// `Fn::GetAtt`: a logical ID and an attribute.
    GetAtt(String, Cow<'static, str>),
    /// Any other: its long name and its argument.
    Call(Cow<'static, str>, Node),
}

impl Serialize for Intrinsic {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Function::Ref(name) => to.collect_map([("Ref", name)]),
            Function::GetAtt(name, attribute) => to.collect_map([("Fn::GetAtt", (name, attribute))]),
            Function::Call(name, argument) => to.collect_map([(name, argument)]),
        }
    }
}

impl<T> Val<T> {
    /// `{name: argument}`, for example `{"Fn::GetAZs": ""}`.
    pub(super) fn function(name: &'static str, argument: impl Serialize) -> Self {
        Self::Fn(Intrinsic(Function::Call(name.into(), node(&argument))))
    }

    /// `{name: argument}`, for an argument at rest.
    pub(super) fn call(name: &'static str, argument: impl Into<Node>) -> Self {
        Self::Fn(Intrinsic(Function::Call(name.into(), argument.into())))
    }

    /// `!Ref` to a name that is in the template.
    pub(super) fn reference(name: impl Into<Cow<'static, str>>) -> Self {
        Self::Fn(Intrinsic(Function::Ref(name.into())))
    }

    /// `!GetAtt` of a resource that is in the template.
    pub(super) fn attribute(name: &str, attribute: &'static str) -> Self {
        Self::Fn(Intrinsic(Function::GetAtt(name.to_owned(), attribute.into())))
    }
}

/// The value at rest, without a copy of its text.
impl From<Val> for Node {
    fn from(value: Val) -> Self {
        match value {
            Val::Is(text) => text.into(),
            Val::Fn(Intrinsic(Function::Call(name, argument))) => Self::single(name, argument),
            Val::Fn(intrinsic) => node(&intrinsic),
        }
    }
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
