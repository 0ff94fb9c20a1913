//! The stacks beside the main one: what CloudFront takes from us-east-1 alone, and the second region's.

use anyhow::Result;

use super::{
    chain::{Chain, Leg},
    document::Document,
    given::{Asked, Bucket, Given},
    passage::{Subject, passage},
    protect,
    step::{Side, State, Step, Task},
    stops::Stop,
};
use crate::{
    cfn::Node,
    design::{Options, Role, design, edge},
    diff::Known,
    stage::file::Regions,
};

impl Chain<'_> {
    /// What changes of the stack in us-east-1, where there is one.
    pub(super) fn edge(&self, from: &Stop, to: &Stop) -> Result<Option<Step>> {
        let Some(after) = self.edge_at(to)? else { return Ok(None) };
        let before = self.edge_at(from)?.unwrap_or_else(State::nothing);
        if before.document.node == after.document.node {
            return Ok(None);
        }
        let known = Known { region: "us-east-1".parse().ok(), ..Known::default() };
        Step::new((Task::Edge, Side::Edge), before, after, &known).map(Some)
    }

    fn edge_at(&self, stop: &Stop) -> Result<Option<State>> {
        let Ok(architecture) = edge(stop.at.rung, self.request.options.clone()) else { return Ok(None) };
        let document = architecture.finished(self.request.options)?.template.into();
        Ok(Some(self.state(document)))
    }

    /// What the second region does: it comes, and serves in the end; later it grows after the first one.
    pub(super) fn second(&mut self, leg: &Leg, way: [Stop; 2]) -> Result<Vec<Step>> {
        let [from, to] = [self.second_at(&leg.from)?, self.second_at(&leg.to)?];
        let Some((after, known)) = to else { return Ok(Vec::new()) };
        self.second_region = known.region;
        match from {
            Some((before, _)) => {
                let subject = Subject { side: Side::Second, way, known: &known };
                Ok(passage(&before, &after.document, subject)?.steps)
            }
            None => self.joined(leg, after, &known),
        }
    }

    /// The second region's stack comes, learns and is learned of, and serves.
    fn joined(&self, leg: &Leg, after: State, known: &Known) -> Result<Vec<Step>> {
        let names = [("PrimaryStack", Asked::Stack), ("DatabaseVersion", Asked::DatabaseVersion)];
        let names = names.map(|(name, asked)| (name, Given::Asked(asked)));
        let buckets = [("SecondaryAssetsBucket", Bucket::Assets), ("SecondaryMediaBucket", Bucket::Media)];
        let buckets = buckets.map(|(name, bucket)| (name, Given::Asked(Asked::Bucket(bucket))));
        let second =
            State { document: unprotected(after.document.clone()), ..after.clone() }.with(names.clone());
        let serving = after.with(names).with([("InService", Given::Text("true".to_owned()))]);
        let main = leg.after().clone();
        let joined = main.clone().with(buckets);
        Ok(vec![
            Step::new((Task::Second, Side::Second), State::nothing(), second.clone(), known)?,
            Step::new((Task::Join, Side::Main), main, joined, &self.known)?,
            Step::new((Task::Serve, Side::Second), second, serving, known)?,
        ])
    }

    /// The second region's stack at a stop, where there is one, and what is known of it.
    fn second_at(&self, stop: &Stop) -> Result<Option<(State, Known)>> {
        if stop.at.rung.stage()?.regions != Regions::Two {
            return Ok(None);
        }
        let options = Options { role: Role::Secondary, ..self.request.options.clone() };
        let design = design(stop.at, &options)?;
        let known = Known { region: Some(design.region), ..Known::default() };
        Ok(Some((self.state(design.template()?.into()), known)))
    }
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
