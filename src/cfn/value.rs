//! Property values: literals, and what CloudFormation computes when the stack is deployed.

use std::borrow::Cow;

use indexmap::IndexMap;
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

/// Marks the begin and the end of an intrinsic function inside a text; private-use characters, so no script holds them.
const MARKS: [char; 2] = ['\u{E000}', '\u{E001}'];

impl<T> Val<T> {
    /// `{name: argument}`, for example `{"Fn::GetAZs": ""}`.
    pub(super) fn function(name: &'static str, argument: impl Serialize) -> Self {
        Self::Fn(Intrinsic(Function::Call(name.into(), node(&argument))))
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

impl<T: Serialize> Val<T> {
    /// The same value where CloudFormation accepts any type, as in a branch of `Fn::If`.
    pub fn any(self) -> Val<Node> {
        match self {
            Self::Is(literal) => Val::Is(node(&literal)),
            Self::Fn(intrinsic) => Val::Fn(intrinsic),
        }
    }
}

impl Val {
    /// The value as text for a script: a literal as it is, an intrinsic function between marks that [`marked`] finds.
    ///
    /// # Panics
    /// Never: a call is plain data.
    pub fn mark(&self) -> String {
        match self {
            Self::Is(literal) => literal.clone(),
            Self::Fn(intrinsic) => {
                let call = serde_json::to_string(intrinsic).expect("a call is plain data");
                format!("{}{call}{}", MARKS[0], MARKS[1])
            }
        }
    }
}

/// The parts of a text whose intrinsic functions were written by [`Val::mark`], in order.
pub(super) fn marked(text: &str) -> impl Iterator<Item = Val> {
    text.split(MARKS)
        .enumerate()
        .map(|(index, part)| if index % 2 == 0 { Val::Is(part.to_owned()) } else { Val::Fn(unmarked(part)) })
}

fn unmarked(call: &str) -> Intrinsic {
    let call: IndexMap<String, Node> = serde_json::from_str(call).expect("a call is written by `mark`");
    let (name, argument) = call.into_iter().next().expect("a call has a name");
    Intrinsic(match (name.as_str(), argument) {
        ("Ref", Node::Text(name)) => Function::Ref(name),
        ("Fn::GetAtt", Node::List(path)) => {
            let mut path = path.iter().filter_map(Node::as_text).map(str::to_owned);
            let name = path.next().unwrap_or_default();
            Function::GetAtt(name, path.next().unwrap_or_default().into())
        }
        (_, argument) => Function::Call(name.into(), argument),
    })
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
