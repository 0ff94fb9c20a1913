//! The stacks that belong together, as they are between two legs.

use anyhow::Result;

use super::{
    document::Document,
    given::{Asked, Bucket, Given, Values},
    passage::{Passage, Subject, passage},
    step::{Side, State},
    stops::Stop,
};
use crate::{cfn::Node, diff::Known, facts::Region};

/// A stack that is there, and where.
#[derive(Clone, Debug)]
pub(super) struct Live {
    pub region: Region,
    pub state: State,
}

/// All of them.
#[derive(Clone, Debug)]
pub(super) struct Stacks {
    pub main: Live,
    pub edge: Option<Live>,
    pub second: Option<Live>,
}

impl Live {
    /// What is known of it beside its parameters.
    pub(super) fn known(&self) -> Known {
        Known { region: Some(self.region), ..Known::default() }
    }

    /// How it comes to a later template, and what it is then. `given` are values that it did not have before.
    pub(super) fn grown(
        self,
        (side, way): (Side, [Stop; 2]),
        new: &Document,
        given: &Values,
    ) -> Result<(Passage, Self)> {
        let passage = passage(&self.state, new, Subject { side, way, known: &self.known(), given })?;
        let state = passage.steps.last().map_or(self.state, |step| step.state.clone());
        Ok((passage, Self { state, ..self }))
    }
}

impl Stacks {
    /// The templates of those that are there.
    pub(super) fn templates(&self) -> Vec<&Node> {
        let all = [Some(&self.main), self.edge.as_ref(), self.second.as_ref()];
        all.into_iter().flatten().map(|live| &live.state.document.node).collect()
    }

    /// What each must have been told of the others, unless it is known.
    #[must_use]
    pub(super) fn acquainted(mut self) -> Self {
        if self.edge.is_some() {
            self.main.state.assume(of_edge());
        }
        if let Some(second) = &mut self.second {
            self.main.state.assume(of_second());
            second.state.assume(of_first().into_iter().chain(service()).collect());
        }
        self
    }
}

/// What the main stack is told of the one in us-east-1.
pub(super) fn of_edge() -> Values {
    values([("EdgeStack", Given::Asked(Asked::EdgeStack))])
}

/// What the main stack is told of the second region's.
pub(super) fn of_second() -> Values {
    let bucket = |bucket| Given::Asked(Asked::Bucket(bucket));
    values([
        ("SecondaryAssetsBucket", bucket(Bucket::Assets)),
        ("SecondaryMediaBucket", bucket(Bucket::Media)),
    ])
}

/// What the second region's stack is told of the main one.
pub(super) fn of_first() -> Values {
    values([
        ("PrimaryStack", Given::Asked(Asked::Stack)),
        ("DatabaseVersion", Given::Asked(Asked::DatabaseVersion)),
    ])
}

/// That visitors come to the second region.
pub(super) fn service() -> Values {
    values([("InService", Given::Text("true".to_owned()))])
}

fn values<const N: usize>(pairs: [(&str, Given); N]) -> Values {
    pairs.into_iter().map(|(name, given)| (name.to_owned(), given)).collect()
}
