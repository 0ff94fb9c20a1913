//! One update of one stack.

use std::borrow::Cow;

use super::{
    document::Document,
    given::{Given, Values, known, known_before},
};
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
    /// The edge stack comes.
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
    pub parameters: Values,
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

impl State {
    /// A stack that is not there yet.
    pub(super) fn nothing() -> Self {
        Self { document: Node::single("Resources", Map::default()).into(), parameters: Values::new() }
    }

    /// The same with these values.
    #[must_use]
    pub(super) fn with(mut self, values: impl IntoIterator<Item = (String, Given)>) -> Self {
        self.parameters.extend(values);
        self
    }

    /// Whether the template has this parameter.
    pub(super) fn declares(&self, parameter: &str) -> bool {
        self.document.section("Parameters").get(parameter).is_some()
    }

    /// Takes values of parameters for which it has none.
    pub(super) fn assume(&mut self, values: Values) {
        let values: Vec<_> = values.into_iter().filter(|(name, _)| self.declares(name)).collect();
        for (name, given) in values {
            self.parameters.entry(name).or_insert(given);
        }
    }

    /// The stack that it makes, beside what is known of it.
    ///
    /// # Errors
    /// When the template is none.
    fn stack(&self, known: &Known) -> anyhow::Result<Stack> {
        Stack::new(&self.document.node, known)
    }
}

impl Step {
    /// The step from one state to the next; `stack` is what is known of the stack in both.
    ///
    /// # Errors
    /// When a template is none.
    pub(super) fn new(
        (task, side): (Task, Side),
        before: State,
        after: State,
        stack: &Known,
    ) -> anyhow::Result<Self> {
        let known_before = known_before(stack, &before.parameters, &after.parameters);
        let new = after.stack(&known(stack, &after.parameters))?;
        let old = before.stack(&known_before)?;
        let way_back = way_back(task, &before, &after);
        let back = Diff::new(&new, &way_back.stack(&known(stack, &way_back.parameters))?);
        Ok(Self { task, side, diff: Diff::new(&old, &new), before, state: after, back })
    }

    /// The state before; none if the step makes the stack.
    pub(super) fn from(&self) -> Option<&State> {
        Some(&self.before).filter(|before| !before.document.resources().is_empty())
    }

    /// The state to which the step is taken back.
    pub(super) fn way_back(&self) -> Cow<'_, State> {
        way_back(self.task, &self.before, &self.state)
    }
}

/// What was before. Of servers of which half has followed, the other half stays held.
fn way_back<'a>(task: Task, before: &'a State, after: &State) -> Cow<'a, State> {
    match (task, after.parameters.get(HALF)) {
        (Task::Half, Some(version)) => Cow::Owned(before.clone().with([(HALF.to_owned(), version.clone())])),
        _ => Cow::Borrowed(before),
    }
}

/// The parameter by which every second of the plain servers is held.
pub(super) const HALF: &str = "WebServerBVersion";
