//! Plain servers that would all be replaced at once, and follow by halves.

use anyhow::Result;

use super::{
    document::{kind, properties},
    given::held_version,
    passage::Subject,
    step::{HALF, Step, Task},
};
use crate::{cfn::Node, diff::Action};

/// A step that would replace all plain servers at once becomes two: the first one holds every second server.
pub(super) fn halved(steps: Vec<Step>, subject: Subject) -> Result<Vec<Step>> {
    let mut all = Vec::new();
    for step in steps {
        match replaced_template(&step) {
            Some(template) => all.extend(halves(step, &template, subject)?),
            None => all.push(step),
        }
    }
    Ok(all)
}

fn halves(step: Step, template: &str, subject: Subject) -> Result<[Step; 2]> {
    let middle = step.state.clone().with([(HALF.to_owned(), held_version(template, subject.way[0]))]);
    let first = Step::new((Task::Half, step.side), step.before, middle.clone(), subject.known)?;
    let second = Step::new((step.task, step.side), middle, step.state, subject.known)?;
    Ok([first, second])
}

/// The launch template of the plain servers, if a step replaces all of them and half can be held.
fn replaced_template(step: &Step) -> Option<String> {
    let template = &step.state.document;
    let servers: Vec<_> = template.resources().iter().filter(|(_, body)| is_held_server(body)).collect();
    let replaced = |id: &str| {
        step.diff.changes.iter().any(|change| change.logical_id == id && change.action == Action::Replace)
    };
    let all = servers.len() > 1 && servers.iter().all(|(id, _)| replaced(id));
    let (_, first) = servers.first().filter(|_| all && template.section("Parameters").get(HALF).is_some())?;
    let launch = properties(first).get("LaunchTemplate")?.get("LaunchTemplateId")?;
    launch.get("Ref").and_then(Node::as_text).map(str::to_owned)
}

/// Whether it is a plain server behind a launch template.
fn is_held_server(body: &Node) -> bool {
    kind(body) == "AWS::EC2::Instance"
        && properties(body).get("LaunchTemplate").is_some_and(|it| it.get("Version").is_some())
}
