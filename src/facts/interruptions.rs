//! What users notice while a resource changes or is replaced (`facts/interruptions.tsv`).

use std::fmt;

use super::{
    path::{depth, reaches},
    table::{Row, Table},
    work::Work,
};

/// What users notice, and how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interruption {
    /// The shortest, in seconds; 0 as well where nobody notices.
    pub least: u32,
    /// The longest that is to be expected, in seconds; never less than the shortest.
    pub most: u32,
    /// What it is: the rest of a sentence that begins with the range, or all of it where nobody notices.
    pub what: &'static str,
    /// Whether somebody said so: `false` where it is experience alone.
    pub sourced: bool,
}

/// What users notice of this work on a resource of a type, in seconds; nothing where nobody notices a creation or a change.
///
/// `path` is the property that changes. `has` tells whether the resource has a property, of this value if one is given: a class
/// changes in another way where `MultiAZ` is `true`. The deepest row at or above the path counts, of two the one for this work
/// alone, then the one with an `if`; for a type without a row, what goes for any.
#[must_use]
pub fn of(
    kind: &str,
    work: Work,
    path: Option<&str>,
    has: impl Fn(&str, Option<&str>) -> bool,
) -> Option<Interruption> {
    let path = path.unwrap_or_default();
    let found = [kind, ANY].into_iter().find_map(|key| best(key, work, path, &has));
    found.map(Interruption::read)
}

fn best(key: &str, work: Work, path: &str, has: &impl Fn(&str, Option<&str>) -> bool) -> Option<Row> {
    let own = |row: &Row| row.cell(ACTION) == work.name();
    let like = |row: &Row| work.else_like().is_some_and(|like| row.cell(ACTION) == like.name());
    let fits = |row: &Row| (own(row) || like(row)) && reaches(row.cell(PATH), path) && holds(*row, has);
    let fit = INTERRUPTIONS.rows_of(key).filter(fits);
    fit.max_by_key(|row| (depth(row.cell(PATH)), own(row), !row.cell(IF).is_empty()))
}

/// Whether the resource is as the row demands: `Path` or `Path=value`.
fn holds(row: Row, has: &impl Fn(&str, Option<&str>) -> bool) -> bool {
    let condition = row.cell(IF);
    condition.is_empty()
        || condition
            .split_once('=')
            .map_or_else(|| has(condition, None), |(path, value)| has(path, Some(value)))
}

impl Interruption {
    fn read(row: Row) -> Self {
        let number = |column| row.cell(column).parse().unwrap_or_default();
        let sourced = !row.cell(SOURCE).contains("unsourced");
        Self { least: number(LEAST), most: number(MOST), what: row.cell(WHAT), sourced }
    }
}

impl fmt::Display for Interruption {
    /// `60–120 s without writes while it fails over`; minutes from five on, and no range where nobody notices.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { least, most, what, .. } = self;
        match (*least, *most) {
            (_, 0) => f.write_str(what),
            (0, most) if most < IN_MINUTES => write!(f, "up to {most} s {what}"),
            (0, most) => write!(f, "up to {} min {what}", most.div_ceil(60)),
            (least, most) if most < IN_MINUTES => write!(f, "{least}–{most} s {what}"),
            (least, most) => write!(f, "{}–{} min {what}", least.div_ceil(60), most.div_ceil(60)),
        }
    }
}

/// From so many seconds on, people think in minutes.
const IN_MINUTES: u32 = 300;
/// Any type.
const ANY: &str = "*";
const ACTION: usize = 1;
const PATH: usize = 2;
const IF: usize = 3;
const LEAST: usize = 4;
const MOST: usize = 5;
const WHAT: usize = 6;
const SOURCE: usize = 7;

const INTERRUPTIONS: Table = Table(include_str!("../../facts/interruptions.tsv"));

#[cfg(test)]
mod tests;
