//! What is there and what is said, made one.

use crate::cfn::{Node, call, node::Map};

/// Keys and values go into those that are there, anything else takes the place of what is there, and null takes out.
pub(super) fn merge(base: &mut Map, over: &Map) {
    for (name, value) in over.iter() {
        match (value, base.get_mut(name)) {
            (Node::Null, _) => drop(base.remove(name)),
            (Node::Map(over), Some(Node::Map(inner))) if are_plain(value, inner) => merge(inner, over),
            (_, Some(there)) => *there = settled(value),
            (_, None) => base.push(name.to_owned(), settled(value)),
        }
    }
}

/// Neither is a function: a function is replaced whole.
fn are_plain(over: &Node, base: &Map) -> bool {
    call(over).is_none() && !base.iter().any(|(name, _)| name == "Ref" || name.starts_with("Fn::"))
}

/// Without the keys that null takes out of nothing.
pub(super) fn settled(value: &Node) -> Node {
    match value {
        Node::Map(map) => {
            let mut kept = Map::default();
            merge(&mut kept, map);
            kept.into()
        }
        other => other.clone(),
    }
}

/// The path of every value that is said, with dots between: what a person reads above the resource.
pub(super) fn paths(over: &Map) -> Vec<String> {
    let mut found = Vec::new();
    for (name, value) in over.iter() {
        match value {
            Node::Map(properties) if name == "Properties" => below("", properties, &mut found),
            _ if name == "Type" => {}
            value => leaf(name, value, &mut found),
        }
    }
    found
}

fn below(path: &str, over: &Map, found: &mut Vec<String>) {
    for (name, value) in over.iter() {
        let path = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
        match value {
            Node::Map(map) if !map.is_empty() && call(value).is_none() => below(&path, map, found),
            value => leaf(&path, value, found),
        }
    }
}

fn leaf(path: &str, value: &Node, found: &mut Vec<String>) {
    let out = if *value == Node::Null { " (taken out)" } else { "" };
    found.push(format!("{path}{out}"));
}
