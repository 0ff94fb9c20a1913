//! What a part of a template refers to.

use std::collections::BTreeSet;

use crate::cfn::{Node, call, variables};

/// The parameters, resources, conditions and mappings that a value names, at any depth.
pub(super) fn names(value: &Node) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    collect(value, &mut found);
    found
}

fn collect<'a>(value: &'a Node, found: &mut BTreeSet<&'a str>) {
    if let Some(call) = call(value) {
        asked(call.name, call.argument, found);
    }
    match value {
        Node::List(items) => items.iter().for_each(|item| collect(item, found)),
        Node::Map(map) => {
            for (name, value) in map.iter() {
                match name {
                    "Condition" => found.extend(value.as_text()),
                    "DependsOn" => found.extend(texts(value)),
                    _ => {}
                }
                collect(value, found);
            }
        }
        _ => {}
    }
}

/// What a function itself names.
fn asked<'a>(function: &str, argument: &'a Node, found: &mut BTreeSet<&'a str>) {
    match function {
        "Ref" => found.extend(argument.as_text()),
        "GetAtt" | "If" | "FindInMap" => found.extend(texts(argument).next()),
        "Sub" => found.extend(texts(argument).next().into_iter().flat_map(named)),
        _ => {}
    }
}

/// A text, or the texts of a list.
fn texts(value: &Node) -> impl Iterator<Item = &str> {
    value.one_or_more().iter().filter_map(Node::as_text)
}

/// The names in the `${…}` of a text, without attributes.
fn named(text: &str) -> impl Iterator<Item = &str> {
    variables(text).map(|name| name.split_once('.').map_or(name, |(id, _)| id))
}
