//! Resources that have another logical ID: deleted and created, unless they are moved.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{
    compare::meant,
    stack::{Resource, Stack},
    update::references,
};
use crate::cfn::{Node, node::Map};

/// A resource under another logical ID.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Move {
    /// The logical ID before.
    pub from: String,
    /// The logical ID after.
    pub to: String,
    /// Such as `AWS::EC2::VPC`.
    #[serde(rename = "type")]
    pub kind: String,
}

/// What has only another logical ID. A resource counts if it is the only one of its content on either side.
pub(super) fn moves(from: &Stack, to: &Stack) -> Vec<Move> {
    let mut search = Search::new(from, to);
    let mut ready: Vec<_> =
        search.waits.iter().filter(|(_, count)| **count == 0).map(|(id, _)| *id).collect();
    let mut found = Vec::new();
    while !ready.is_empty() {
        let moved = search.moved(&ready);
        ready = moved.iter().flat_map(|(from, _)| search.released(from)).collect();
        found.extend(moved.into_iter().map(|(old, new)| told(from, old, new)));
    }
    found
}

fn told(stack: &Stack, from: &str, to: &str) -> Move {
    let kind = stack.resources.get(from).map(|resource| resource.kind.clone()).unwrap_or_default();
    Move { from: from.to_owned(), to: to.to_owned(), kind }
}

/// Resources that only one stack has. One that refers to others is looked at when they have their new names.
struct Search<'a> {
    /// Those that leave.
    leave: BTreeMap<&'a str, &'a Resource>,
    /// Logical IDs of those that leave and were looked at, and of those that come, by type and content.
    old: BTreeMap<String, Vec<&'a str>>,
    new: BTreeMap<String, Vec<&'a str>>,
    names: BTreeMap<&'a str, &'a str>,
    /// To how many that leave, and have no new name, each refers; and who refers to it.
    waits: BTreeMap<&'a str, usize>,
    users: BTreeMap<&'a str, Vec<&'a str>>,
}

impl<'a> Search<'a> {
    fn new(from: &'a Stack, to: &'a Stack) -> Self {
        let leave: BTreeMap<_, _> = only_in(from, to).collect();
        let (mut waits, mut users) = (BTreeMap::new(), BTreeMap::<_, Vec<_>>::new());
        for (id, resource) in &leave {
            let asked = references(&resource.properties).into_iter().map(|reference| reference.to);
            let asked: BTreeSet<_> = asked.filter(|other| leave.contains_key(other)).collect();
            waits.insert(*id, asked.len());
            for other in asked {
                users.entry(other).or_default().push(*id);
            }
        }
        let mut new = BTreeMap::<_, Vec<_>>::new();
        for (id, resource) in only_in(to, from) {
            new.entry(content(resource, &BTreeMap::new())).or_default().push(id);
        }
        Self { leave, old: BTreeMap::new(), new, names: BTreeMap::new(), waits, users }
    }

    /// Those that have another logical ID, of what is looked at now.
    fn moved(&mut self, ready: &[&'a str]) -> Vec<(&'a str, &'a str)> {
        let mut looked_at = BTreeSet::new();
        for (id, resource) in ready.iter().filter_map(|id| self.leave.get_key_value(id)) {
            let content = content(resource, &self.names);
            self.old.entry(content.clone()).or_default().push(id);
            looked_at.insert(content);
        }
        let only = |all: &BTreeMap<String, Vec<&'a str>>, content: &str| match all.get(content)?.as_slice() {
            [id] => Some(*id),
            _ => None,
        };
        let pairs = looked_at
            .iter()
            .filter_map(|content| Some((only(&self.old, content)?, only(&self.new, content)?)));
        let pairs: Vec<_> = pairs.collect();
        self.names.extend(pairs.iter().copied());
        pairs
    }

    /// Those that waited for this one alone.
    fn released(&mut self, id: &str) -> Vec<&'a str> {
        let mut released = self.users.remove(id).unwrap_or_default();
        released.retain(|user| {
            let count = self.waits.get_mut(user);
            count.is_some_and(|count| {
                *count -= 1;
                *count == 0
            })
        });
        released
    }
}

/// The resources that one stack has and the other has not.
fn only_in<'a>(stack: &'a Stack, other: &'a Stack) -> impl Iterator<Item = (&'a str, &'a Resource)> {
    let all = stack.resources.iter().map(|(id, resource)| (id.as_str(), resource));
    all.filter(|(id, _)| !other.resources.contains_key(*id))
}

fn content(resource: &Resource, names: &BTreeMap<&str, &str>) -> String {
    let properties = renamed(&Node::Map(resource.properties.clone()), names);
    format!("{} {}", resource.kind, meant(&properties))
}

/// The value with references to what moved under their new names.
fn renamed(value: &Node, names: &BTreeMap<&str, &str>) -> Node {
    match value {
        Node::List(items) => items.iter().map(|item| renamed(item, names)).collect::<Vec<_>>().into(),
        Node::Map(map) => Node::Map(
            map.iter().map(|(key, value)| (key.to_owned().into(), entry(key, value, names))).collect::<Map>(),
        ),
        value => value.clone(),
    }
}

fn entry(key: &str, value: &Node, names: &BTreeMap<&str, &str>) -> Node {
    let new = |id: &Node| id.as_text().and_then(|id| names.get(id)).map(|id| Node::from((*id).to_owned()));
    match (key, value) {
        ("Ref", id) => new(id).unwrap_or_else(|| id.clone()),
        ("Fn::GetAtt", Node::List(path)) => {
            let mut path = path.clone();
            if let Some(id) = path.first().and_then(new) {
                path[0] = id;
            }
            path.into()
        }
        _ => renamed(value, names),
    }
}
