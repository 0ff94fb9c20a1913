//! Texts, numbers and booleans: CloudFormation takes each for the other.

use std::borrow::Cow;

use crate::cfn::Node;

/// The value as a text, if it is a text, a number or a boolean: `1` and `'1'` are the same.
pub(super) fn scalar(value: &Node) -> Option<Cow<'_, str>> {
    match value {
        Node::Text(text) => Some(Cow::Borrowed(text)),
        Node::Bool(value) => Some(Cow::Borrowed(if *value { "true" } else { "false" })),
        Node::Number(number) => Some(Cow::Owned(number.to_string())),
        _ => None,
    }
}
