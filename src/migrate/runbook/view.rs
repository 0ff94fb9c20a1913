//! A step as it is told.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{
    back::{Back, back},
    command::{Deployment, Turn},
    notice::notices,
    policy::guards,
    shelf::File,
    time::time,
    title::title,
};
use crate::{
    components::growth::Phase,
    diff::{
        Action, Change, Diff,
        report::{self, Colour},
    },
    migrate::{Side, Step, Task, document::properties},
};

/// The values of `_runbook_step.md.j2`.
#[derive(Serialize)]
pub(super) struct StepView {
    number: usize,
    name: &'static str,
    purpose: &'static str,
    deployment: Deployment,
    effects: String,
    takes: String,
    estimate: bool,
    notices: Vec<String>,
    cost: Option<String>,
    moved: Option<usize>,
    writers: Vec<String>,
    /// Whether servers are held, so that none may be held already.
    half: bool,
    opens: Vec<String>,
    checks: Checks,
    back: Back,
}

/// What there is to look at after a step.
#[derive(Serialize)]
struct Checks {
    site: bool,
    names: bool,
    /// What stands before `resource` where it asks another stack than the main one.
    of: &'static str,
    targets: Vec<String>,
    databases: Vec<String>,
}

impl StepView {
    pub(super) fn is_large(&self) -> bool {
        self.deployment.is_large()
    }
}

/// What else is known of a step.
pub(super) struct Beside {
    pub number: usize,
    /// The file of the state before; none if the step makes the stack.
    pub before: Option<File>,
    pub file: File,
    pub cost: Option<String>,
    /// The number of the step that moved the database which it takes into use.
    pub moved: Option<usize>,
}

pub(super) fn view(step: &Step, beside: Beside) -> StepView {
    let (title, takes) = (title(step), time(step));
    let Beside { number, before, file, cost, moved } = beside;
    let turn = Turn { side: step.side, from: step.from(), to: &step.state, back: false };
    let deployment = Deployment::new(turn, format!("step-{number:02}"), file);
    StepView {
        number,
        name: title.name,
        purpose: title.purpose,
        effects: report::text(&step.diff, Colour::Off),
        takes: takes.to_string(),
        estimate: !takes.sourced,
        notices: notices(&step.diff, &step.state.document),
        cost,
        moved,
        writers: writers(step),
        half: deployment.holds(),
        deployment,
        opens: opens(&step.diff),
        checks: checks(step),
        back: back(step, before, number),
    }
}

/// What goes although the stack policy guards it.
pub(super) fn opens(diff: &Diff) -> Vec<String> {
    let goes = |change: &&Change| {
        matches!(change.action, Action::Delete | Action::Orphan | Action::Replace | Action::MayReplace)
            && guards(&change.logical_id, &change.kind)
    };
    diff.changes.iter().filter(goes).map(|change| format!("`{}`", change.logical_id)).collect()
}

/// Clusters of which readers or the writer change.
fn writers(step: &Step) -> Vec<String> {
    let document = &step.state.document;
    let cluster = |change: &Change| {
        let body = document.resources().get(&change.logical_id)?;
        properties(body).get("DBClusterIdentifier")?.get("Ref")?.as_text().map(str::to_owned)
    };
    let interrupted = step.diff.changes.iter().filter(|change| change.action == Action::Interrupt);
    interrupted.filter_map(cluster).collect::<BTreeSet<_>>().into_iter().collect()
}

fn checks(step: &Step) -> Checks {
    let touched = |kind: &str| {
        let changes = step.diff.changes.iter();
        let touched = changes.filter(|change| {
            change.kind == kind && !matches!(change.action, Action::Delete | Action::Orphan)
        });
        touched.map(|change| change.logical_id.clone()).collect()
    };
    Checks {
        site: step.side == Side::Main,
        of: if step.side == Side::Second { "STACK=$SECOND_STACK REGION=$SECOND_REGION " } else { "" },
        names: step.task == Task::Phase(Phase::Names),
        targets: touched("AWS::ElasticLoadBalancingV2::TargetGroup"),
        databases: touched("AWS::RDS::DBInstance"),
    }
}
