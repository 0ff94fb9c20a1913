//! From one template to a later one: what the whole template is in each phase.

use std::collections::BTreeSet;

use crate::{
    cfn::{Node, node::Map, yaml::Remark},
    components::{dns, growth::Phase},
};

use super::{
    document::Document,
    grow::{Growing, united},
    hold::Held,
    names::names,
    waiting::Waiting,
};

/// Two templates of one stack, one after the other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Leg<'a> {
    pub old: &'a Document,
    pub new: &'a Document,
    /// What is there for the time of the move alone: from the first step to the last but one.
    pub passing: &'a Document,
    pub held: &'a Held,
    pub waiting: &'a Waiting<'a>,
}

impl Leg<'_> {
    /// The template in a phase. The last one is the new template as it is, and so is every one that has all of it and no
    /// more.
    pub(super) fn at(&self, phase: Phase, description: &str) -> Document {
        let resources = self.resources(phase);
        if phase == Phase::Contract || (phase >= Phase::Switch && resources == *self.new.resources()) {
            return self.new.clone();
        }
        let here = Sections { leg: self, phase, resources };
        let remarks = self.remarks(&here.resources);
        Document { node: here.document(description).into(), remarks }
    }

    fn resources(&self, phase: Phase) -> Map {
        let grown = |id: &'_ str| {
            let (old, new) = (self.old.resources().get(id), self.new.resources().get(id));
            let body = Growing { id, old, new, held: self.held, waiting: self.waiting }.at(phase)?;
            Some((id.to_owned().into(), body))
        };
        let ids = united(self.old.resources(), self.new.resources());
        let passing = self.passing.resources().iter().filter(|_| phase != Phase::Contract);
        let passing = passing.map(|(id, body)| (id.to_owned().into(), body.clone()));
        ids.into_iter().filter_map(grown).chain(passing).collect()
    }

    /// What is said of the resources, in their order. A group has one title.
    fn remarks(&self, resources: &Map) -> Vec<Remark> {
        let sides = [self.new, self.old, self.passing];
        let mut titles = BTreeSet::new();
        let find =
            |id: &str| sides.iter().find_map(|side| side.remarks.iter().find(|remark| remark.id == id));
        let found = resources.iter().filter_map(|(id, _)| find(id).cloned());
        found
            .map(|remark| {
                let banner = remark.banner.filter(|title| titles.insert(title.clone()));
                Remark { banner, ..remark }
            })
            .collect()
    }

    /// A value of both templates changes with the switch; the site's address, with the names.
    fn entry(&self, section: &str, name: &str, phase: Phase) -> Option<Node> {
        let [old, new] = [self.old, self.new].map(|side| side.section(section).get(name));
        let late = if name == dns::URL { Phase::Names } else { Phase::Switch };
        (if phase < late { old.or(new) } else { new.or(old) }).cloned()
    }
}

/// A template in a phase, of which the resources are known.
struct Sections<'a> {
    leg: &'a Leg<'a>,
    phase: Phase,
    resources: Map,
}

impl Sections<'_> {
    /// The sections in CloudFormation's usual order. What only one side declares is there while something names it.
    fn document(self, description: &str) -> Map {
        let rules = self.section("Rules", |_, body| self.resolves(body));
        let outputs = self.section("Outputs", |_, body| self.resolves(body));
        let used = self.used([&self.resources, &rules, &outputs]);
        let shared = |section: &'static str| {
            let sides = [self.leg.old, self.leg.new].map(|side| side.section(section));
            move |name: &str| sides.iter().all(|side| side.get(name).is_some())
        };
        let needed = |section| self.section(section, |name, _| used.contains(name) || shared(section)(name));
        let mut parameters = needed("Parameters");
        let held = self.leg.held.parameters().filter(|(name, _)| used.contains(name.as_str()));
        held.for_each(|(name, declaration)| parameters.push(name, declaration));
        let (mappings, conditions) = (needed("Mappings"), needed("Conditions"));
        let mut document = Map::default();
        document.push("AWSTemplateFormatVersion", "2010-09-09");
        document.push("Description", description.to_owned());
        let sections = [
            ("Parameters", parameters),
            ("Rules", rules),
            ("Mappings", mappings),
            ("Conditions", conditions),
            ("Resources", self.resources),
            ("Outputs", outputs),
        ];
        for (name, section) in sections.into_iter().filter(|(_, section)| !section.is_empty()) {
            document.push(name, section);
        }
        document
    }

    /// Those entries of either side's section that are kept.
    fn section(&self, name: &str, keep: impl Fn(&str, &Node) -> bool) -> Map {
        let entries = united(self.leg.old.section(name), self.leg.new.section(name));
        let all =
            entries.into_iter().filter_map(|entry| Some((entry, self.leg.entry(name, entry, self.phase)?)));
        all.filter(|(entry, body)| keep(entry, body))
            .map(|(entry, body)| (entry.to_owned().into(), body))
            .collect()
    }

    /// Whether every resource that a value names is there by now.
    fn resolves(&self, value: &Node) -> bool {
        let absent = |name: &&str| {
            let known = [self.leg.old, self.leg.new].iter().any(|side| side.resources().get(name).is_some());
            known && self.resources.get(name).is_none()
        };
        !names(value).iter().any(absent)
    }

    /// Every name that is used, also by conditions that are used themselves.
    fn used(&self, whole: [&Map; 3]) -> BTreeSet<String> {
        let bodies = whole.into_iter().flat_map(Map::iter);
        let mut used: BTreeSet<_> = bodies.flat_map(|(_, body)| names(body)).map(str::to_owned).collect();
        let conditions = self.section("Conditions", |_, _| true);
        for _ in 0..conditions.len() {
            let more =
                conditions.iter().filter(|(name, _)| used.contains(*name)).flat_map(|(_, body)| names(body));
            let more: Vec<_> = more.filter(|name| !used.contains(*name)).map(str::to_owned).collect();
            if more.is_empty() {
                break;
            }
            used.extend(more);
        }
        used
    }
}
