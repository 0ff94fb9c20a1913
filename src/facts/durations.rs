//! How long CloudFormation takes with a resource (`facts/durations.tsv`).

use super::{
    minutes::Minutes,
    path::{depth, reaches},
    table::{Row, Table},
    work::Work,
};

/// How long it takes to do this to a resource of a type, in minutes.
///
/// `path` is the property that changes, or one that a new resource has, such as `SourceDBInstanceIdentifier` of a replica:
/// the deepest row at or above it counts, else what the type takes in general, else what any type takes. A replacement
/// without a row of its own takes a creation and the deletion of the old resource. Of a fleet that is rolled it is one batch.
#[must_use]
pub fn of(kind: &str, work: Work, path: Option<&str>) -> Minutes {
    if work == Work::Replace && row(kind, work.name(), path).is_none() {
        return of(kind, Work::Create, path) + of(kind, Work::Delete, path);
    }
    let like = work.else_like().map_or(ANY, Work::name);
    let mut found =
        [kind, ANY].into_iter().flat_map(|key| [work.name(), like, ANY].map(|action| (key, action)));
    found.find_map(|(key, action)| row(key, action, path)).map_or(Minutes::NONE, read)
}

/// The paths by which the time differs that this takes with a resource of a type.
pub fn paths(kind: &str, work: Work) -> impl Iterator<Item = &'static str> {
    rows(kind, work.name()).map(|row| row.cell(PATH)).filter(|path| !path.is_empty())
}

/// Whether the type has a row, be it the one that says that it is quick.
#[must_use]
pub fn known(kind: &str) -> bool {
    DURATIONS.find(kind).is_some()
}

fn rows(kind: &str, action: &str) -> impl Iterator<Item = Row> {
    DURATIONS.rows_of(kind).filter(move |row| row.cell(ACTION) == action)
}

/// The deepest row at or above a path.
fn row(kind: &str, action: &str, path: Option<&str>) -> Option<Row> {
    let path = path.unwrap_or_default();
    rows(kind, action).filter(|row| reaches(row.cell(PATH), path)).max_by_key(|row| depth(row.cell(PATH)))
}

fn read(row: Row) -> Minutes {
    let number = |column| row.cell(column).parse().unwrap_or_default();
    Minutes { least: number(LEAST), most: number(MOST), sourced: !row.cell(SOURCE).contains("unsourced") }
}

/// Any type, any work.
const ANY: &str = "*";
const ACTION: usize = 1;
const PATH: usize = 2;
const LEAST: usize = 3;
const MOST: usize = 4;
const SOURCE: usize = 5;

const DURATIONS: Table = Table(include_str!("../../facts/durations.tsv"));

#[cfg(test)]
mod tests;
