//! Where one update is as safe as several.

use super::{
    leg::Leg,
    moved::Move,
    protect::unprotected,
    step::{Step, Task},
};
use crate::{
    components::growth::Phase,
    diff::{Action, Change},
};

/// What only watches or opens a way: nobody misses it, whenever it goes.
const LIGHT: [&str; 9] = [
    "AWS::CloudWatch::Alarm",
    "AWS::CloudWatch::Dashboard",
    "AWS::CodeDeploy::DeploymentConfig",
    "AWS::EC2::SecurityGroupEgress",
    "AWS::EC2::SecurityGroupIngress",
    "AWS::IAM::InstanceProfile",
    "AWS::IAM::Role",
    "AWS::Logs::MetricFilter",
    "AWS::SSM::Association",
];

/// Phases in which something may pause.
const PAUSES: [Phase; 3] = [Phase::Readers, Phase::Resize, Phase::Shards];

/// Whether a move needs its phases one after the other: data moves, names turn, hosts are held, or two things change their
/// size.
pub(super) fn takes_phases(leg: &Leg, moves: &[Move], phases: &[Task]) -> bool {
    let has = |phase| phases.contains(&Task::Phase(phase));
    let pauses = PAUSES.into_iter().filter(|phase| has(*phase)).count();
    !moves.is_empty()
        || !leg.held.templates.is_empty()
        || has(Phase::Names)
        || has(Phase::Enforce)
        || has(Phase::Shrink)
        || pauses > 1
}

/// Whether a step that brings all at once is as good: nothing is replaced, nothing waits for its protection, nothing leaves that
/// somebody may still ask, nothing new waits for what pauses, and no database changes its size before its standby is there.
pub(super) fn is_safe(leg: &Leg, step: &Step) -> bool {
    let is_news = |change: &Change| change.action == Action::Create && !LIGHT.contains(&change.kind.as_str());
    let news = step.diff.changes.iter().any(is_news);
    step.diff.changes.iter().all(|change| match change.action {
        Action::Refused | Action::Orphan | Action::MayReplace | Action::Replace => false,
        Action::Delete => LIGHT.contains(&change.kind.as_str()),
        Action::Create => {
            leg.new.resources().get(&change.logical_id).is_none_or(|new| unprotected(new) == *new)
        }
        Action::Interrupt => !news && !is_new_standby(change),
        Action::Roll | Action::Update => true,
    })
}

fn is_new_standby(change: &Change) -> bool {
    change.reasons.iter().any(|reason| reason.path == "Properties.MultiAZ")
}
