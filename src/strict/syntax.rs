//! What the YAML reader says of a text that is no YAML, in words for people.

use super::{Fault, Place, said};

/// Words of the reader, and ours for them.
const HERE: [(&str, &str); 11] = [
    ("tab character that violates", "a tab cannot indent; use spaces"),
    (
        "mapping values are not allowed",
        "a second `:` cannot stand here; quote the text, or mend the indentation",
    ),
    ("did not find expected key", "this is no key; mend the indentation, or quote the text"),
    ("did not find expected node content", "a value is missing here, or a bracket is not closed; add it"),
    ("did not find expected ',' or", "a comma is missing here, or a bracket is not closed; add it"),
    ("unknown escape character", "this escape is unknown; use single quotes"),
    ("unknown anchor", "no `&` before this gives it a name; write the value out"),
    ("more than one document", "the file holds more than one document; keep one"),
    ("recursion limit", "nested too deeply; keep to fewer than 128 levels"),
    ("repetition limit", "its aliases repeat too much; write the values out"),
    ("control characters are not allowed", "this control or private-use character is not text; remove it"),
];
/// The same where the reader noticed late: the fault lies where it says that it began.
const BEFORE: [(&str, &str); 3] = [
    ("could not find expected ':'", "this key has no `:`; add it"),
    ("unexpected end of stream", "these quotes are not closed; close them"),
    ("unexpected document indicator", "these quotes are not closed; close them"),
];

/// The fault that the reader met.
pub(super) fn fault(text: &str, error: &serde_yaml::Error) -> Fault {
    let said = said::of(error, "");
    let ours = |table: &[(&str, &'static str)]| {
        table.iter().find(|(theirs, _)| said.contains(theirs)).map(|(_, ours)| (*ours).to_owned())
    };
    let here = Place::of(error);
    let (place, sentence) = if let Some(sentence) = ours(&BEFORE) {
        (began(&error.to_string()).or(here), sentence)
    } else if said.contains("cannot start any token") {
        (here, stray(text, error))
    } else {
        (here, ours(&HERE).unwrap_or_else(|| said::sentence(&said)))
    };
    Fault { place: place.or_else(|| unplaced(text, &said)), path: String::new(), sentence }
}

/// Where the reader says no place: at the second document, or at the first alias of too many.
fn unplaced(text: &str, said: &str) -> Option<Place> {
    let begins = |line: &str| line.starts_with("---");
    let index = if said.contains("more than one document") {
        let content =
            text.find(|c: char| !c.is_whitespace()).filter(|at| begins(&text[*at..])).map_or(0, |at| at + 3);
        content + text[content..].find("\n---")? + 1
    } else {
        text.find('*')?
    };
    Some(Place::behind(&text[..index]))
}

/// A letter with which nothing can begin.
fn stray(text: &str, error: &serde_yaml::Error) -> String {
    match error.location().and_then(|at| text.get(at.index()..)?.chars().next()) {
        Some('\t') | None => "a tab cannot indent; use spaces".to_owned(),
        Some(letter) => format!("`{letter}` cannot begin a value; quote it"),
    }
}

/// The second place in `found … at line 3 column 1, while scanning a quoted scalar at line 1 column 8`.
fn began(said: &str) -> Option<Place> {
    let (line, column) = said.split_once(", while ")?.1.rsplit_once(" at line ")?.1.split_once(" column ")?;
    Some(Place { line: line.parse().ok()?, column: column.parse().ok()? })
}
