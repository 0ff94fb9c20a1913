//! One update of one stack.

use std::borrow::Cow;

use indexmap::IndexMap;

use super::{document::Document, hold};
use crate::{
    cfn::{Node, node::Map},
    components::growth::Phase,
    diff::{Diff, Known, Stack},
};

/// Of the stacks that belong together, the one that a step updates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The home region's.
    Main,
    /// What CloudFront takes from us-east-1 alone.
    Edge,
    /// The second region's.
    Second,
}

/// What a step does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// All of a move that one update brings safely.
    Whole,
    /// A phase of a move.
    Phase(Phase),
    /// The first half of the servers follows their launch template; the second half is held.
    Half,
    /// The edge stack comes, or grows.
    Edge,
    /// The second region's stack comes.
    Second,
    /// The first region learns of the second one's buckets.
    Join,
    /// The second region is asked by visitors.
    Serve,
}

/// A template with the values of its parameters, as far as a step gives them.
#[derive(Clone, Debug)]
pub struct State {
    /// The template.
    pub document: Document,
    /// Parameters that do not have their defaults.
    pub parameters: IndexMap<String, String>,
}

/// One update.
#[derive(Clone, Debug)]
pub struct Step {
    /// What it does.
    pub task: Task,
    /// To which stack.
    pub side: Side,
    /// What is deployed before it; nothing of a stack that it makes.
    pub before: State,
    /// What is deployed.
    pub state: State,
    /// What CloudFormation does.
    pub diff: Diff,
    /// What it would do on the way back to the state before.
    pub back: Diff,
}

/// The version that is taken for a launch template's, as nobody knows it before: any number will do.
pub const VERSION: &str = "1";

impl State {
    /// A stack that is not there yet.
    pub(super) fn nothing() -> Self {
        Self { document: Node::single("Resources", Map::default()).into(), parameters: IndexMap::new() }
    }

    /// The same with these values; a `$` stands before what the shell knows.
    #[must_use]
    pub(super) fn with(mut self, values: &[(&str, &str)]) -> Self {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        self.parameters.extend(values.iter().map(owned));
        self
    }

    /// The stack that it makes. Of launch templates whose version a later step gives, the version is known.
    ///
    /// # Errors
    /// When the template is none.
    fn stack(&self, known: &Known, versions: &[String]) -> anyhow::Result<Stack> {
        let mut known = known.clone();
        known.parameters.extend(self.parameters.clone());
        let attributes = versions.iter().map(|template| (hold::attribute(template), VERSION.to_owned()));
        known.attributes.extend(attributes);
        Stack::new(&self.document.node, &known)
    }
}

impl Step {
    /// The step from one state to the next; `known` is what is known of the stack in both. The hosts that are there run the
    /// latest version of `versions`, which are launch templates.
    ///
    /// # Errors
    /// When a template is none.
    pub(super) fn new(
        (task, side): (Task, Side),
        before: State,
        after: State,
        known: &Known,
        versions: &[String],
    ) -> anyhow::Result<Self> {
        let [old, new] = [before.stack(known, versions)?, after.stack(known, &[])?];
        let back = Diff::new(&new, &way_back(task, &before).stack(known, &[])?);
        Ok(Self { task, side, diff: Diff::new(&old, &new), before, state: after, back })
    }

    /// The state before; none if the step makes the stack.
    pub(super) fn from(&self) -> Option<&State> {
        Some(&self.before).filter(|before| !before.document.resources().is_empty())
    }

    /// The state to which the step is taken back.
    pub(super) fn way_back(&self) -> Cow<'_, State> {
        way_back(self.task, &self.before)
    }
}

/// What was before. Of servers of which half has followed, the other half stays held.
fn way_back(task: Task, before: &State) -> Cow<'_, State> {
    match task {
        Task::Half => Cow::Owned(before.clone().with(&[(HALF, VERSION)])),
        _ => Cow::Borrowed(before),
    }
}

/// The parameter by which every second of the plain servers is held.
pub(super) const HALF: &str = "WebServerBVersion";
