//! What is wrong with what a person gave: the key's path and a sentence with the remedy. Where the key stands, its reader knows.

use std::fmt;

/// A key's path, such as `web.fleet.max`, and what is wrong with its value: lower case, one line, with the remedy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// Keys with dots between, as `--set` takes them.
    pub path: String,
    /// The sentence.
    pub sentence: String,
}

/// An error about a key.
pub fn wrong(path: impl Into<String>, sentence: impl Into<String>) -> anyhow::Error {
    Wrong { path: path.into(), sentence: sentence.into() }.into()
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        f.write_str(&self.sentence)
    }
}

impl std::error::Error for Wrong {}

/// Refuses the first of the keys that is given.
///
/// # Errors
/// [`Wrong`], with that key and this sentence.
pub fn refuse(keys: &[(&str, bool)], sentence: &str) -> anyhow::Result<()> {
    let given = keys.iter().find(|(_, given)| *given);
    given.map_or(Ok(()), |(key, _)| Err(wrong(*key, sentence)))
}

/// Fails with an error about a key unless `right`.
///
/// # Errors
/// [`Wrong`], with that path and sentence.
pub fn demand(right: bool, path: impl Into<String>, sentence: impl FnOnce() -> String) -> anyhow::Result<()> {
    if right { Ok(()) } else { Err(wrong(path, sentence())) }
}
