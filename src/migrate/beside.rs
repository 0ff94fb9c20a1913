//! The stacks beside the main one: what CloudFront takes from us-east-1 alone, and the second region's.

use anyhow::Result;

use super::{
    chain::Chain,
    document::Document,
    given::Values,
    protect,
    stacks::{Live, of_first, of_second, service},
    step::{Side, State, Step, Task},
    stops::Stop,
};
use crate::{
    cfn::Node,
    components::edge,
    design::{self, Options, Role, design},
    facts::Region,
    stage::file::Regions,
};

/// What happens to a stack, and what it is then, if it is there.
type Beside = (Vec<Step>, Option<Live>);

impl Chain<'_> {
    /// The stack in us-east-1 comes, or grows.
    pub(super) fn edge(&self, before: Option<Live>, way: [Stop; 2], to: &Stop) -> Result<Beside> {
        let Some(after) = self.edge_at(to)? else { return Ok((Vec::new(), before)) };
        if let Some(before) = before {
            let (passage, live) =
                before.grown((Side::Edge, way), &after.state.document, &Values::default())?;
            return Ok((passage.steps, Some(live)));
        }
        let (kind, known) = ((Task::Edge, Side::Edge), after.known());
        Ok((vec![Step::new(kind, State::nothing(), after.state.clone(), &known)?], Some(after)))
    }

    /// The stack in us-east-1 at a stop. Without firewall and domain there is nothing in it.
    pub(super) fn edge_at(&self, stop: &Stop) -> Result<Option<Live>> {
        let (options, region): (_, Region) = (self.request.options, edge::REGION.parse()?);
        if stop.at.rung.stage()?.cdn.is_none() || options.app.region() == region {
            return Ok(None);
        }
        let architecture = design::edge(stop.at.rung, options.clone())?;
        if architecture.stack.waf.is_none() && !self.has_domain() {
            return Ok(None);
        }
        let state = self.state(architecture.finished(options)?.template.into());
        Ok(Some(Live { region, state }))
    }

    /// Whether the site has a domain: the file names one, or a parameter does.
    pub(super) fn has_domain(&self) -> bool {
        self.request.options.app.domain.is_some() || self.is_given("DomainName")
    }

    /// What the second region does: it comes, and serves in the end; later it grows after the first one.
    pub(super) fn second(
        &self,
        before: Option<Live>,
        main: &mut Live,
        way: [Stop; 2],
        to: &Stop,
    ) -> Result<Beside> {
        let Some(after) = self.second_at(to)? else { return Ok((Vec::new(), before)) };
        let Some(before) = before else { return joined(main, after) };
        let (passage, live) = before.grown((Side::Second, way), &after.state.document, &Values::default())?;
        Ok((passage.steps, Some(live)))
    }

    /// The second region's stack at a stop, where there is one.
    pub(super) fn second_at(&self, stop: &Stop) -> Result<Option<Live>> {
        if stop.at.rung.stage()?.regions != Regions::Two {
            return Ok(None);
        }
        let options = Options { role: Role::Secondary, ..self.request.options.clone() };
        let design = design(stop.at, &options)?;
        Ok(Some(Live { region: design.region, state: self.state(design.template()?.into()) }))
    }
}

/// The second region's stack comes, learns and is learned of, and serves.
fn joined(main: &mut Live, after: Live) -> Result<Beside> {
    let (known, region) = (after.known(), after.region);
    let serving = after.state.with(of_first());
    let second = State { document: unprotected(serving.document.clone()), ..serving.clone() };
    let serving = serving.with(service());
    let joined = main.state.clone().with(of_second());
    let steps = vec![
        Step::new((Task::Second, Side::Second), State::nothing(), second.clone(), &known)?,
        Step::new((Task::Join, Side::Main), main.state.clone(), joined.clone(), &main.known())?,
        Step::new((Task::Serve, Side::Second), second, serving.clone(), &known)?,
    ];
    main.state = joined;
    Ok((steps, Some(Live { region, state: serving })))
}

/// A template whose resources may all be taken back.
fn unprotected(document: Document) -> Document {
    let bodies = document.resources().iter();
    let bodies = bodies.map(|(id, body)| (id.to_owned().into(), protect::unprotected(body))).collect();
    let mut node = document.node;
    if let Node::Map(sections) = &mut node
        && let Some(resources) = sections.get_mut("Resources")
    {
        *resources = Node::Map(bodies);
    }
    Document { node, remarks: document.remarks }
}
