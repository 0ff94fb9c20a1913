//! What CloudFormation's registry says of every resource type (`facts/resource_types.tsv`).
//!
//! A line is a type and is read where it lies: whoever asks for one type searches by halves and parses what they ask for.
//! Paths are the registry's: `Budget/BudgetName`, with `*` for any item of a list.

mod change;
mod form;
mod grammar;

use memchr::{memchr, memmem, memrchr};

use super::table::cell;

pub use change::Change;
pub use form::{Alternative, Form, Object, Property, Values};
pub use grammar::{OUTPUT, RESOURCE};

const FILE: &str = include_str!("../../../facts/resource_types.tsv");

/// The cells of a line, in the order of the file's columns; what an object's property refers to comes after them.
const MARKS: usize = 1;
const IDENTIFIER: usize = 2;
const ATTRIBUTES: usize = 3;
const REPLACES: usize = 4;
const MAY_REPLACE: usize = 5;
const INTERRUPTS: usize = 6;
const READ_ONLY: usize = 7;
const PROPERTIES: usize = 8;

/// A resource type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind(&'static str);

/// Whether a type's resources take tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tags {
    /// They do not.
    No,
    /// The registry does not say.
    Unknown,
    /// By this property.
    By(&'static str),
}

/// The type of this name, such as `AWS::EC2::VPC`.
pub fn kind(name: &str) -> Option<Kind> {
    let types = body();
    let (mut low, mut high) = (0, types.len());
    while low < high {
        let middle = low.midpoint(high);
        let start = memrchr(b'\n', &types.as_bytes()[low..middle]).map_or(low, |at| low + at + 1);
        let end = memchr(b'\n', &types.as_bytes()[middle..high]).map_or(high, |at| middle + at);
        let found = Kind(&types[start..end]);
        match found.name().cmp(name) {
            std::cmp::Ordering::Equal => return Some(found),
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    None
}

/// Every type, by name.
pub fn kinds() -> impl Iterator<Item = Kind> {
    body().lines().map(Kind)
}

/// The lines below source, date and the columns' names.
fn body() -> &'static str {
    let before = memmem::find(FILE.as_bytes(), b"\nAWS::");
    before.map_or("", |before| &FILE[before + 1..])
}

impl Kind {
    /// Its name.
    pub fn name(self) -> &'static str {
        self.cell(0)
    }

    /// Whether a replacement deletes the old resource before it makes the new one.
    pub fn deletes_first(self) -> bool {
        self.words(MARKS).any(|mark| mark == "deletes-first")
    }

    /// Whether its resources take tags.
    pub fn tags(self) -> Tags {
        let property = self.words(MARKS).find_map(|mark| mark.strip_prefix("tags="));
        match property {
            Some(property) => Tags::By(property),
            None if self.words(MARKS).any(|mark| mark == "untaggable") => Tags::No,
            None => Tags::Unknown,
        }
    }

    /// The properties that tell one resource from another; most types answer `!Ref` with them.
    pub fn identifier(self) -> impl Iterator<Item = &'static str> {
        self.words(IDENTIFIER)
    }

    /// What `!GetAtt` can ask for; `*` is any name, and `Outputs.*` any below.
    pub fn attributes(self) -> impl Iterator<Item = &'static str> {
        self.words(ATTRIBUTES)
    }

    /// Whether `!GetAtt` can ask for it.
    pub fn has_attribute(self, name: &str) -> bool {
        self.attributes().any(|known| match known.strip_suffix('*') {
            Some(start) => name.starts_with(start),
            None => known == name,
        })
    }

    /// The properties that CloudFormation sets, and no template.
    pub fn read_only(self) -> impl Iterator<Item = &'static str> {
        self.words(READ_ONLY)
    }

    /// Its properties.
    pub fn properties(self) -> Object {
        Object { kind: self, words: self.cell(PROPERTIES) }
    }

    /// The object that other properties call by this name.
    fn object(self, name: &str) -> Option<Object> {
        let mut objects = self.0.split('\t').skip(PROPERTIES + 1);
        let words = objects.find_map(|cell| cell.strip_prefix(name)?.strip_prefix(' '))?;
        Some(Object { kind: self, words })
    }

    fn cell(self, column: usize) -> &'static str {
        cell(self.0, column)
    }

    fn words(self, column: usize) -> impl Iterator<Item = &'static str> {
        self.cell(column).split(' ').filter(|word| !word.is_empty())
    }
}

#[cfg(test)]
pub(super) mod tests;
