//! The way back from a step.

use crate::{
    diff::{Action, Change, Fate, report},
    migrate::{Step, Task},
};

/// How one comes back, in Markdown.
pub(super) fn back(step: &Step, before: Option<&str>) -> String {
    let gone = names(step, |change| matches!(change.data, Fate::Snapshot | Fate::Retained | Fate::Lost));
    if !gone.is_empty() {
        return format!(
            "**From here there is no way back by an update.** Gone from the stack, with data: {gone}. What is left of it is in \
             a last snapshot, or in the account beside the stack."
        );
    }
    let Some(before) = before else {
        return "Delete the stack: nobody is sent there yet. Take protections from deletion off first."
            .to_owned();
    };
    let again = match step.task {
        Task::Serve | Task::Join | Task::Half => {
            format!("Deploy `{before}` in the same way, with the values of before.")
        }
        _ => format!("Deploy `{before}` in the same way."),
    };
    let sum = report::sum(&step.back);
    let lost = lost(step);
    format!("{again} CloudFormation then says: {sum}.{lost}")
}

/// What goes with the resources that this step made.
fn lost(step: &Step) -> String {
    let lost: Vec<_> = step.back.changes.iter().filter(|change| change.data == Fate::Lost).collect();
    let stay: Vec<_> = step.back.changes.iter().filter(|change| change.action == Action::Orphan).collect();
    let mut text = String::new();
    if !lost.is_empty() {
        text += &format!(" What was written into {} since is lost.", list(&lost));
    }
    if !stay.is_empty() {
        text += &format!(
            " By hand delete what then stays in the account, before you try again: {}.",
            list(&stay)
        );
    }
    text
}

fn names(step: &Step, which: impl Fn(&Change) -> bool) -> String {
    let leaves = |change: &&Change| {
        matches!(change.action, Action::Delete | Action::Orphan | Action::Replace) && which(change)
    };
    list(&step.diff.changes.iter().filter(leaves).collect::<Vec<_>>())
}

/// `A`, `B` and `C`.
fn list(changes: &[&Change]) -> String {
    let names: Vec<_> = changes.iter().map(|change| format!("`{}`", change.logical_id)).collect();
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}
