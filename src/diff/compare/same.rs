//! Whether two values mean the same to CloudFormation.

use base64::{Engine, engine::general_purpose::STANDARD};

use super::{policy, shape::Shape};
use crate::{
    cfn::{Node, call, node::Map},
    diff::{scalar::scalar, secret},
};

/// Whether two values mean the same, wherever they stand.
pub(in crate::diff) fn is_same(left: &Node, right: &Node) -> bool {
    is_alike(Shape::Any, left, right)
}

/// A text that all values with the same meaning share, wherever they stand.
pub(in crate::diff) fn meant(value: &Node) -> String {
    key(Shape::Any, value)
}

/// Whether two values mean the same where they stand.
pub(super) fn is_alike(shape: Shape, left: &Node, right: &Node) -> bool {
    left == right || meaning(shape, left) == meaning(shape, right)
}

/// A text that all values with the same meaning share.
pub(super) fn key(shape: Shape, value: &Node) -> String {
    serde_json::to_string(&meaning(shape, value)).unwrap_or_default()
}

/// The value in the one writing that all with its meaning share.
pub(super) fn meaning(shape: Shape, value: &Node) -> Node {
    if let Some(text) = scalar(value) {
        let text = secret::reveal(&text);
        let text = policy::of_text(&text)
            .map_or_else(|| shape.written(&text).into(), |policy| policy::meaning(&policy));
        return if shape.is_list() { Node::List(vec![text]) } else { text };
    }
    match value {
        Node::List(items) => list(shape, items),
        Node::Map(map) => match call(value) {
            Some(call) if call.name == "Base64" => encoded(call.argument),
            Some(_) => entries(Shape::Any, map),
            None if policy::is_one(map) => policy::meaning(map),
            None => entries(shape, map),
        },
        value => value.clone(),
    }
}

fn list(shape: Shape, items: &[Node]) -> Node {
    let mut items: Vec<_> = items.iter().map(|item| meaning(shape.item(), item)).collect();
    if shape.is_set() {
        sort(&mut items);
    }
    items.into()
}

/// In an order that their content alone decides.
pub(super) fn sort(items: &mut [Node]) {
    items.sort_by_cached_key(|item| serde_json::to_string(item).unwrap_or_default());
}

/// The entries in the order of their names.
fn entries(shape: Shape, map: &Map) -> Node {
    let entry = |(name, value): (&str, &Node)| (name.to_owned().into(), meaning(shape.key(name), value));
    map.iter().map(entry).collect::<Map>().by_name().into()
}

/// What `Fn::Base64` yields of a text that is known.
fn encoded(text: &Node) -> Node {
    let known = scalar(text);
    match known.as_deref().map(secret::reveal) {
        Some(text) if !text.contains("{{resolve:") => STANDARD.encode(text.as_ref()).into(),
        _ => Node::single("Fn::Base64", meaning(Shape::Any, text)),
    }
}
