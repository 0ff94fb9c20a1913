//! From what differs to all that follows from it: a resource that is replaced is another one to those that refer to it, and
//! so on until nothing moves any more.

mod behaviour;
mod indexes;
mod judge;
mod names;
mod pair;
mod policy;
mod reason;
mod references;
mod tally;
mod yields;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use indexmap::IndexMap;

use super::stack::Stack;
use crate::cfn::{Node, call};
pub use behaviour::Behaviour;
pub(super) use names::Named;
pub(super) use pair::Pair;
pub(super) use pair::Source;
pub(super) use reason::Reason;
pub(super) use references::references;
use references::{Reference, asked};

/// What an update does to the resources that both stacks have.
pub(super) struct Update<'a> {
    /// By logical ID.
    pub pairs: IndexMap<&'a str, Pair<'a>>,
}

/// Who refers to a resource, and where.
type Users<'a> = BTreeMap<&'a str, Vec<(&'a str, Reference<'a>)>>;

impl<'a> Update<'a> {
    /// What happens when one stack becomes the other.
    pub(super) fn new(old: &'a Stack, new: &'a Stack) -> Self {
        let both = new.resources.iter().filter_map(|(id, new)| Some((id, old.resources.get(id)?, new)));
        let pairs = both.map(|(id, old, new)| (id.as_str(), Pair::new(old, new))).collect();
        let mut update = Self { pairs };
        update.spread(&users(new));
        update
    }

    /// Whether a reference yields something else than before; `Some(false)` where it may.
    fn moves(&self, to: &str, attribute: Option<&str>) -> Option<bool> {
        self.pairs.get(to)?.yields(attribute)
    }

    /// The resource through which a value is another one than before.
    pub(super) fn through<'v>(&self, value: &'v Node) -> Option<Source<'v>> {
        let moves = |(via, attribute)| Some(Source { via, certain: self.moves(via, attribute)? });
        let own = call(value).and_then(asked).and_then(moves);
        let within: Box<dyn Iterator<Item = &'v Node>> = match value {
            Node::List(items) => Box::new(items.iter()),
            Node::Map(map) => Box::new(map.iter().map(|(_, value)| value)),
            _ => Box::new(std::iter::empty()),
        };
        own.into_iter()
            .chain(within.filter_map(|value| self.through(value)))
            .min_by_key(|source| !source.certain)
    }

    fn spread(&mut self, users: &Users<'a>) {
        let changed = self.pairs.iter().filter(|(_, pair)| pair.is_changed());
        let mut queue: VecDeque<_> = changed.map(|(id, _)| *id).collect();
        let mut waits: BTreeSet<_> = queue.iter().copied().collect();
        while let Some(id) = queue.pop_front() {
            waits.remove(id);
            for user in self.tell(id, users.get(id).map_or(&[], Vec::as_slice)) {
                if waits.insert(user) {
                    queue.push_back(user);
                }
            }
        }
    }

    /// Tells those who refer to a resource what they get of it; who has news by that.
    fn tell(&mut self, via: &'a str, users: &[(&'a str, Reference<'a>)]) -> Vec<&'a str> {
        let mut yields = BTreeMap::new();
        let mut news = Vec::new();
        for (user, reference) in users {
            let moves =
                *yields.entry(reference.attribute).or_insert_with(|| self.moves(via, reference.attribute));
            let Some(certain) = moves else { continue };
            if self.pairs.get_mut(user).is_some_and(|pair| pair.hear(reference, Source { via, certain })) {
                news.push(*user);
            }
        }
        news
    }
}

fn users(stack: &Stack) -> Users<'_> {
    let mut users = Users::new();
    for (id, resource) in &stack.resources {
        for reference in references(&resource.properties) {
            if stack.resources.contains_key(reference.to) {
                users.entry(reference.to).or_default().push((id, reference));
            }
        }
    }
    users
}
