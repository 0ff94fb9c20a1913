//! Why a resource changes.

use super::{Behaviour, judge::Verdict};
use crate::{
    cfn::Node,
    diff::{
        compare::{Difference, is_same},
        place::Place,
        stack::{ATTRIBUTES, Resource},
    },
};

/// Why a resource changes.
#[derive(Clone, Debug)]
pub(in crate::diff) struct Reason {
    pub place: Place,
    pub from: Option<Node>,
    pub to: Option<Node>,
    pub behaviour: Behaviour,
    /// Whether the value changes in any case.
    pub certain: bool,
    /// The resource through which the change came.
    pub via: Option<String>,
    /// What the behaviour comes from, if the registry alone does not say it.
    pub why: Option<String>,
}

/// Why nobody can tell whether a value changes.
const PERHAPS: &str = "it depends on what cannot be known here";

impl Reason {
    /// A difference, and what it does.
    pub(super) fn new(difference: Difference, verdict: Verdict) -> Self {
        let Difference { place, from, to, certain } = difference;
        let (behaviour, why) = match verdict.behaviour {
            worse if !certain && worse > Behaviour::Conditional => {
                (Behaviour::Conditional, verdict.why.or(Some(PERHAPS)))
            }
            behaviour => (behaviour, verdict.why),
        };
        Self { place, from, to, behaviour, certain, via: None, why: why.map(str::to_owned) }
    }

    /// What stands in the way of an update.
    pub(super) fn refusal(place: Place, [from, to]: [Option<Node>; 2], why: String) -> Self {
        let behaviour = Behaviour::Refused;
        Self { place, from, to, behaviour, certain: true, via: None, why: Some(why) }
    }

    /// CloudFormation refuses another type under the same logical ID.
    pub(super) fn of_type(old: &Resource, new: &Resource) -> Self {
        let sides = [old, new].map(|resource| Some(Node::from(resource.kind.clone())));
        let why = "a logical ID keeps its type; take another ID";
        Self::refusal(Place::attribute("Type"), sides, why.to_owned())
    }

    /// How much it weighs against another one of the same place.
    pub(super) fn rank(&self) -> (Behaviour, bool) {
        (self.behaviour, self.certain)
    }

    /// The reason in a new resource, of which nothing is refused that the old one could not become.
    pub(super) fn of_replaced(self) -> Self {
        match self.behaviour {
            Behaviour::Refused => Self { behaviour: Behaviour::NoInterruption, why: None, ..self },
            _ => self,
        }
    }
}

/// The attributes that differ.
pub(super) fn attributes(old: &Resource, new: &Resource) -> impl Iterator<Item = Difference> {
    let both = ATTRIBUTES.into_iter().map(|name| (name, old.attributes.get(name), new.attributes.get(name)));
    let other = both.filter(|(_, from, to)| match (from, to) {
        (Some(from), Some(to)) => !is_same(from, to),
        (from, to) => from.is_some() || to.is_some(),
    });
    other.map(|(name, from, to)| Difference {
        place: Place::attribute(name),
        from: from.cloned(),
        to: to.cloned(),
        certain: true,
    })
}
