//! For a comment on a pull request.

use super::{
    sum::sum,
    text::{name, told},
    value::{change, refactor},
};
use crate::{
    diff::{Behaviour, Change, Diff, Move, Reason, Row},
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
    let (from, to) = (cell(&moved.from), cell(&moved.to));
    format!("\n`{from}` is now `{to}`: a stack refactor keeps it, with `{}`\n", refactor(moved))
}

fn resource(change: &Change) -> String {
    let Change { logical_id, kind, action, data, reasons } = change;
    let why: Vec<_> = reasons.iter().map(reason).collect();
    let data = told(*data).map(|data| format!("**{data}**")).unwrap_or_default();
    format!(
        "| {} | `{}` | {} | {} | {data} | {} |\n",
        action.sign(),
        cell(logical_id),
        cell(kind),
        action.name(),
        why.join("<br>")
    )
}

fn reason(reason: &Reason) -> String {
    let Reason { path, from, to, behaviour, via, .. } = reason;
    let what = match via {
        Some(via) => format!("through `{}`", cell(via)),
        None => cell(&change(from.as_ref(), to.as_ref())),
    };
    match behaviour {
        Behaviour::NoInterruption => format!("`{}`: {what}", cell(path)),
        behaviour => format!("`{}`: {what} ({})", cell(path), name(*behaviour)),
    }
}

fn beside(what: &str, row: &Row) -> String {
    format!("| {what} | `{}` | {} |\n", cell(&row.name), cell(&change(row.from.as_ref(), row.to.as_ref())))
}

/// A text that stays in its cell.
fn cell(text: &str) -> String {
    line(text).replace('|', "\\|").replace('`', "'").replace('<', "&lt;")
}
