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
    cfn::{
        Node, Resource,
        types::{autoscaling::AutoScalingGroup, elbv2::TargetGroup},
    },
    components::growth::Phase,
    diff::{
        Action, Change, Diff,
        report::{self, Colour},
    },
    migrate::{
        Side, Step, Task,
        document::{kind, properties},
        moves,
        names::names,
    },
};

/// The values of `_runbook_step.md.j2`.
#[derive(Serialize)]
pub(super) struct StepView {
    number: usize,
    name: String,
    purpose: &'static str,
    deployment: Deployment,
    effects: String,
    takes: String,
    estimate: bool,
    notices: Vec<String>,
    cost: Option<String>,
    data: Option<Data>,
    types: Vec<HostType>,
    writers: Vec<String>,
    /// Whether servers are held, so that none may be held already.
    half: bool,
    opens: Vec<String>,
    checks: Checks,
    back: Back,
}

/// The move of the database.
#[derive(Clone, Copy, Serialize)]
pub(super) struct Moved {
    /// Its number.
    pub number: usize,
    /// How far its way back leads.
    pub back: moves::Back,
    /// Whether it holds the scaling of fleets, until the step is executed.
    pub holds: bool,
}

/// How a step stands to the move of the database.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Data {
    /// It makes what the data moves to.
    Before(Moved),
    /// It takes what the data moved to into use.
    Takes(Moved),
    /// It takes away what the data moved from.
    Ends(Moved),
}

/// A host that stops and starts as another type.
#[derive(Serialize)]
struct HostType {
    host: String,
    name: String,
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
    /// Whether something goes, which may fail without failing the update.
    deletes: bool,
}

impl StepView {
    pub(super) fn is_large(&self) -> bool {
        self.deployment.is_large()
    }
}

/// What else is known of a step.
pub(super) struct Beside<'a> {
    pub number: usize,
    /// The file of the state before; none if the step makes the stack.
    pub before: Option<File>,
    pub file: File,
    pub cost: Option<String>,
    pub data: Option<Data>,
    /// The tags of new stacks, as the shell takes them.
    pub tags: &'a str,
}

pub(super) fn view(step: &Step, beside: Beside) -> StepView {
    let (title, takes) = (title(step), time(step));
    let Beside { number, before, file, cost, data, tags } = beside;
    let turn = Turn { side: step.side, from: step.from(), to: &step.state, back: false };
    let deployment = Deployment::new(turn, format!("step-{number:02}"), file, tags);
    StepView {
        number,
        name: format!("{}{}", title.name, title.place),
        purpose: title.purpose,
        effects: report::text(&step.diff, Colour::Off),
        takes: takes.to_string(),
        estimate: !takes.sourced,
        notices: notices(&step.diff, &step.state.document),
        cost,
        data,
        types: types(step),
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

/// Hosts that stop for another type.
fn types(step: &Step) -> Vec<HostType> {
    let changes = step.diff.changes.iter().filter(|change| change.action == Action::Interrupt);
    let named = changes.filter_map(|change| {
        let reason = change.reasons.iter().find(|reason| reason.path == "Properties.InstanceType")?;
        let name = reason.to.as_ref()?.as_text()?.to_owned();
        Some(HostType { host: change.logical_id.clone(), name })
    });
    named.collect()
}

/// Target groups that change, or get their first hosts, and have some afterwards.
fn targets(step: &Step) -> Vec<String> {
    let resources = step.state.document.resources();
    let groups = resources.iter().filter(|(_, body)| kind(body) == TargetGroup::TYPE);
    let stays = |id: &str| {
        step.diff.changes.iter().any(|change| {
            change.logical_id == id && !matches!(change.action, Action::Delete | Action::Orphan)
        })
    };
    let fills = |fleet: &str, id: &str| {
        let named = resources.get(fleet).and_then(|body| properties(body).get("TargetGroupARNs"));
        named.is_some_and(|named| names(named).contains(id))
    };
    let fleets: Vec<_> =
        resources.iter().filter(|(_, body)| kind(body) == AutoScalingGroup::TYPE).map(|(id, _)| id).collect();
    let found = groups.filter(|(id, body)| {
        let own =
            properties(body).get("Targets").and_then(Node::as_list).is_some_and(|list| !list.is_empty());
        let mut of_it = fleets.iter().filter(|fleet| fills(fleet, id));
        (own && stays(id)) || of_it.any(|fleet| stays(id) || stays(fleet))
    });
    found.map(|(id, _)| id.to_owned()).collect()
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
        targets: targets(step),
        databases: touched("AWS::RDS::DBInstance"),
        deletes: step
            .diff
            .changes
            .iter()
            .any(|change| matches!(change.action, Action::Delete | Action::Replace)),
    }
}
