//! For programs.

use indexmap::IndexMap;
use serde::Serialize;

use crate::diff::{Action, Change, Diff, Move, Row};

/// A diff with the names of its two sides.
#[derive(Serialize)]
struct Document<'a> {
    from: &'a str,
    to: &'a str,
    summary: IndexMap<&'static str, usize>,
    changes: &'a [Change],
    moves: &'a [Move],
    parameters: &'a [Row],
    outputs: &'a [Row],
    conditions: &'a [Row],
}

/// The diff as JSON, over several lines.
///
/// # Panics
/// Never: a diff is plain data.
pub fn json(diff: &Diff, [from, to]: [&str; 2]) -> String {
    let counts = Action::ALL.into_iter().rev().map(|action| (action.name(), diff.count(action)));
    let summary = counts.chain([("data_at_risk", diff.lost())]).collect();
    let Diff { changes, moves, parameters, outputs, conditions } = diff;
    let document = Document { from, to, summary, changes, moves, parameters, outputs, conditions };
    serde_json::to_string_pretty(&document).expect("a diff is plain data") + "\n"
}
