//! Policy documents: statements, actions, resources and principals are sets, and one of them needs no list (IAM user guide,
//! grammar of the policy language, 2026-10).

use super::same::sort;
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
    let version = document.get("Version").is_none().then(|| ("Version", Node::from("2008-10-17")));
    let read = |name: &str, value: &Node| {
        if name == "Statement" { set(value, statement) } else { within(value) }
    };
    in_order(document.iter().map(|(name, value)| (name, read(name, value))).chain(version))
}

fn statement(value: &Node) -> Node {
    let Node::Map(map) = value else { return within(value) };
    let read = |name| PARTS.iter().find(|(part, _)| *part == name).map_or(within as Read, |(_, read)| *read);
    in_order(map.iter().map(|(name, value)| (name, read(name)(value))))
}

/// A value in a document, where no other document begins.
fn within(value: &Node) -> Node {
    match value {
        Node::List(items) => items.iter().map(within).collect::<Vec<_>>().into(),
        Node::Map(map) => below(map, within),
        value => scalar(value).map_or(Node::Null, |text| Node::from(text.into_owned())),
    }
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
        None => within(action),
    })
}

fn values(value: &Node) -> Node {
    set(value, within)
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
    in_order(map.iter().map(|(name, value)| (name, read(value))))
}

/// One value or a list of them, in an order that their content alone decides.
fn set(value: &Node, read: impl Fn(&Node) -> Node) -> Node {
    let mut items: Vec<_> = value.one_or_more().iter().map(read).collect();
    sort(&mut items);
    items.dedup();
    items.into()
}

fn in_order<'a>(entries: impl Iterator<Item = (&'a str, Node)>) -> Node {
    entries.map(|(name, value)| (name.to_owned().into(), value)).collect::<Map>().by_name().into()
}

/// One that holds itself as its only action, so many levels deep; each level worked out twice would never end.
#[test]
fn documents_in_documents_are_read_once() {
    let statement = |inner: Node| {
        let parts = [("Effect", Node::from("Allow")), ("Action", inner)];
        Node::Map(parts.into_iter().map(|(name, value)| (name.into(), value)).collect())
    };
    let nested = |last: &'static str| {
        (0..60).fold(Node::from(last), |inner, _| Node::single("Statement", statement(inner)))
    };
    let mean = |value: &Node| value.as_map().map(meaning);
    assert_ne!(mean(&nested("s3:GetObject")), mean(&nested("s3:PutObject")));
}

#[test]
fn a_document_in_a_text_of_another_stays_a_text() {
    let inner = r#"{"Statement": {"Effect": "Allow"}}"#;
    let outer = Node::single("Statement", Node::single("Effect", inner));
    let mean = outer.as_map().map(meaning);
    assert_eq!(
        mean.as_ref().and_then(|mean| mean.get("Statement")),
        Some(&Node::List(vec![Node::single("Effect", inner)]))
    );
}
