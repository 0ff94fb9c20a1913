//! A resource that both stacks have.

use std::collections::BTreeSet;

use indexmap::{IndexMap, map::Entry};

use super::{
    Behaviour, Reason, indexes,
    judge::{Known, judge},
    names,
    reason::attributes,
    references::Reference,
    tally::Tally,
    yields::{Behind, behind},
};
use crate::{
    cfn::Node,
    diff::{
        compare::{Difference, differences},
        place::Place,
        stack::Resource,
    },
};

/// A resource before and after, and why it changes.
#[derive(Clone, Debug)]
pub(in crate::diff) struct Pair<'a> {
    pub old: &'a Resource,
    pub new: &'a Resource,
    known: Known,
    /// What differs in the templates.
    own: Vec<Reason>,
    /// Where, as people read it.
    places: BTreeSet<String>,
    /// What more the service refuses to do in place.
    limits: Vec<Reason>,
    /// What came through others, by place and resource.
    heard: IndexMap<(String, &'a str), Reason>,
    tally: Tally,
}

/// Where a change comes from.
#[derive(Clone, Copy)]
pub(in crate::diff) struct Source<'a> {
    pub via: &'a str,
    /// Whether it comes in any case.
    pub certain: bool,
}

impl<'a> Pair<'a> {
    pub(super) fn new(old: &'a Resource, new: &'a Resource) -> Self {
        let known = Known::of(&new.kind);
        let (own, limits) = if old.kind == new.kind {
            (compared(known, old, new), indexes::too_many(old, new))
        } else {
            (vec![Reason::of_type(old, new)], Vec::new())
        };
        let places = own.iter().map(|reason| reason.place.shown.clone()).collect();
        let mut tally = Tally::default();
        for reason in own.iter().chain(&limits) {
            tally.count(reason);
        }
        Self { old, new, known, own, places, limits, heard: IndexMap::new(), tally }
    }

    /// Takes in that a reference yields something else; whether more follows from that.
    pub(super) fn hear(&mut self, reference: &Reference, source: Source<'a>) -> bool {
        let place = reference.steps.place();
        if place.ways().any(|place| self.places.contains(place)) {
            return false;
        }
        let reason = self.reason(place, reference.value, source);
        match self.heard.entry((reason.place.shown.clone(), source.via)) {
            Entry::Occupied(known) if known.get().rank() >= reason.rank() => false,
            entry => {
                let news = self.tally.count(&reason);
                entry.insert_entry(reason);
                news
            }
        }
    }

    fn reason(&self, place: Place, value: &Node, Source { via, certain }: Source) -> Reason {
        let value = Some(value.clone());
        let difference = Difference { place, from: value.clone(), to: value, certain };
        let verdict = judge(self.known, &difference, self.new);
        Reason { via: Some(via.to_owned()), ..Reason::new(difference, verdict) }
    }

    /// Whether it changes at all.
    pub(super) fn is_changed(&self) -> bool {
        self.behaviour().is_some()
    }

    /// What happens to the resource: the worst of what its changes do.
    pub(in crate::diff) fn behaviour(&self) -> Option<Behaviour> {
        if self.old.kind == self.new.kind { self.tally.behaviour() } else { Some(Behaviour::Refused) }
    }

    /// Why it changes, in the order of the template, then what came through others.
    pub(in crate::diff) fn reasons(&self) -> Vec<Reason> {
        let is_replaced = self.behaviour() == Some(Behaviour::Replacement);
        let limits = if is_replaced { &[][..] } else { &self.limits };
        let all = self.own.iter().chain(limits).chain(self.heard.values()).cloned();
        if is_replaced { all.map(Reason::of_replaced).collect() } else { all.collect() }
    }

    /// Whether another resource takes its place; `Some(false)` where one may.
    pub(in crate::diff) fn moved(&self) -> Option<bool> {
        match self.behaviour()? {
            Behaviour::Replacement if self.kept_name().is_none() => Some(true),
            Behaviour::Conditional => Some(false),
            _ => None,
        }
    }

    /// Whether a reference to the resource yields something else than before; `Some(false)` where it may.
    pub(super) fn yields(&self, attribute: Option<&str>) -> Option<bool> {
        let perhaps = |may: bool| may.then_some(false);
        match behind(self.known, attribute) {
            Behind::Itself => self.moved(),
            Behind::Property(name) => self.tally.changes(name),
            Behind::Version(name) => self.tally.changes(name).max(self.moved()),
            Behind::Start => self.moved().max(perhaps(self.behaviour() == Some(Behaviour::SomeInterruption))),
            Behind::Program => self.moved().max(perhaps(self.tally.reaches_it())),
        }
    }

    /// The name that would stand in the way of a new resource.
    pub(in crate::diff) fn kept_name(&self) -> Option<String> {
        let replacing: Vec<_> = self.tally.replacing().collect();
        names::kept(self.known.kind()?, self.old, self.new, &replacing)
    }
}

fn compared(known: Known, old: &Resource, new: &Resource) -> Vec<Reason> {
    let parts_matter = |place: &Place| known.parts_matter(place);
    let mut found = differences(known.kind(), &parts_matter, &old.properties, &new.properties);
    found.extend(attributes(old, new));
    let reason = |difference: Difference| {
        let verdict = judge(known, &difference, new);
        Reason::new(difference, verdict)
    };
    found.into_iter().map(reason).collect()
}
