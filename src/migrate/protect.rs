//! Protection from deletion: off while a resource is new, so that a failed update can take it back, and off again in the
//! update before it goes.

use super::document::kind;
use crate::{
    cfn::{Node, node::Map},
    facts::data::{Data, Protection, data},
};

/// A resource's body without protection.
pub(super) fn unprotected(body: &Node) -> Node {
    let mut body = body.clone();
    let rows = data(kind(&body)).into_iter();
    let rows: Vec<_> = rows.flat_map(Data::protected_by).filter(|row| row.value == "true").collect();
    if let Some(Node::Map(properties)) = entry(&mut body, "Properties") {
        for row in rows {
            off(properties, &row);
        }
    }
    body
}

fn entry<'a>(value: &'a mut Node, name: &str) -> Option<&'a mut Node> {
    if let Node::Map(map) = value { map.get_mut(name) } else { None }
}

fn off(properties: &mut Map, row: &Protection) {
    let mut steps = row.path.split('/');
    let first = steps.next().and_then(|name| properties.get_mut(name));
    if let Some(value) = first {
        clear(value, &steps.collect::<Vec<_>>(), row);
    }
}

/// Turns it off at the end of the path. A value that is worked out at the deployment stays: it is the user's own.
fn clear(value: &mut Node, steps: &[&str], row: &Protection) {
    match (steps, value) {
        ([], value @ Node::Bool(true)) => *value = Node::Bool(false),
        ([], Node::List(pairs)) => pairs.iter_mut().for_each(|pair| clear_pair(pair, row)),
        (["*", rest @ ..], Node::List(items)) => items.iter_mut().for_each(|item| clear(item, rest, row)),
        ([name, rest @ ..], Node::Map(map)) => {
            map.get_mut(name).into_iter().for_each(|value| clear(value, rest, row));
        }
        _ => {}
    }
}

fn clear_pair(pair: &mut Node, row: &Protection) {
    if pair.get("Key").and_then(Node::as_text) == row.item
        && let Some(value) = entry(pair, "Value")
    {
        *value = "false".into();
    }
}
