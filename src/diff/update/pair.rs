//! A resource that both stacks have.

use super::{
    behaviour::{Behaviour, Known, judge},
    indexes, names,
    references::Reference,
    yields,
};
use crate::{
    cfn::Node,
    diff::{
        compare::{Difference, differences, is_same},
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
    /// The resource through which the change came.
    pub via: Option<String>,
    /// What the behaviour comes from, if the registry alone does not say it.
    pub why: Option<String>,
}

/// A resource before and after, and why it changes.
#[derive(Clone, Debug)]
pub(in crate::diff) struct Pair<'a> {
    pub old: &'a Resource,
    pub new: &'a Resource,
    pub reasons: Vec<Reason>,
    known: Known,
}

/// Why nobody can tell whether a value changes.
const PERHAPS: &str = "it depends on what cannot be known here";

/// Where a change comes from.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub via: &'a str,
    /// Whether it comes in any case.
    pub certain: bool,
}

impl<'a> Pair<'a> {
    pub(super) fn new(old: &'a Resource, new: &'a Resource) -> Self {
        let known = Known::of(&new.kind);
        let mut pair = Self { old, new, reasons: Vec::new(), known };
        if old.kind == new.kind {
            pair.compare();
        } else {
            pair.reasons.push(other_type(old, new));
        }
        pair
    }

    fn compare(&mut self) {
        let parts_matter = |place: &Place| self.known.parts_matter(place);
        let (old, new) = (&self.old.properties, &self.new.properties);
        let mut found = differences(self.known.kind(), &parts_matter, old, new);
        found.extend(attributes(self.old, self.new));
        self.reasons = found.into_iter().map(|difference| self.reason(difference)).collect();
        self.reasons.extend(indexes::too_many(self.old, self.new));
    }

    fn reason(&self, difference: Difference) -> Reason {
        let verdict = judge(self.known, &difference, self.new);
        let Difference { place, from, to, certain } = difference;
        let (behaviour, why) = match verdict.behaviour {
            worse if !certain && worse > Behaviour::Conditional => {
                (Behaviour::Conditional, verdict.why.or(Some(PERHAPS)))
            }
            behaviour => (behaviour, verdict.why),
        };
        Reason { place, from, to, behaviour, via: None, why: why.map(str::to_owned) }
    }

    /// Takes in that a reference yields something else; whether that is news.
    pub(super) fn hear(&mut self, reference: &Reference, source: Source) -> bool {
        let place = &reference.place;
        if self.reasons.iter().any(|reason| reason.via.is_none() && reason.place.holds(place)) {
            return false;
        }
        let value = Some(reference.value.clone());
        let Source { via, certain } = source;
        let difference = Difference { place: place.clone(), from: value.clone(), to: value, certain };
        let reason = Reason { via: Some(via.to_owned()), ..self.reason(difference) };
        let known = self.reasons.iter_mut().find(|known| known.place == *place && known.via == reason.via);
        match known {
            Some(known) if known.behaviour >= reason.behaviour => false,
            Some(known) => {
                *known = reason;
                true
            }
            None => {
                self.reasons.push(reason);
                true
            }
        }
    }

    /// What happens to the resource: the worst of what its changes do.
    pub(in crate::diff) fn behaviour(&self) -> Option<Behaviour> {
        self.reasons.iter().map(|reason| reason.behaviour).max()
    }

    /// Whether another resource takes its place; `Some(false)` where one may.
    fn moved(&self) -> Option<bool> {
        match self.behaviour()? {
            Behaviour::Replacement if self.kept_name().is_none() => Some(true),
            Behaviour::Conditional => Some(false),
            _ => None,
        }
    }

    /// Whether a reference to the resource yields something else than before; `Some(false)` where it may.
    pub(super) fn yields(&self, attribute: Option<&str>) -> Option<bool> {
        let Some(attribute) = attribute else { return self.moved() };
        match yields::behind(self.known, attribute) {
            yields::Behind::Itself => self.moved(),
            yields::Behind::Property(name) => self.changes(name).then_some(true),
            yields::Behind::Version(name) => {
                if self.changes(name) {
                    Some(true)
                } else {
                    self.moved()
                }
            }
            yields::Behind::Program => (!self.reasons.is_empty()).then_some(false),
        }
    }

    fn changes(&self, property: &str) -> bool {
        self.reasons.iter().any(|reason| reason.place.property() == property)
    }

    /// The name that would stand in the way of a new resource.
    pub(in crate::diff) fn kept_name(&self) -> Option<String> {
        let replacing = self.reasons.iter().filter(|reason| reason.behaviour >= Behaviour::Conditional);
        let replacing: Vec<_> = replacing.map(|reason| reason.place.property()).collect();
        names::kept(self.known.kind()?, self.old, self.new, &replacing)
    }
}

/// CloudFormation refuses another type under the same logical ID.
fn other_type(old: &Resource, new: &Resource) -> Reason {
    let [from, to] = [old, new].map(|resource| Some(Node::from(resource.kind.clone())));
    let why = Some("a logical ID keeps its type; take another ID".to_owned());
    Reason { place: Place::attribute("Type"), from, to, behaviour: Behaviour::Refused, via: None, why }
}

fn attributes(old: &Resource, new: &Resource) -> Vec<Difference> {
    let both = ATTRIBUTES.into_iter().map(|name| (name, old.attributes.get(name), new.attributes.get(name)));
    let other = both.filter(|(_, from, to)| match (from, to) {
        (Some(from), Some(to)) => !is_same(from, to),
        (from, to) => from.is_some() || to.is_some(),
    });
    other
        .map(|(name, from, to)| Difference {
            place: Place::attribute(name),
            from: from.cloned(),
            to: to.cloned(),
            certain: true,
        })
        .collect()
}
