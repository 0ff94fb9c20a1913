//! YAML in, strictly: an unknown key, a double key or a wrong value is told with its place and its remedy.

mod intake;
mod key;
mod said;
mod syntax;
mod walk;

use std::fmt;

use anyhow::{Error, Result};
use serde::de::DeserializeOwned;
use serde_yaml::Deserializer;

use crate::words::line;

/// Reads a typed value from a file's bytes.
///
/// # Errors
/// When the file is not that value, in one line: `4:3: web: unknown key `sevrers`; did you mean `servers`?`.
pub fn read<T: DeserializeOwned>(file: &[u8]) -> Result<T> {
    let told = |fault: Fault| Error::msg(line(&fault.to_string()));
    let text = intake::text(file).map_err(told)?;
    walk::check(text).map_err(told)?;
    serde_path_to_error::deserialize(Deserializer::from_str(text))
        .map_err(|error| told(fault(text, &error.path().to_string(), error.inner())))
}

/// What is wrong with a file.
struct Fault {
    place: Option<Place>,
    /// Keys and numbers as in `web.hosts[1].name`; nothing for the file itself.
    path: String,
    sentence: String,
}

/// Where in a text: line and column, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Place {
    line: usize,
    column: usize,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(Place { line, column }) = self.place {
            write!(f, "{line}:{column}: ")?;
        }
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        f.write_str(&self.sentence)
    }
}

impl Place {
    /// Where the YAML reader stood.
    fn of(error: &serde_yaml::Error) -> Option<Self> {
        error.location().map(|at| Self { line: at.line(), column: at.column() })
    }
}

/// What a typed value's reader said; `path` is the path of what it read, and `.` that of the file.
fn fault(text: &str, path: &str, error: &serde_yaml::Error) -> Fault {
    let path = if path == "." { "" } else { path };
    let said = said::bare(error, path);
    let sentence = said::sentence(&said);
    if let Some((key, _)) = said::unknown_key(&said) {
        let parent = path.strip_suffix(key).unwrap_or_default().trim_end_matches('.').to_owned();
        return Fault { place: Place::of(error), path: parent, sentence };
    }
    Fault { place: walk::find(text, path).or(Place::of(error)), path: path.to_owned(), sentence }
}

#[cfg(test)]
mod tests;
