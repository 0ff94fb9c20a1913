//! Values of parameters with `NoEcho`: nobody sees them.
//!
//! A secret is known, and so compared, but each of its bytes is a letter of an alphabet of its own. Whatever a function makes
//! of it is still written so, and is shown as `****`.

use std::{borrow::Cow, cmp::Reverse};

use anyhow::Result;
use memchr::{memchr, memmem};

use super::{Change, Diff, Move, Reason, Row};
use crate::cfn::Node;

/// What stands in the place of a secret, as in CloudFormation's own answers.
pub(super) const MASK: &str = "****";

/// The letter of the byte 0; the others follow. These are the last letters for private use.
const FIRST: u32 = 0x0010_FF00;

/// How each of these letters begins in UTF-8.
const LEAD: u8 = 0xF4;

/// The shortest secret that is looked for where a template repeats it, in bytes: shorter ones are part of any word.
const SHORTEST: usize = 4;

/// The value with all its texts in secret letters.
pub(super) fn hide(value: Node) -> Node {
    each_text(value, &|text| text.bytes().map(letter).collect::<String>().into(), &|name| name)
}

fn letter(byte: u8) -> char {
    char::from_u32(FIRST + u32::from(byte)).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// The byte for which a secret letter stands.
fn byte(letter: char) -> Option<u8> {
    u32::from(letter).checked_sub(FIRST)?.try_into().ok()
}

/// The letter that is meant.
pub(super) fn meant(letter: char) -> char {
    byte(letter).map_or(letter, char::from)
}

/// The texts of a value that are secret, as they are meant.
pub(super) fn secrets(value: &Node) -> Vec<String> {
    let texts = value.one_or_more().iter().filter_map(Node::as_text);
    texts.filter(|text| is_hidden(text)).map(|text| reveal(text).into_owned()).collect()
}

/// The text as it is meant.
pub(super) fn reveal(text: &str) -> Cow<'_, str> {
    if !is_hidden(text) {
        return text.into();
    }
    let mut bytes = Vec::with_capacity(text.len());
    for char in text.chars() {
        match byte(char) {
            Some(byte) => bytes.push(byte),
            None => bytes.extend(char.encode_utf8(&mut [0; 4]).bytes()),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned().into()
}

/// What a function makes of an argument: of one in which there are secrets, a secret, if it can be known.
pub(super) fn through(
    argument: &Node,
    answer: impl Fn(&Node) -> Result<Option<Node>>,
    is_known: impl Fn(&Node) -> bool,
) -> Result<Option<Node>> {
    if !holds(argument) {
        return answer(argument);
    }
    let plain = |text: Cow<'static, str>| Cow::Owned(reveal(&text).into_owned());
    let plain = each_text(argument.clone(), &plain, &plain);
    Ok(answer(&plain)?.filter(is_known).map(hide))
}

/// The text as it may be shown.
pub(super) fn masked(text: &str) -> Cow<'_, str> {
    if !is_hidden(text) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut within = false;
    for char in text.chars() {
        let secret = byte(char).is_some();
        match (secret, within) {
            (false, _) => out.push(char),
            (true, false) => out.push_str(MASK),
            (true, true) => {}
        }
        within = secret;
    }
    out.into()
}

/// Masks every text of a diff; values also where a template repeats a secret, of which the longest comes first.
pub(super) fn mask(diff: &mut Diff, mut secrets: Vec<&str>) {
    secrets.sort_unstable_by_key(|secret| (Reverse(secret.len()), *secret));
    secrets.dedup();
    let Diff { changes, moves, parameters, outputs, conditions } = diff;
    for change in changes {
        mask_change(change, &secrets);
    }
    for Move { from, to, kind } in moves {
        mask_texts([from, to, kind]);
    }
    for Row { name, from, to, via } in [parameters, outputs, conditions].into_iter().flatten() {
        mask_texts([name].into_iter().chain(via));
        mask_sides([from, to], &secrets);
    }
}

fn mask_change(change: &mut Change, secrets: &[&str]) {
    let Change { logical_id, kind, reasons, .. } = change;
    mask_texts([logical_id, kind]);
    for Reason { path, from, to, via, why, .. } in reasons {
        mask_texts([path].into_iter().chain(via).chain(why));
        mask_sides([from, to], secrets);
    }
}

fn mask_texts<'a>(texts: impl IntoIterator<Item = &'a mut String>) {
    for text in texts {
        if is_hidden(text) {
            *text = masked(text).into_owned();
        }
    }
}

fn mask_sides(sides: [&mut Option<Node>; 2], secrets: &[&str]) {
    for side in sides {
        let text = |text| masked_copies(text, secrets);
        let name = |name: Cow<'static, str>| Cow::Owned(masked(&name).into_owned());
        *side = side.take().map(|value| each_text(value, &text, &name));
    }
}

fn masked_copies(text: Cow<'static, str>, secrets: &[&str]) -> Cow<'static, str> {
    let is_copy = |text: &str, secret: &str| {
        text == secret
            || secret.len() >= SHORTEST && memmem::find(text.as_bytes(), secret.as_bytes()).is_some()
    };
    let shown = if is_hidden(&text) { masked(&text).into_owned().into() } else { text };
    secrets.iter().fold(shown, |shown, secret| {
        if is_copy(&shown, secret) { shown.replace(secret, MASK).into() } else { shown }
    })
}

/// Whether a text has letters of secrets.
fn is_hidden(text: &str) -> bool {
    memchr(LEAD, text.as_bytes()).is_some() && text.chars().any(|char| byte(char).is_some())
}

/// Whether secrets stand in a value.
fn holds(value: &Node) -> bool {
    match value {
        Node::Text(text) => is_hidden(text),
        Node::List(items) => items.iter().any(holds),
        Node::Map(map) => map.iter().any(|(name, value)| is_hidden(name) || holds(value)),
        _ => false,
    }
}

/// A text as another one.
type Write<'a> = dyn Fn(Cow<'static, str>) -> Cow<'static, str> + 'a;

/// A value with each of its texts and names as another one.
fn each_text(value: Node, text: &Write, name: &Write) -> Node {
    match value {
        Node::Text(old) => Node::Text(text(old)),
        Node::List(items) => {
            items.into_iter().map(|item| each_text(item, text, name)).collect::<Vec<_>>().into()
        }
        Node::Map(map) => {
            Node::Map(map.into_iter().map(|(key, value)| (name(key), each_text(value, text, name))).collect())
        }
        value => value,
    }
}
