//! For people at a terminal.

use anstyle::{AnsiColor, Style};

use super::{
    reason::{self, Told, What},
    sum::sum,
    value::{change, refactor},
};
use crate::{
    diff::{Action, Change, Diff, Fate, Move, Row},
    words::line,
};

/// Whether colours are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// On a terminal.
    On,
    /// Elsewhere, and for people who want none.
    Off,
}

/// One line a resource, the worst first, its reasons below, and a last line that sums up.
pub fn text(diff: &Diff, colour: Colour) -> String {
    let longest =
        diff.changes.iter().map(|change| change.logical_id.chars().count()).max().unwrap_or_default();
    let mut lines = Vec::new();
    for change in &diff.changes {
        lines.push(painted(&head(change, longest), change, colour));
        lines.extend(reason::told(change).map(below));
    }
    for (what, rows) in
        [("parameter", &diff.parameters), ("output", &diff.outputs), ("condition", &diff.conditions)]
    {
        lines.extend(rows.iter().map(|row| beside(what, row)));
    }
    lines.extend(diff.moves.iter().map(moved));
    lines.push(sum(diff));
    lines.join("\n") + "\n"
}

/// Sign, action, logical ID, type, and what becomes of the data.
fn head(change: &Change, longest: usize) -> String {
    let Change { logical_id, kind, action, data, .. } = change;
    let data = told(*data).map(|data| format!("  data {data}")).unwrap_or_default();
    line(&format!("{} {:<11} {logical_id:<longest$} {kind}{data}", action.sign(), action.name()))
}

/// What is worth to be told of the data.
pub(super) fn told(data: Fate) -> Option<&'static str> {
    match data {
        Fate::None | Fate::Safe => None,
        Fate::Retained => Some("retained"),
        Fate::Snapshot => Some("in a snapshot"),
        Fate::Lost => Some("lost"),
    }
}

fn painted(text: &str, change: &Change, colour: Colour) -> String {
    if colour == Colour::Off {
        return text.to_owned();
    }
    let style = style(change);
    format!("{style}{text}{style:#}")
}

fn style(change: &Change) -> Style {
    let colour = |colour: AnsiColor| colour.on_default();
    match change.action {
        _ if change.data == Fate::Lost => colour(AnsiColor::Red).bold(),
        Action::Refused | Action::Replace | Action::Delete => colour(AnsiColor::Red),
        Action::MayReplace | Action::Interrupt | Action::Roll | Action::Orphan => colour(AnsiColor::Yellow),
        Action::Update => Style::new(),
        Action::Create => colour(AnsiColor::Green),
    }
}

fn below(Told { path, what, does }: Told) -> String {
    let what = match what {
        What::Through(via) => format!("through {via}"),
        What::Change(change) => change,
    };
    line(&format!("    {path}: {what}{does}"))
}

fn beside(what: &str, row: &Row) -> String {
    let value = match &row.via {
        Some(via) => format!("through {via}"),
        None => change(row.from.as_ref(), row.to.as_ref()),
    };
    line(&format!("{what} {}: {value}", row.name))
}

/// A move, and how nothing is deleted for it.
fn moved(moved: &Move) -> String {
    let Move { from, to, kind } = moved;
    line(&format!(
        "{from} is now {to} ({kind}): a stack refactor keeps it, with the resource mapping {}",
        refactor(moved)
    ))
}
