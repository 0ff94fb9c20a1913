//! Policy documents: statements, actions, resources and principals are sets, and one of them needs no list (IAM user guide,
//! grammar of the policy language, 2026-10).

use super::{
    same::{entries, meaning as any_meaning, sort},
    shape::Shape,
};
use crate::{
    cfn::{Node, node::Map},
    diff::scalar::scalar,
};

/// Whether a map is a policy document.
pub(super) fn is_one(map: &Map) -> bool {
    let statement = |value: &Node| value.get("Effect").is_some();
    match map.get("Statement") {
        Some(Node::List(items)) => items.iter().any(statement),
        Some(value) => statement(value),
        None => false,
    }
}

/// The policy document in a text.
pub(super) fn of_text(text: &str) -> Option<Map> {
    if !text.trim_start().starts_with('{') || !text.contains("\"Statement\"") {
        return None;
    }
    serde_json::from_str::<Map>(text).ok().filter(is_one)
}

/// What it means, in one writing. A document without a version is of the first one.
pub(super) fn meaning(document: &Map) -> Node {
    let mut document = document.clone();
    if document.get("Version").is_none() {
        document.push("Version", "2008-10-17");
    }
    if let Some(statements) = document.get_mut("Statement") {
        *statements = set(statements, statement);
    }
    in_order(&document)
}

fn statement(value: &Node) -> Node {
    let Node::Map(map) = value else { return any_meaning(Shape::Any, value) };
    let mut map = map.clone();
    for (name, read) in PARTS {
        if let Some(part) = map.get_mut(name) {
            *part = read(part);
        }
    }
    in_order(&map)
}

/// What a part of a statement means, in one writing.
type Read = fn(&Node) -> Node;

/// The parts of a statement that may be written in several ways.
const PARTS: [(&str, Read); 7] = [
    ("Action", actions),
    ("NotAction", actions),
    ("Resource", values),
    ("NotResource", values),
    ("Principal", principals),
    ("NotPrincipal", principals),
    ("Condition", conditions),
];

/// Names of actions have no case.
fn actions(value: &Node) -> Node {
    set(value, |action| match scalar(action) {
        Some(name) => Node::from(name.to_lowercase()),
        None => any_meaning(Shape::Any, action),
    })
}

fn values(value: &Node) -> Node {
    set(value, |value| any_meaning(Shape::Any, value))
}

/// `*` is everybody, as `AWS: '*'` is.
fn principals(value: &Node) -> Node {
    match value {
        Node::Map(map) => below(map, values),
        everybody => Node::single("AWS", values(everybody)),
    }
}

fn conditions(value: &Node) -> Node {
    let tests = |tests: &Node| tests.as_map().map_or_else(|| values(tests), |tests| below(tests, values));
    value.as_map().map_or_else(|| values(value), |map| below(map, tests))
}

/// A map with each value in its one writing.
fn below(map: &Map, read: impl Fn(&Node) -> Node) -> Node {
    in_order(&map.iter().map(|(name, value)| (name.to_owned().into(), read(value))).collect())
}

/// One value or a list of them, in an order that their content alone decides.
fn set(value: &Node, read: impl Fn(&Node) -> Node) -> Node {
    let one = std::slice::from_ref(value);
    let mut items: Vec<_> = value.as_list().unwrap_or(one).iter().map(read).collect();
    sort(&mut items);
    items.dedup();
    items.into()
}

fn in_order(map: &Map) -> Node {
    entries(Shape::Any, map)
}
