//! Leg after leg, and the stacks that go with the main one.

use anyhow::{Error, Result, bail, ensure};
use indexmap::IndexMap;

use super::{
    carry::{Dropped, Edited},
    document::Document,
    given::Given,
    names::{Dangling, dangling},
    passage::{Passage, Subject, passage},
    step::{Side, State, Step},
    stops::{Stop, stops},
};
use crate::{
    cfn::{Node, declared},
    design::{Options, design},
    diff::{Diff, Known, Stack},
    facts::Region,
};

/// What is deployed, and where it is to go.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// Where it is.
    pub from: Stop,
    /// Where it is to go.
    pub to: Stop,
    /// What the user has and wants.
    pub options: &'a Options,
    /// Parameters of the stack that do not have their defaults.
    pub parameters: IndexMap<String, String>,
    /// The template that is deployed, if it was read.
    pub deployed: Option<Node>,
}

/// The way from one stop to the next.
#[derive(Clone, Debug)]
pub struct Leg {
    /// From where.
    pub from: Stop,
    /// To where.
    pub to: Stop,
    /// What the main stack is before.
    pub before: State,
    /// What comes first: the stack in us-east-1.
    pub edge: Option<Step>,
    /// The updates of the main stack.
    pub main: Passage,
    /// What comes after them: the second region.
    pub second: Vec<Step>,
}

/// The whole way.
#[derive(Clone, Debug)]
pub struct Migration {
    /// Leg by leg.
    pub legs: Vec<Leg>,
    /// What was edited by hand in what is deployed.
    pub edits: Option<Edits>,
    /// Where the main stack is.
    pub region: Region,
    /// Where the second region's stack is, if there is one on the way.
    pub second_region: Option<Region>,
}

/// What was edited by hand.
#[derive(Clone, Debug)]
pub struct Edits {
    /// What is deployed, compared with what we would have printed.
    pub diff: Diff,
    /// What is not carried along, in order.
    pub dropped: Vec<Dropped>,
}

/// What is made of a request.
pub(super) struct Chain<'a> {
    pub request: &'a Request<'a>,
    pub known: Known,
    edited: Option<Edited>,
    dropped: Vec<Dropped>,
    pub second_region: Option<Region>,
}

impl Migration {
    /// The way that was asked for.
    ///
    /// # Errors
    /// When the target is not after the start, or a stage on the way cannot be had.
    pub fn new(request: &Request) -> Result<Self> {
        let mut chain = Chain::new(request)?;
        let mut before = chain.start()?;
        let mut legs: Vec<Leg> = Vec::new();
        for pair in stops(&request.from, &request.to)?.windows(2) {
            let leg = chain.leg(&pair[0], &pair[1], before)?;
            before = leg.after().clone();
            legs.push(leg);
        }
        let (region, second_region) = (request.options.app.region(), chain.second_region);
        Ok(Self { legs, edits: chain.edits()?, region, second_region })
    }

    /// Every step, in order.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        self.legs.iter().flat_map(Leg::steps)
    }
}

impl Leg {
    /// Its steps, in order.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        self.edge.iter().chain(&self.main.steps).chain(&self.second)
    }

    /// What the main stack is afterwards.
    pub fn after(&self) -> &State {
        let main = self.steps().filter(|step| step.side == Side::Main).last();
        main.map_or(&self.before, |step| &step.state)
    }
}

impl<'a> Chain<'a> {
    fn new(request: &'a Request<'a>) -> Result<Self> {
        let known = Known { region: Some(request.options.app.region()), ..Known::default() };
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
        Ok(Self { request, known, edited, dropped: Vec::new(), second_region: None })
    }

    /// The home region's stack as it is.
    fn start(&self) -> Result<State> {
        let document = match &self.edited {
            Some(edited) => edited.deployed.clone(),
            None => printed(&self.request.from, self.request.options)?,
        };
        let given = self.request.parameters.keys().map(String::as_str);
        declared(given, &[&document.node]).map_err(Error::msg)?;
        Ok(self.state(document))
    }

    /// What was edited in it.
    fn edits(self) -> Result<Option<Edits>> {
        let Some(edited) = self.edited else { return Ok(None) };
        let known = Known { parameters: self.request.parameters.clone(), ..self.known };
        let [printed, deployed] =
            [&edited.printed, &edited.deployed].map(|document| Stack::new(&document.node, &known));
        let mut dropped = self.dropped;
        dropped.sort();
        dropped.dedup();
        Ok(Some(Edits { diff: Diff::new(&printed?, &deployed?), dropped }))
    }

    fn leg(&mut self, from: &Stop, to: &Stop, before: State) -> Result<Leg> {
        let way = [*from, *to];
        let new = self.carried(printed(to, self.request.options)?, to)?;
        let main = passage(&before, &new, Subject { side: Side::Main, way, known: &self.known })?;
        let mut leg =
            Leg { edge: self.edge(from, to)?, second: Vec::new(), main, before, from: *from, to: *to };
        leg.second = self.second(&leg, way)?;
        Ok(leg)
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

/// The home region's template at a stop.
fn printed(stop: &Stop, options: &Options) -> Result<Document> {
    Ok(design(stop.at, options)?.template()?.into())
}
