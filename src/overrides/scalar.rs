//! Texts, numbers and truths: CloudFormation takes each for the other where that makes sense, and so do we.

use crate::{
    cfn::Node,
    facts::registry::{Alternative, Values},
};

/// Whether a value fits an alternative.
pub(super) enum Fit {
    /// It does.
    Yes,
    /// It is of that form, but not one of the values that are allowed.
    NotListed(Values, String),
    /// It is of another form.
    No,
}

/// How a scalar fits.
pub(super) fn fit(value: &Node, alternative: Alternative) -> Fit {
    let Some(text) = plain(value) else { return Fit::No };
    match alternative {
        Alternative::Any => Fit::Yes,
        Alternative::Text(values) if values.allow(&text) => Fit::Yes,
        Alternative::Whole(values) if is_whole(value, &text) && values.allow(&text) => Fit::Yes,
        Alternative::Text(values) => Fit::NotListed(values, text),
        Alternative::Whole(values) if is_whole(value, &text) => Fit::NotListed(values, text),
        Alternative::Number if is_number(value, &text) => Fit::Yes,
        Alternative::Bool if is_bool(value, &text) => Fit::Yes,
        _ => Fit::No,
    }
}

/// As CloudFormation reads it where it wants a text.
fn plain(value: &Node) -> Option<String> {
    match value {
        Node::Text(text) => Some(text.as_ref().to_owned()),
        Node::Number(number) => Some(number.to_string()),
        Node::Bool(value) => Some(value.to_string()),
        Node::Null | Node::List(_) | Node::Map(_) => None,
    }
}

fn is_whole(value: &Node, text: &str) -> bool {
    !matches!(value, Node::Bool(_)) && text.parse::<i128>().is_ok()
}

fn is_number(value: &Node, text: &str) -> bool {
    !matches!(value, Node::Bool(_)) && text.parse::<f64>().is_ok_and(f64::is_finite)
}

fn is_bool(value: &Node, text: &str) -> bool {
    !matches!(value, Node::Number(_))
        && (text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false"))
}

/// What a form is, for people.
pub(super) fn wanted(alternative: Alternative) -> &'static str {
    match alternative {
        Alternative::Any => "any value",
        Alternative::Text(_) => "a text",
        Alternative::Whole(_) => "a whole number",
        Alternative::Number => "a number",
        Alternative::Bool => "true or false",
        Alternative::List(_) | Alternative::Set(_) => "a list",
        Alternative::Map(_) | Alternative::Object(_) => "keys and values",
    }
}

/// What stands there, for people.
pub(super) fn found(value: &Node) -> String {
    match value {
        Node::Null => "nothing".to_owned(),
        Node::Text(text) => format!("the text \"{text}\""),
        Node::List(_) => "a list".to_owned(),
        Node::Map(_) => "keys and values".to_owned(),
        Node::Bool(_) | Node::Number(_) => format!("`{}`", plain(value).unwrap_or_default()),
    }
}
