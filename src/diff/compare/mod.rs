//! What differs between two values, by path.

mod branches;
mod items;
mod policy;
mod same;
mod shape;

use super::place::{Place, Steps};
use crate::{
    cfn::{
        Node, call,
        node::{Index, Map},
    },
    facts::registry::Kind,
};

use branches::{Branches, may_be_alike};
pub(super) use branches::{branches, there};
use items::{numbered, pairs};
use same::is_alike;
pub(super) use same::{is_same, meant};
use shape::Shape;

/// A place where two resources differ.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Difference {
    pub place: Place,
    pub from: Option<Node>,
    pub to: Option<Node>,
    /// Whether they differ in any case; else it depends on what nobody knows here.
    pub certain: bool,
}

/// Every place where the properties of a resource differ. It goes into lists, and into what is new or gone, only where it
/// matters which part of it differs.
pub(super) fn differences(
    kind: Option<Kind>,
    parts_matter: &dyn Fn(&Place) -> bool,
    old: &Map,
    new: &Map,
) -> Vec<Difference> {
    let mut walk = Walk { parts_matter, steps: Steps::default(), certain: true, found: Vec::new() };
    walk.maps(Shape::of(kind), Some(old), Some(new));
    walk.found
}

struct Walk<'a> {
    parts_matter: &'a dyn Fn(&Place) -> bool,
    steps: Steps<'a>,
    certain: bool,
    found: Vec<Difference>,
}

/// The value on one side; none where it is left out.
type Side<'a> = Option<&'a Node>;

impl<'a> Walk<'a> {
    fn values(&mut self, shape: Shape, old: Side<'a>, new: Side<'a>) {
        match (old, new) {
            (None, None) => {}
            (Some(from), Some(to)) => self.both(shape, from, to),
            _ if self.matter() => self.parts(shape, old, new),
            _ => self.tell(old, new),
        }
    }

    /// Maps are compared entry by entry; what else means the same is the same.
    fn both(&mut self, shape: Shape, old: &'a Node, new: &'a Node) {
        match (Plain::of(old), Plain::of(new)) {
            (Plain::Map(from), Plain::Map(to)) => self.maps(shape, Some(from), Some(to)),
            _ if is_alike(shape, old, new) => {}
            (Plain::List(from), Plain::List(to)) => match pairs(shape, from, to) {
                Some(pairs) => self.items(shape, &pairs),
                None => self.tell(Some(old), Some(new)),
            },
            _ => match (branches(old), branches(new)) {
                (Some(before), Some(after)) if before.asks_as(&after) => {
                    self.branches(shape, &before, &after);
                }
                _ => self.tell(Some(old), Some(new)),
            },
        }
    }

    /// Who knows neither branch to be taken knows a change only if both change.
    fn branches(&mut self, shape: Shape, before: &Branches<'a>, after: &Branches<'a>) {
        let outside = self.certain;
        self.certain &= before.both().iter().zip(after.both()).all(|(from, to)| !is_alike(shape, from, to));
        for (from, to) in before.both().into_iter().zip(after.both()) {
            self.values(shape, there(from), there(to));
        }
        self.certain = outside;
    }

    /// What is new, or gone, part by part.
    fn parts(&mut self, shape: Shape, old: Side<'a>, new: Side<'a>) {
        let side = |item| if new.is_some() { (None, Some(item)) } else { (Some(item), None) };
        match old.or(new).map(Plain::of) {
            Some(Plain::Map(map)) => self.maps(shape, old.and(Some(map)), new.and(Some(map))),
            Some(Plain::List(items)) => self.items(shape, &numbered(items, side)),
            _ => self.tell(old, new),
        }
    }

    fn maps(&mut self, shape: Shape, old: Option<&'a Map>, new: Option<&'a Map>) {
        let names = |map: Option<&'a Map>| map.into_iter().flat_map(Map::iter).map(|(name, _)| name);
        let [before, after] = [old, new].map(|map| map.map(Index::new));
        let value = |index: &Option<Index<'a>>, name| index.as_ref().and_then(|index| index.get(name));
        let added = names(new).filter(|name| value(&before, name).is_none());
        for name in names(old).chain(added) {
            let (from, to) = (value(&before, name), value(&after, name));
            if from != to {
                self.steps.key(name);
                self.values(shape.key(name), from, to);
                self.steps.back();
            }
        }
    }

    fn items(&mut self, shape: Shape, pairs: &[(usize, Side<'a>, Side<'a>)]) {
        for (index, old, new) in pairs {
            self.steps.item(*index);
            self.values(shape.item(), *old, *new);
            self.steps.back();
        }
    }

    fn matter(&self) -> bool {
        (self.parts_matter)(&self.steps.place())
    }

    fn tell(&mut self, old: Side, new: Side) {
        let certain = self.certain && !may_be_alike(old, new);
        self.found.push(Difference {
            place: self.steps.place(),
            from: old.cloned(),
            to: new.cloned(),
            certain,
        });
    }
}

/// A value that is what it looks like: no function, and no policy document, which means what it means as a whole.
enum Plain<'a> {
    Map(&'a Map),
    List(&'a [Node]),
    Other,
}

impl<'a> Plain<'a> {
    fn of(value: &'a Node) -> Self {
        match value {
            Node::Map(map) if call(value).is_none() && !policy::is_one(map) => Self::Map(map),
            Node::List(items) => Self::List(items),
            _ => Self::Other,
        }
    }
}

/// The items of a list that another one has not, wherever they stand.
pub(super) fn only_in<'a>(list: &'a [Node], other: &[Node]) -> Vec<&'a Node> {
    items::only_in(Shape::Any, list, other).into_iter().map(|(_, item)| item).collect()
}
