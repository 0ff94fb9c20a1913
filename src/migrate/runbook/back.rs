//! The way back from a step.

use serde::Serialize;

use super::{
    command::{Deployment, Turn},
    notice::{listed, notices},
    shelf::File,
    view::opens,
};
use crate::{
    diff::{Action, Change, Diff, Fate, report},
    migrate::{Side, Step},
};

/// How one comes back: by an update, or not at all.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Back {
    /// Not by an update, and why.
    Closed { why: String },
    /// By this one.
    Open(Box<Update>),
}

/// The values of `_runbook_back.md.j2`.
#[derive(Serialize)]
pub(super) struct Update {
    deployment: Deployment,
    opens: Vec<String>,
    notices: Vec<String>,
    /// What CloudFormation does, in numbers.
    sum: String,
    /// What goes with the resources that the step made.
    lost: Option<String>,
    /// What then stays in the account.
    left: Option<String>,
    global: bool,
}

pub(super) fn back(step: &Step, before: Option<File>, number: usize) -> Back {
    let gone = of(&step.diff, |change| leaves(change) && holds(change.data));
    let Some(file) = before.filter(|_| gone.is_none()) else {
        return Back::Closed { why: why(gone) };
    };
    let to = step.way_back();
    let turn = Turn { side: step.side, from: Some(&step.state), to: &to, back: true };
    let change_set = format!("step-{number:02}-back");
    Back::Open(Box::new(Update {
        deployment: Deployment::new(turn, change_set, file, ""),
        opens: opens(&step.back),
        notices: if step.side == Side::Main { notices(&step.back, &to.document) } else { Vec::new() },
        sum: report::sum(&step.back),
        lost: of(&step.back, |change| change.data == Fate::Lost),
        left: of(&step.back, |change| change.action == Action::Orphan),
        global: step.back.changes.iter().any(|change| change.kind == GLOBAL),
    }))
}

/// A cluster of clusters: it goes when it has no member.
const GLOBAL: &str = "AWS::RDS::GlobalCluster";

fn why(gone: Option<String>) -> String {
    match gone {
        Some(gone) => format!(
            "**From here there is no way back by an update.** Gone from the stack, with data: {gone}. What is left of it is in \
             a last snapshot, or in the account beside the stack."
        ),
        None => "Delete the stack: nobody is sent there yet, and its databases are not protected from deletion before the step that \
                 lets it serve. What it retains (key, buckets, secrets, backup vault) stays in the account."
            .to_owned(),
    }
}

fn leaves(change: &Change) -> bool {
    matches!(change.action, Action::Delete | Action::Orphan | Action::Replace)
}

fn holds(data: Fate) -> bool {
    matches!(data, Fate::Snapshot | Fate::Retained | Fate::Lost)
}

/// The names of such changes; none if there is none.
fn of(diff: &Diff, which: impl Fn(&Change) -> bool) -> Option<String> {
    let ids: Vec<_> =
        diff.changes.iter().filter(|change| which(change)).map(|change| change.logical_id.as_str()).collect();
    (!ids.is_empty()).then(|| listed(&ids))
}
