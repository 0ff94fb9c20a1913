//! A resource on its way: what of it is there in which phase.

use crate::{
    cfn::{Node, node::Map},
    components::growth::{Change, Phase, Property, When, when},
};

use super::{
    document::{kind, properties},
    hold::Held,
    join::join,
    protect::unprotected,
    sizes::shrinks,
    waiting::Waiting,
};

/// A resource of one template or of both.
#[derive(Clone, Copy)]
pub(super) struct Growing<'a> {
    pub id: &'a str,
    pub old: Option<&'a Node>,
    pub new: Option<&'a Node>,
    pub held: &'a Held,
    pub waiting: &'a Waiting<'a>,
}

impl Growing<'_> {
    /// Its body in a phase; nothing while it is not there.
    pub(super) fn at(&self, phase: Phase) -> Option<Node> {
        match (self.old, self.new) {
            (None, Some(new)) => self.fresh(new, phase),
            (Some(old), None) => self.leaving(old, phase),
            (Some(old), Some(new)) => Some(self.both(old, new, phase)),
            (None, None) => None,
        }
    }

    /// A new one is protected in the update after its creation.
    fn fresh(&self, new: &Node, phase: Phase) -> Option<Node> {
        let comes = if self.waiting.has(self.id) { Phase::Switch } else { self.phase(new, None) };
        (phase >= comes).then(|| if phase < Phase::Switch { unprotected(new) } else { new.clone() })
    }

    /// One that goes loses its protection in the update before.
    fn leaving(&self, old: &Node, phase: Phase) -> Option<Node> {
        let held = || self.held.hold(old);
        match phase {
            Phase::Contract => None,
            _ if phase >= Phase::Switch => Some(unprotected(&held())),
            _ => Some(held()),
        }
    }

    fn both(&self, old: &Node, new: &Node, phase: Phase) -> Node {
        if phase >= Phase::Switch {
            return self.late(old, new, phase);
        }
        let mut body = Map::default();
        for name in united(as_map(old), as_map(new)) {
            let sides = (as_map(old).get(name), as_map(new).get(name));
            let value = match (name, sides) {
                ("Properties", _) => Some(Node::Map(self.properties(old, new, phase))),
                ("DependsOn", (old, new)) => self.order(old, new),
                (_, (old, _)) => old.cloned(),
            };
            if let Some(value) = value {
                body.push(name.to_owned(), value);
            }
        }
        self.held.hold(&Node::Map(body))
    }

    /// The order of creation, as far as what it names is there.
    fn order(&self, old: Option<&Node>, new: Option<&Node>) -> Option<Node> {
        let is_there = |id: &Node| !id.as_text().is_some_and(|id| self.waiting.has(id));
        match (old, new.filter(|new| new.one_or_more().iter().all(is_there))) {
            (Some(old), Some(new)) if old != new => Some(orders(old, new)),
            (old, new) => old.or(new).cloned(),
        }
    }

    /// All of the new one, but for properties whose phase is still to come.
    fn late(&self, old: &Node, new: &Node, phase: Phase) -> Node {
        let mut body = new.clone();
        if let Node::Map(attributes) = &mut body
            && let Some(there) = attributes.get_mut("Properties")
        {
            *there = Node::Map(self.properties(old, new, phase));
        }
        body
    }

    fn properties(&self, old: &Node, new: &Node, phase: Phase) -> Map {
        let mut all = Map::default();
        for name in united(properties(old), properties(new)) {
            let sides = (properties(old).get(name), properties(new).get(name));
            let property = Some(Property { name, old: sides.0, new: sides.1 });
            let waits = phase < Phase::Switch && sides.1.is_some_and(|new| self.waiting.holds_back(new));
            let value = match (self.when(new, property), sides) {
                (_, (old, _)) if waits => old.cloned(),
                (When::Joined, (Some(old), Some(new))) if phase < Phase::Switch => Some(join(old, new)),
                (When::Joined, (None, new)) => new.cloned(),
                _ if self.phase(new, property) <= phase => sides.1.cloned(),
                _ => sides.0.cloned(),
            };
            if let Some(value) = value {
                all.push(name.to_owned(), value);
            }
        }
        all
    }

    /// When a change comes at last.
    fn phase(&self, new: &Node, property: Option<Property>) -> Phase {
        match self.when(new, property) {
            When::Sized(_) if property.is_some_and(shrinks) => Phase::Shrink,
            When::At(phase) | When::Sized(phase) => phase,
            When::Boot if self.held.has(self.id) => Phase::Expand,
            When::Filled => Phase::Expand,
            When::Joined | When::Boot => Phase::Switch,
        }
    }

    fn when(&self, new: &Node, property: Option<Property>) -> When {
        when(&Change { id: self.id, kind: kind(new), properties: properties(new), property })
    }
}

fn as_map(body: &Node) -> &Map {
    body.as_map().unwrap_or(Map::EMPTY)
}

/// The order of creation, by what either says.
fn orders(old: &Node, new: &Node) -> Node {
    let list = |value: &Node| Node::List(value.one_or_more().to_vec());
    join(&list(old), &list(new))
}

/// Every name of two maps: those of the new one, each of the old one's own behind the one that it followed.
pub(super) fn united<'a>(old: &'a Map, new: &'a Map) -> Vec<&'a str> {
    let mut names: Vec<_> = new.iter().map(|(name, _)| name).collect();
    let mut after = 0;
    for (name, _) in old.iter() {
        if let Some(at) = names.iter().position(|known| *known == name) {
            after = at + 1;
        } else {
            names.insert(after, name);
            after += 1;
        }
    }
    names
}
