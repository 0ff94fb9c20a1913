//! What a move of data asks of the stacks between which it is.

use super::{
    Voice,
    items::{Numbered, Part},
    title::title,
};
use crate::{
    cfn::Node,
    migrate::{
        Document, Leg, Migration, Place, Task,
        document::{kind, properties},
        moved,
    },
};

const SECRET: &str = "AWS::SecretsManager::Secret";
pub(super) const FLEET: &str = "AWS::AutoScaling::AutoScalingGroup";

/// Where the data moves.
pub(super) struct Scene<'a> {
    pub leg: &'a Leg,
    pub parts: &'a [Numbered<'a>],
    pub migration: &'a Migration,
    pub voice: &'a Voice,
}

impl Scene<'_> {
    /// Whether the target is a version of `MySQL` that has the old names of procedures: 8.0, as in Aurora.
    pub(super) fn is_old_mysql(&self, to: Place) -> bool {
        let after = self.leg.after();
        let version = after
            .document
            .resources()
            .get(to.id())
            .and_then(|body| properties(body).get("EngineVersion").cloned());
        version.as_ref().and_then(Node::as_text).is_some_and(|version| version.starts_with("8.0"))
    }

    /// The logical IDs of a type in the main stack that both regions have, with a blank between them.
    pub(super) fn all(&self, wanted: &str) -> String {
        let after = self.leg.after();
        let copied = |body: &Node| wanted != SECRET || properties(body).get("ReplicaRegions").is_some();
        let all = after.document.resources().iter().filter(|(_, body)| kind(body) == wanted && copied(body));
        all.map(|(id, _)| id).collect::<Vec<_>>().join(" ")
    }

    pub(super) fn old(&self) -> &Document {
        &self.leg.before.document
    }

    /// The hosts of the web site before: fleets, or plain servers that boot from a launch template of theirs.
    pub(super) fn hosts(&self) -> Vec<String> {
        let of_kind = |wanted: &str| {
            let all = self.old().resources().iter().filter(|(_, body)| kind(body) == wanted);
            all.map(|(id, _)| id.to_owned()).filter(|id| id.starts_with("Web")).collect::<Vec<_>>()
        };
        let fleets = of_kind(FLEET);
        if fleets.is_empty() { of_kind("AWS::EC2::Instance") } else { fleets }
    }

    pub(super) fn has_replicas(&self) -> bool {
        let replica = |body: &Node| properties(body).get("SourceDBInstanceIdentifier").is_some();
        self.old().resources().iter().any(|(_, body)| replica(body))
    }

    pub(super) fn port(&self) -> u16 {
        let port = moved::port(self.old());
        port.as_ref().and_then(Node::as_whole).and_then(|port| port.try_into().ok()).unwrap_or_default()
    }

    /// What the runbook calls a step: the last one, if the leg has none of its own for that.
    pub(super) fn step(&self, task: Task) -> String {
        let mut steps = self.parts.iter().filter_map(|numbered| match numbered.part {
            Part::Step(step) => Some((numbered.number, step)),
            Part::Move(_) => None,
        });
        let found = steps.clone().find(|(_, step)| step.task == task).or_else(|| steps.next_back());
        found.map(|(number, step)| format!("step {number} ({})", title(step).word)).unwrap_or_default()
    }
}
