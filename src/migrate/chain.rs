//! Leg after leg, and the stacks that go with the main one.

use anyhow::{Error, Result, bail, ensure};

use super::{
    carry::{Dropped, Edited},
    document::Document,
    given::Given,
    migration::{Edits, Leg},
    names::{Dangling, dangling},
    request::Request,
    stacks::{Live, Stacks, of_edge},
    step::{Side, State, Step, Task},
    stops::Stop,
};
use crate::{
    cfn::declared,
    components::growth::Phase,
    design::{Options, design},
    diff::{Diff, Known, Stack},
};

/// What is made of a request.
pub(super) struct Chain<'a> {
    pub request: &'a Request<'a>,
    edited: Option<Edited>,
    dropped: Vec<Dropped>,
}

impl<'a> Chain<'a> {
    pub(super) fn new(request: &'a Request<'a>) -> Result<Self> {
        let edited = match request.deployed.clone() {
            Some(deployed) => Some(Edited::new(printed(&request.from, request.options)?, deployed)),
            None => None,
        };
        ensure!(
            edited.as_ref().is_none_or(Edited::is_ours),
            "the deployed template has no resource of stage {}, which its Description names; give the one that `aws cloudformation \
             get-template` prints of the stack",
            request.from
        );
        Ok(Self { request, edited, dropped: Vec::new() })
    }

    /// The stacks as they are. That in us-east-1 is there if the main one was told of it, or cannot do without.
    pub(super) fn start(&self) -> Result<Stacks> {
        let document = match &self.edited {
            Some(edited) => edited.deployed.clone(),
            None => printed(&self.request.from, self.request.options)?,
        };
        let from = &self.request.from;
        let edge = self.edge_at(from)?.filter(|_| self.has_domain() || self.is_given("EdgeStack"));
        let main = Live { region: self.request.options.app.region(), state: self.state(document) };
        let stacks = Stacks { main, edge, second: self.second_at(from)? };
        let given = self.request.parameters.keys().map(String::as_str);
        declared(given, &stacks.templates()).map_err(Error::msg)?;
        Ok(stacks.acquainted())
    }

    /// Whether a parameter has a value that is not empty.
    pub(super) fn is_given(&self, parameter: &str) -> bool {
        self.request.parameters.get(parameter).is_some_and(|value| !value.is_empty())
    }

    /// What was edited in it.
    pub(super) fn edits(self) -> Result<Option<Edits>> {
        let Some(edited) = self.edited else { return Ok(None) };
        let region = Some(self.request.options.app.region());
        let known = Known { parameters: self.request.parameters.clone(), region, ..Known::default() };
        let [printed, deployed] =
            [&edited.printed, &edited.deployed].map(|document| Stack::new(&document.node, &known));
        let mut dropped = self.dropped;
        dropped.sort();
        dropped.dedup();
        Ok(Some(Edits { diff: Diff::new(&printed?, &deployed?), dropped }))
    }

    pub(super) fn leg(&mut self, stacks: Stacks, from: &Stop, to: &Stop) -> Result<(Leg, Stacks)> {
        let way = [*from, *to];
        let before = stacks.main.state.clone();
        let new = self.carried(printed(to, self.request.options)?, to)?;
        let (early, edge) = self.edge(stacks.edge, way, to)?;
        let told = edge.as_ref().map(|_| of_edge()).unwrap_or_default();
        let (passage, mut main) = stacks.main.grown((Side::Main, way), &new, &told)?;
        let (last, second) = self.second(stacks.second, &mut main, way, to)?;
        let mut steps: Vec<_> = passage.steps.into_iter().chain(early).chain(last).collect();
        steps.sort_by_key(place);
        let leg = Leg { from: *from, to: *to, before, steps, moves: passage.moves };
        Ok((leg, Stacks { main, edge, second }))
    }

    /// A later template with what was edited by hand.
    fn carried(&mut self, later: Document, to: &Stop) -> Result<Document> {
        let Some(edited) = &self.edited else { return Ok(later) };
        let own = edited.own().find(|id| later.resources().get(id).is_some());
        ensure!(
            own.is_none(),
            "the deployed template has a resource `{}` of its own, and the stage on the way has another one of this name; give \
             yours another logical ID first, by a stack refactor",
            own.unwrap_or_default()
        );
        let carried = edited.carry(later, &mut self.dropped);
        match dangling(&carried) {
            None => Ok(carried),
            Some(Dangling { place, name }) => bail!(
                "with what was edited by hand, {place} of the template for {to} refers to `{name}`, which is not there; change that \
                 edit in the deployed stack first"
            ),
        }
    }

    /// A template with the values that it asks for.
    pub(super) fn state(&self, document: Document) -> State {
        let declared = document.section("Parameters");
        let given = self.request.parameters.iter().filter(|(name, _)| declared.get(name).is_some());
        let parameters = given.map(|(name, value)| (name.clone(), Given::Text(value.clone()))).collect();
        State { document, parameters }
    }
}

/// Where in a leg a step stands: what is new in us-east-1 first, what refuses somebody there beside what does so in the main stack,
/// and the second region last.
fn place(step: &Step) -> (u8, Phase) {
    let phase = if let Task::Phase(phase) = step.task { phase } else { Phase::Expand };
    match step.side {
        Side::Second => (2, Phase::Expand),
        Side::Main if step.task == Task::Join => (2, Phase::Expand),
        Side::Edge if phase < Phase::Enforce => (0, phase),
        Side::Main if step.task == Task::Half => (1, Phase::Switch),
        Side::Main | Side::Edge => (1, phase),
    }
}

/// The home region's template at a stop.
fn printed(stop: &Stop, options: &Options) -> Result<Document> {
    Ok(design(stop.at, options)?.template()?.into())
}
