//! For a comment on a pull request.

use super::{
    reason::{self, Told, What},
    sum::sum,
    text::told,
    value::{change, refactor},
};
use crate::{
    diff::{Change, Diff, Move, Row},
    words::line,
};

/// A table of resources, one of what else differs, and a line that sums up.
pub fn markdown(diff: &Diff, [from, to]: [&str; 2]) -> String {
    let mut out = format!("**{} → {}**: {}\n", cell(from), cell(to), sum(diff));
    if !diff.changes.is_empty() {
        out.push_str("\n| | resource | type | action | data | why |\n|---|---|---|---|---|---|\n");
        out.extend(diff.changes.iter().map(resource));
    }
    let others =
        [("parameter", &diff.parameters), ("output", &diff.outputs), ("condition", &diff.conditions)];
    if others.iter().any(|(_, rows)| !rows.is_empty()) {
        out.push_str("\n| | name | change |\n|---|---|---|\n");
        for (what, rows) in others {
            out.extend(rows.iter().map(|row| beside(what, row)));
        }
    }
    out.extend(diff.moves.iter().map(move_of));
    out
}

fn move_of(moved: &Move) -> String {
    let [from, to, mapping] = [&moved.from, &moved.to, &refactor(moved)].map(|text| code(text));
    format!("\n{from} is now {to}: a stack refactor keeps it, with {mapping}\n")
}

fn resource(change: &Change) -> String {
    let Change { logical_id, kind, action, data, .. } = change;
    let why: Vec<_> = reason::told(change).map(below).collect();
    let data = told(*data).map(|data| format!("**{data}**")).unwrap_or_default();
    let (sign, action, id, kind) = (action.sign(), action.name(), code(logical_id), code(kind));
    format!("| {sign} | {id} | {kind} | {action} | {data} | {} |\n", why.join("<br>"))
}

fn below(Told { path, what, does }: Told) -> String {
    let what = match what {
        What::Through(via) => format!("through {}", code(via)),
        What::Change(change) => code(&change),
    };
    format!("{}: {what}{}", code(path), cell(&does))
}

fn beside(what: &str, row: &Row) -> String {
    let value = match &row.via {
        Some(via) => format!("through {}", code(via)),
        None => code(&change(row.from.as_ref(), row.to.as_ref())),
    };
    format!("| {what} | {} | {value} |\n", code(&row.name))
}

/// A text of a template: in code no link, name or tag in it is live.
fn code(text: &str) -> String {
    format!("`{}`", in_cell(text))
}

/// A text of ours.
fn cell(text: &str) -> String {
    in_cell(text).replace('<', "&lt;")
}

/// A text that stays in its cell, and in its code. Of two backslashes before a bar the first would free the bar.
fn in_cell(text: &str) -> String {
    line(text).replace('`', "'").replace("\\|", "\\ |").replace('|', "\\|")
}
