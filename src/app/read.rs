//! The file and what was typed beside it become an [`App`]; what is wrong with it later is told where it was written.

use std::str::FromStr;

use anyhow::{Error, Result, anyhow, ensure};
use serde_json::{Map, Value};

use super::App;
use crate::{cfn::node::Node, strict, wrong::Wrong};

/// A change typed on the command line: `web.fleet.min=12`.
#[derive(Clone, Debug, PartialEq)]
pub struct Set {
    /// As it was typed: `--set web.fleet.min`.
    shown: String,
    path: String,
    value: Value,
}

/// A file that a person wrote, and the name under which it is known to them.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its name in messages.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// All that was given.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// Files: `scalegen.yaml`, and a stage file of the user's own.
    pub sources: Vec<Source>,
    /// What was typed; the later wins.
    pub sets: Vec<Set>,
}

impl Set {
    /// A flag that stands for a key, and its text.
    pub fn flag(flag: &str, path: &str, text: &str) -> Self {
        Self { shown: flag.to_owned(), path: path.to_owned(), value: text.into() }
    }

    /// The sentence behind what was typed, with the key where that is another one.
    fn tell(&self, said: &Wrong) -> Error {
        if self.path == said.path {
            return anyhow!("{}: {}", self.shown, said.sentence);
        }
        anyhow!("{}: {said}", self.shown)
    }

    /// Whether it is about that key, one below it or one above it.
    fn touches(&self, path: &str) -> bool {
        let below = |long: &str, short: &str| {
            long.strip_prefix(short).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        };
        below(path, &self.path) || below(&self.path, path)
    }
}

impl FromStr for Set {
    type Err = Error;

    /// A path with dots, `=`, and a value in YAML.
    fn from_str(text: &str) -> Result<Self> {
        let (path, value) = text.split_once('=').ok_or_else(|| {
            anyhow!("`{text}` sets nothing; write a key, `=` and its value, such as web.instance=m8g.large")
        })?;
        ensure!(
            !path.is_empty() && path.split('.').all(|key| !key.is_empty()),
            "`{path}` is no key; write one such as web.instance"
        );
        ensure!(!value.trim().is_empty(), "`{path}` is set to nothing; give a value, or null to take it out");
        let shown = format!("--set {path}");
        let value = strict::typed::<Node>(value).or_else(|wrong| match value.trim() {
            "null" | "~" => Ok(Node::Null),
            _ => Err(anyhow!("{shown}: {wrong}")),
        })?;
        Ok(Self { shown, path: path.to_owned(), value: serde_json::to_value(value)? })
    }
}

impl Source {
    /// Reads a typed value; faults are told with name, line and column.
    ///
    /// # Errors
    /// As [`strict::read`], behind the file's name.
    pub fn read<T: serde::de::DeserializeOwned>(&self) -> Result<T> {
        strict::read(&self.bytes).map_err(|error| anyhow!("{}:{error}", self.name))
    }

    /// Where the value of a path begins, if the file has it.
    #[must_use]
    pub fn place(&self, path: &str) -> Option<strict::Place> {
        strict::place(&self.bytes, path)
    }

    /// The sentence with the place of the path, if the file has it.
    fn tell(&self, path: &str, said: &Wrong) -> Option<Error> {
        Some(anyhow!("{}:{}: {said}", self.name, self.place(path)?))
    }

    /// Whether every line is empty or a comment: every key may be left out.
    fn says_nothing(&self) -> bool {
        let text = String::from_utf8_lossy(&self.bytes);
        let lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
        lines.into_iter().all(|line| line.is_empty() || line.starts_with('#'))
    }
}

impl Given {
    /// The user's wishes: the first file, and what was typed over it.
    ///
    /// # Errors
    /// When one of them is wrong; the message says which and where.
    pub fn app(&self) -> Result<App> {
        let Some(file) = self.sources.first().filter(|file| !file.says_nothing()) else {
            return self.typed(Value::Object(Map::new()));
        };
        let app = file.read::<App>().map_err(|error| match file.place("Resources") {
            Some(place) => anyhow!(
                "{}:{place}: `Resources` is a template's; give -c the file that `scalegen init` writes",
                file.name
            ),
            None => error,
        })?;
        if self.sets.is_empty() { Ok(app) } else { self.typed(serde_json::to_value(file.read::<Node>()?)?) }
    }

    /// What was typed is laid over the file one by one: what is wrong in the end came with the first after which it is said.
    fn typed(&self, mut keys: Value) -> Result<App> {
        let mut all = Vec::new();
        for set in &self.sets {
            put(&mut keys, &set.path, set.value.clone())
                .map_err(|error| anyhow!("{}: {error}", set.shown))?;
            all.push((set, keys.clone()));
        }
        strict::value::<App>(keys).map_err(|said| {
            let here = |keys: Value| strict::value::<App>(keys).is_err_and(|error| error == said);
            let first = all.into_iter().find_map(|(set, keys)| here(keys).then_some(set));
            first.map_or_else(|| said.clone().into(), |set| set.tell(&said))
        })
    }

    /// The error with the place of the key that it is about, or of the nearest part that has one. What was typed comes last, and
    /// so is looked at first.
    pub fn tell(&self, error: Error) -> Error {
        let Some(said) = error.downcast_ref::<Wrong>() else { return error };
        let told = ancestors(&said.path).find_map(|path| {
            let typed = self.sets.iter().rfind(|set| set.touches(path)).map(|set| set.tell(said));
            typed.or_else(|| self.sources.iter().find_map(|file| file.tell(path, said)))
        });
        told.unwrap_or(error)
    }
}

/// The path, and those of the parts that it lies in.
fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(path), |path| path.rsplit_once('.').map(|(parent, _)| parent))
}

/// Puts a value under a path of keys.
fn put(keys: &mut Value, path: &str, value: Value) -> Result<()> {
    let (key, rest) = path.split_once('.').map_or((path, None), |(key, rest)| (key, Some(rest)));
    if keys.is_null() {
        *keys = Value::Object(Map::new());
    }
    let map = keys
        .as_object_mut()
        .ok_or_else(|| anyhow!("`{key}` stands in a value that has no keys; set the key above it"))?;
    match rest {
        None if value.is_null() => drop(map.remove(key)),
        None => drop(map.insert(key.to_owned(), value)),
        Some(rest) => put(map.entry(key).or_insert(Value::Null), rest, value)?,
    }
    Ok(())
}
