//! What a move of data asks of the stacks between which it is.

use anyhow::{Context, Result};

use super::{
    Voice,
    items::{Numbered, Part},
    title::title,
};
use crate::{
    cfn::Node,
    components::tier::{self, Job},
    migrate::{
        Document, Leg, Migration, Place, Step, Task,
        document::{kind, properties},
        moves::{Engine, Hosts},
    },
};

pub(super) const FLEET: &str = "AWS::AutoScaling::AutoScalingGroup";

/// Where the data moves.
pub(super) struct Scene<'a> {
    pub leg: &'a Leg,
    pub parts: &'a [Numbered<'a>],
    /// The number of the move.
    pub number: usize,
    pub migration: &'a Migration,
    pub voice: &'a Voice,
}

impl Scene<'_> {
    /// Whether the target is a version of `MySQL` that has the old names of procedures: 8.0, as in Aurora.
    pub(super) fn is_old_mysql(&self, to: Place) -> bool {
        let version =
            self.later().resources().get(to.id()).and_then(|body| properties(body).get("EngineVersion"));
        version.and_then(Node::as_text).is_some_and(|version| version.starts_with("8.0"))
    }

    /// The logical IDs of a type in the main stack, with a blank between them; where a property is named, of those that have it.
    pub(super) fn all(&self, wanted: &str, property: Option<&str>) -> String {
        let has = |body: &Node| property.is_none_or(|name| properties(body).get(name).is_some());
        let all = self.later().resources().iter().filter(|(_, body)| kind(body) == wanted && has(body));
        all.map(|(id, _)| id).collect::<Vec<_>>().join(" ")
    }

    pub(super) fn old(&self) -> &Document {
        &self.leg.before.document
    }

    fn later(&self) -> &Document {
        &self.leg.after().document
    }

    /// The hosts of the web site before: a fleet, plain servers, or the one host of everything.
    pub(super) fn hosts(&self) -> Hosts {
        match site(self.old()).as_slice() {
            [] => Hosts::alone(Place::DataHost.id()),
            [fleet] if self.old().kind(fleet) == FLEET => Hosts::fleet(fleet),
            [first, others @ ..] => Hosts::tagged(first, others),
        }
    }

    /// These, and those that take over from them.
    pub(super) fn all_site(&self) -> Hosts {
        let others = site(self.later()).into_iter().filter(|id| self.old().resources().get(id).is_none());
        self.hosts().then(&others.collect::<Vec<_>>())
    }

    /// The hosts that are asked for their databases, afterwards: all but those that ask a queue alone.
    pub(super) fn all_hosts(&self) -> Result<Hosts> {
        let worker = Job::photo_worker().id("Fleet");
        let all = self.later().resources().iter().filter(|(id, body)| kind(body) == FLEET && *id != worker);
        let all: Vec<_> = all.map(|(id, _)| id).collect();
        let (first, others) =
            all.split_first().context("the template has no fleet whose hosts could be asked")?;
        Ok(Hosts::tagged(first, others))
    }

    pub(super) fn has_replicas(&self) -> bool {
        let replica = |body: &Node| properties(body).get("SourceDBInstanceIdentifier").is_some();
        self.old().resources().iter().any(|(_, body)| replica(body))
    }

    /// What the databases speak.
    pub(super) fn engine(&self) -> Result<Engine> {
        let engine = self.voice.engine;
        Engine::of(engine).with_context(|| {
            format!("no stage moves data of {}; choose postgres or mysql in `database.engine`", engine.name())
        })
    }

    /// What the runbook calls a step of this leg.
    pub(super) fn step(&self, task: Task) -> Result<String> {
        let found = self.steps().find(|(_, step)| step.task == task);
        found.map(called).with_context(|| {
            format!("the way from {} to {} lacks the step {task:?}", self.leg.from, self.leg.to)
        })
    }

    /// What it calls the update right before the move.
    pub(super) fn before(&self) -> Result<String> {
        let found = self.steps().take_while(|(number, _)| *number < self.number).last();
        found.map(called).with_context(|| {
            format!("nothing comes before data moves from {} to {}", self.leg.from, self.leg.to)
        })
    }

    /// What it calls the update right before another one.
    pub(super) fn step_before(&self, task: Task) -> Result<String> {
        let found = self.steps().take_while(|(_, step)| step.task != task).last();
        found.map(called).with_context(|| format!("nothing comes before {task:?}"))
    }

    fn steps(&self) -> impl Iterator<Item = (usize, &Step)> {
        self.parts.iter().filter_map(|numbered| match numbered.part {
            Part::Step(step) => Some((numbered.number, step)),
            Part::Move(_) => None,
        })
    }
}

/// The logical IDs of a web site's hosts.
fn site(document: &Document) -> Vec<&str> {
    let ids = document.resources().iter().map(|(id, _)| id);
    ids.filter(|id| tier::is_site(id, document.kind(id))).collect()
}

fn called((number, step): (usize, &Step)) -> String {
    format!("step {number} ({})", title(step).word)
}
