//! A step as it is told.

use serde::Serialize;

use super::{
    back::back, command::Deployment, items::Before, notice::notices, policy::guards, time::time, title::title,
};
use crate::{
    components::growth::Phase,
    diff::{
        Action, Change,
        report::{self, Colour},
    },
    migrate::{Side, Step, Task},
};

/// From so many minutes on, `wait` gives up before the update is done: it asks 120 times, every 30 seconds (AWS CLI reference, 2026).
const PATIENCE: u16 = 60;

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
    hours: bool,
    notices: Vec<String>,
    cost: Option<String>,
    opens: Vec<String>,
    checks: Checks,
    back: String,
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

pub(super) fn view(
    step: &Step,
    before: Before,
    number: usize,
    file: String,
    cost: Option<String>,
) -> StepView {
    let (title, takes) = (title(step), time(step));
    StepView {
        number,
        name: title.name,
        purpose: title.purpose,
        deployment: Deployment::new(step, before.map(|(state, _)| state), number, file),
        effects: report::text(&step.diff, Colour::Off),
        takes: takes.to_string(),
        estimate: !takes.sourced,
        hours: takes.most >= PATIENCE,
        notices: notices(step),
        cost,
        opens: opens(step),
        checks: checks(step),
        back: back(step, before.map(|(_, file)| file)),
    }
}

/// What goes although the stack policy guards it.
fn opens(step: &Step) -> Vec<String> {
    let goes = |change: &&Change| {
        matches!(change.action, Action::Delete | Action::Orphan | Action::Replace | Action::MayReplace)
            && guards(&change.logical_id, &change.kind)
    };
    step.diff.changes.iter().filter(goes).map(|change| format!("`{}`", change.logical_id)).collect()
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
