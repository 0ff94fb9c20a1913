//! Which resource types hold data, what becomes of it without a policy, and what blocks a deletion (`facts/data.tsv`).

use super::table::{Row, Table};

/// What a type's resources hold, and what guards it.
#[derive(Clone, Copy, Debug)]
pub struct Data(Row);

/// What becomes of a resource that is given up or replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// It is deleted with its data.
    Delete,
    /// It stays, outside the stack.
    Retain,
    /// It is deleted after a snapshot.
    Snapshot,
}

/// A property that blocks the deletion of its resource while it has a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Protection {
    /// Where it stands, with `*` for any item of a list.
    pub path: &'static str,
    /// Of a list of keys and values, the key.
    pub item: Option<&'static str>,
    /// The value that blocks.
    pub value: &'static str,
}

/// What is known of a resource type, such as `AWS::S3::Bucket`; nothing where it neither holds data nor blocks a deletion.
#[must_use]
pub fn data(kind: &str) -> Option<Data> {
    DATA.find(kind).map(Data)
}

impl Data {
    /// Whether its resources hold data that a deletion or a replacement would lose.
    #[must_use]
    pub fn holds(self) -> bool {
        self.0.cell(HOLDS) == "yes"
    }

    /// Whether `DeletionPolicy` and `UpdateReplacePolicy` may be `Snapshot`.
    #[must_use]
    pub fn snapshots(self) -> bool {
        self.0.cell(SNAPSHOT) == "yes"
    }

    /// What a deletion does without a `DeletionPolicy`; `Delete` with any of `not_with`.
    #[must_use]
    pub fn default_deletion(self) -> Policy {
        self.policy(DELETION)
    }

    /// What a replacement does to the old resource without an `UpdateReplacePolicy`.
    #[must_use]
    pub fn default_replace(self) -> Policy {
        self.policy(REPLACE)
    }

    /// Properties, and their value if only one counts, with which a resource holds no data of its own.
    pub fn not_with(self) -> impl Iterator<Item = (&'static str, Option<&'static str>)> {
        self.0
            .words(NOT_WITH)
            .map(|word| word.split_once('=').map_or((word, None), |(path, value)| (path, Some(value))))
    }

    /// What blocks its deletion: any of these.
    pub fn protected_by(self) -> impl Iterator<Item = Protection> {
        self.0.words(PROTECTED_BY).filter_map(Protection::parse)
    }

    /// Where it is said, and when.
    #[must_use]
    pub fn source(self) -> &'static str {
        self.0.cell(SOURCE)
    }

    fn policy(self, column: usize) -> Policy {
        Policy::parse(self.0.cell(column)).unwrap_or(Policy::Delete)
    }
}

impl Policy {
    /// The policy of this name; `RetainExceptOnCreate` retains what lives.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "Delete" => Some(Self::Delete),
            "Retain" | "RetainExceptOnCreate" => Some(Self::Retain),
            "Snapshot" => Some(Self::Snapshot),
            _ => None,
        }
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Delete => "Delete",
            Self::Retain => "Retain",
            Self::Snapshot => "Snapshot",
        }
    }
}

impl Protection {
    /// `Path=value`, or `Path[key]=value` for a list of keys and values.
    fn parse(word: &'static str) -> Option<Self> {
        let (path, value) = word.split_once('=')?;
        let (path, item) = match path.split_once('[') {
            Some((path, item)) => (path, Some(item.strip_suffix(']')?)),
            None => (path, None),
        };
        Some(Self { path, item, value })
    }
}

const HOLDS: usize = 1;
const SNAPSHOT: usize = 2;
const DELETION: usize = 3;
const REPLACE: usize = 4;
const NOT_WITH: usize = 5;
const PROTECTED_BY: usize = 6;
const SOURCE: usize = 7;

const DATA: Table = Table(include_str!("../../facts/data.tsv"));

#[cfg(test)]
mod tests;
