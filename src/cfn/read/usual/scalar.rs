//! Which value stands there: a text without quotes may be a number, a boolean or nothing.

use std::borrow::Cow;

use saphyr_parser::ScalarStyle::{self, Plain};

use crate::cfn::{Node, node::node};

/// Whether a text is in quotes or a block, or begins and goes on as one without them may anywhere.
pub(super) fn is_text(text: &str, style: ScalarStyle) -> bool {
    let begins = |first: char| !"?:,[]{}#&*!|>'\"%@` ".contains(first);
    let goes_on = || !text.as_bytes().windows(2).any(|pair| pair == b":?");
    style != Plain || text.trim_start_matches('-').starts_with(begins) && goes_on()
}

/// The value that stands there.
pub(super) fn scalar(text: Cow<str>, style: ScalarStyle) -> Option<Node> {
    if style != Plain {
        return Some(text.into_owned().into());
    }
    Some(match text.as_ref() {
        "" | "~" | "null" | "Null" | "NULL" => Node::Null,
        "true" | "True" | "TRUE" => Node::Bool(true),
        "false" | "False" | "FALSE" => Node::Bool(false),
        plain if !is_text(plain, style) => return None,
        plain if plain.starts_with(|first: char| matches!(first, '0'..='9' | '+' | '-' | '.')) => {
            return number(text);
        }
        _ => text.into_owned().into(),
    })
}

/// What may be a number, as the other reader has it. One that is none, or is too long for one, is unusual.
fn number(text: Cow<str>) -> Option<Node> {
    const LONGEST: usize = 16;
    let digits = text.trim_start_matches(['+', '-']);
    match text.parse::<serde_yaml::Number>() {
        Ok(number) => number.is_finite().then(|| node(&number)),
        Err(_) if text.len() > LONGEST && digits.bytes().all(|byte| byte.is_ascii_alphanumeric()) => None,
        Err(_) => Some(text.into_owned().into()),
    }
}
