//! Resources that have another logical ID: deleted and created, unless they are moved.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    compare::meaning_of,
    stack::{Resource, Stack},
};
use crate::cfn::{Node, node::Map};

/// How many renamed resources may refer to each other in a row.
const ROUNDS: usize = 8;

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
    let mut found: Vec<Move> = Vec::new();
    for _ in 0..ROUNDS {
        let known: BTreeMap<_, _> =
            found.iter().map(|known| (known.from.clone(), known.to.clone())).collect();
        let old = contents(from, to, &known);
        let new = contents(to, from, &BTreeMap::new());
        let pairs =
            old.iter().filter_map(|(content, ids)| match (ids.as_slice(), new.get(content)?.as_slice()) {
                ([from], [to]) => Some((from, to)),
                _ => None,
            });
        let more: Vec<_> = pairs
            .filter(|(old, _)| !known.contains_key(**old))
            .map(|(old, new)| moved(from, old, new))
            .collect();
        if more.is_empty() {
            break;
        }
        found.extend(more);
    }
    found
}

fn moved(stack: &Stack, from: &str, to: &str) -> Move {
    let kind = stack.resources.get(from).map(|resource| resource.kind.clone()).unwrap_or_default();
    Move { from: from.to_owned(), to: to.to_owned(), kind }
}

/// The logical IDs of the resources that only one stack has, by type and content; what moved has its new name.
fn contents<'a>(
    stack: &'a Stack,
    other: &Stack,
    names: &BTreeMap<String, String>,
) -> BTreeMap<String, Vec<&'a str>> {
    let mut found: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (id, resource) in stack.resources.iter().filter(|(id, _)| !other.resources.contains_key(*id)) {
        found.entry(content(resource, names)).or_default().push(id);
    }
    found
}

fn content(resource: &Resource, names: &BTreeMap<String, String>) -> String {
    let properties = renamed(&Node::Map(resource.properties.clone()), names);
    let text = serde_json::to_string(&meaning_of(&properties)).unwrap_or_default();
    format!("{} {text}", resource.kind)
}

/// The value with references to what moved under their new names.
fn renamed(value: &Node, names: &BTreeMap<String, String>) -> Node {
    match value {
        Node::List(items) => items.iter().map(|item| renamed(item, names)).collect::<Vec<_>>().into(),
        Node::Map(map) => Node::Map(
            map.iter().map(|(key, value)| (key.to_owned().into(), entry(key, value, names))).collect::<Map>(),
        ),
        value => value.clone(),
    }
}

fn entry(key: &str, value: &Node, names: &BTreeMap<String, String>) -> Node {
    let new = |id: &Node| id.as_text().and_then(|id| names.get(id)).map(|id| Node::from(id.clone()));
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
