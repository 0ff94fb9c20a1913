//! What serde says of a value, in words for people.

use crate::words::nearest;

/// What the YAML reader said of a value, without the path before it and the place behind it.
pub(super) fn of(error: &serde_yaml::Error, path: &str) -> String {
    let said = error.to_string();
    let place = error.location().map(|at| format!(" at line {} column {}", at.line(), at.column()));
    bare(place.and_then(|place| said.strip_suffix(&place)).unwrap_or(&said), path)
}

/// What serde said of a value, without the path before it.
pub(super) fn bare(said: &str, path: &str) -> String {
    let ends = path.match_indices(['.', '[']).map(|(end, _)| end).chain([path.len()]);
    let inner = ends.filter_map(|end| said.strip_prefix(&path[..end])?.strip_prefix(": ")).next_back();
    inner.unwrap_or(said).to_owned()
}

/// The sentence for people.
pub(super) fn sentence(said: &str) -> String {
    if let Some((key, known)) = unknown_key(said) {
        return choice("key", key, &known);
    }
    if let Some((value, known)) = listed(said, "unknown variant `") {
        return choice("value", value, &known);
    }
    if let Some(key) = said.strip_prefix("missing field `").and_then(|rest| rest.strip_suffix('`')) {
        return format!("key `{key}` is missing; add it");
    }
    let typed = said.strip_prefix("invalid type: ").or(said.strip_prefix("invalid value: "));
    match typed.and_then(|typed| typed.rsplit_once(", expected ")) {
        Some((found, expected)) => mismatch(found, expected),
        None => said.to_owned(),
    }
}

/// The key that no field takes, and the keys that there are.
pub(super) fn unknown_key(said: &str) -> Option<(&str, Vec<&str>)> {
    listed(said, "unknown field `")
}

/// The word behind `start`, and those that were expected: ``unknown field `a`, expected `b` or `c` ``.
fn listed<'a>(said: &'a str, start: &str) -> Option<(&'a str, Vec<&'a str>)> {
    let (word, known) = said.strip_prefix(start)?.split_once("`, ")?;
    Some((word, known.split('`').skip(1).step_by(2).collect()))
}

fn choice(kind: &str, word: &str, known: &[&str]) -> String {
    match nearest(word, known.iter().copied()) {
        Some(near) => format!("unknown {kind} `{word}`; did you mean `{near}`?"),
        None => format!("unknown {kind} `{word}`; known are {}", known.join(", ")),
    }
}

fn mismatch(found: &str, expected: &str) -> String {
    let expected = wanted(expected);
    let number = found.strip_prefix("integer `").and_then(|rest| rest.split('`').next());
    match number.filter(|_| expected == "a whole number") {
        Some(number) if number.starts_with('-') => format!("{number} is too small; raise it"),
        Some(number) => format!("{number} is too large; lower it"),
        None => format!("expected {expected}, found {}", met(found)),
    }
}

/// What was wanted, for people: serde names Rust's types.
fn wanted(expected: &str) -> &str {
    match expected {
        "u8" | "u16" | "u32" | "u64" | "usize" | "i8" | "i16" | "i32" | "i64" | "isize" => "a whole number",
        "a YAML tag starting with '!'" => "a word",
        "f32" | "f64" => "a number",
        "a boolean" => "true or false",
        "a string" | "string" => "a text",
        "a sequence" => "a list",
        "a map" => "keys and values",
        name if name.starts_with("struct ") => "keys and values",
        other => other,
    }
}

/// What stands there, for people.
fn met(found: &str) -> String {
    match found.split_once(' ') {
        Some(("string", text)) => format!("the text {text}"),
        Some(("integer" | "boolean", value)) => value.to_owned(),
        _ if found == "sequence" => "a list".to_owned(),
        _ if found == "map" => "keys and values".to_owned(),
        _ if found == "unit value" => "nothing".to_owned(),
        _ => found.replace("floating point ", ""),
    }
}
