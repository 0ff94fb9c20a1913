//! YAML in, strictly: an unknown key, a double key or a wrong value is told with its place and its remedy.

mod intake;
mod key;
mod said;
mod syntax;
mod walk;

use std::fmt;

use anyhow::{Error, Result};
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_yaml::Deserializer;

use crate::{words::line, wrong::Wrong};

/// Reads a typed value from a file's bytes.
///
/// # Errors
/// When the file is not that value, in one line: `4:3: web: unknown key `sevrers`; did you mean `servers`?`.
pub fn read<T: DeserializeOwned>(file: &[u8]) -> Result<T> {
    parsed(file).map_err(|fault| Error::msg(line(&fault.to_string())))
}

fn parsed<T: DeserializeOwned>(file: &[u8]) -> Result<T, Fault> {
    let text = intake::text(file)?;
    walk::check(text)?;
    serde_path_to_error::deserialize(Deserializer::from_str(text))
        .map_err(|error| fault(text, &error.path().to_string(), error.inner()))
}

/// Reads a typed value from a text of a line, which needs no place.
///
/// # Errors
/// As [`read`], with the path and without the place.
pub fn typed<T: DeserializeOwned>(text: &str) -> Result<T, Wrong> {
    parsed(text.as_bytes())
        .map_err(|fault| Wrong { path: line(&fault.path), sentence: line(&fault.sentence) })
}

/// Reads a typed value from one that is read already; what is wrong is told with its path.
///
/// # Errors
/// When the value is not of that type.
pub fn value<T: DeserializeOwned>(value: Value) -> Result<T, Wrong> {
    serde_path_to_error::deserialize(value).map_err(|error| {
        let path = error.path().to_string();
        let (path, sentence) = told(&path, &said::bare(&error.inner().to_string(), &path));
        Wrong { path, sentence: line(&sentence) }
    })
}

/// Where the value of a path such as `web.fleet.min` begins, as `line:column`.
#[must_use]
pub fn place(file: &[u8], path: &str) -> Option<Place> {
    walk::find(intake::text(file).ok()?, path)
}

/// What is wrong with a file.
struct Fault {
    place: Option<Place>,
    /// Keys and numbers as in `web.hosts[1].name`; nothing for the file itself.
    path: String,
    sentence: String,
}

/// Where in a text: line and column, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    line: usize,
    column: usize,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = self.place {
            write!(f, "{place}: ")?;
        }
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        f.write_str(&self.sentence)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

impl Place {
    /// The place behind a text.
    fn behind(text: &str) -> Self {
        let last = text.rsplit('\n').next().unwrap_or_default();
        Self { line: text.matches('\n').count() + 1, column: last.chars().count() + 1 }
    }

    /// Where the YAML reader stood.
    fn of(error: &serde_yaml::Error) -> Option<Self> {
        error.location().map(|at| Self { line: at.line(), column: at.column() })
    }
}

/// What a typed value's reader said; `path` is the path of what it read, and `.` that of the file.
fn fault(text: &str, path: &str, error: &serde_yaml::Error) -> Fault {
    let said = said::of(error, path);
    let (told, sentence) = told(path, &said);
    let key = said::unknown_key(&said).is_some();
    let place = if key { None } else { walk::find(text, &told) };
    Fault { place: place.or(Place::of(error)), path: told, sentence }
}

/// The path of what is wrong, and the sentence: an unknown key is a fault of the map that has it. `.` is the file itself.
fn told(path: &str, said: &str) -> (String, String) {
    let path = if path == "." { "" } else { path };
    let parent = said::unknown_key(said).and_then(|(key, _)| path.strip_suffix(key));
    let path = parent.map_or(path, |parent| parent.trim_end_matches('.'));
    (path.to_owned(), said::sentence(said))
}

#[cfg(test)]
mod tests;
