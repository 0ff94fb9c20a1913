//! The whole way: leg by leg, and each of them step by step.

use anyhow::Result;

use super::{
    carry::Dropped,
    chain::Chain,
    moved::Move,
    request::Request,
    step::{Side, State, Step},
    stops::{Stop, stops},
};
use crate::{components::edge, diff::Diff, facts::Region};

/// The way from one stop to the next.
#[derive(Clone, Debug)]
pub struct Leg {
    /// From where.
    pub from: Stop,
    /// To where.
    pub to: Stop,
    /// What the main stack is before.
    pub before: State,
    /// The updates of all stacks, in order.
    pub steps: Vec<Step>,
    /// The data that moves on the way.
    pub moves: Vec<Move>,
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

impl Migration {
    /// The way that was asked for.
    ///
    /// # Errors
    /// When the target is not after the start, or a stage on the way cannot be had.
    pub fn new(request: &Request) -> Result<Self> {
        let mut chain = Chain::new(request)?;
        let mut stacks = chain.start()?;
        let mut legs: Vec<Leg> = Vec::new();
        for pair in stops(&request.from, &request.to)?.windows(2) {
            let (leg, after) = chain.leg(stacks, &pair[0], &pair[1])?;
            stacks = after;
            legs.push(leg);
        }
        let second_region = stacks.second.map(|second| second.region);
        Ok(Self { legs, edits: chain.edits()?, region: stacks.main.region, second_region })
    }

    /// Where a stack is.
    pub fn region_of(&self, side: Side) -> Region {
        match side {
            Side::Main => self.region,
            Side::Edge => edge::REGION.parse().unwrap_or(self.region),
            Side::Second => self.second_region.unwrap_or(self.region),
        }
    }

    /// Every step, in order.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        self.legs.iter().flat_map(Leg::steps)
    }
}

impl Leg {
    /// Its steps, in order.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        self.steps.iter()
    }

    /// What the main stack is afterwards.
    pub fn after(&self) -> &State {
        let main = self.steps().filter(|step| step.side == Side::Main).last();
        main.map_or(&self.before, |step| &step.state)
    }
}
