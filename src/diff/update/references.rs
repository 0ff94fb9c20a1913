//! What the properties of a resource refer to.

use crate::{
    cfn::{Call, Node, call, node::Map},
    diff::place::Steps,
};

/// A place where a resource refers to another.
#[derive(Clone, Debug)]
pub(in crate::diff) struct Reference<'a> {
    /// The resource, or a parameter.
    pub to: &'a str,
    /// The attribute that is asked for; none for a `Ref`.
    pub attribute: Option<&'a str>,
    /// The way to it.
    pub steps: Steps<'a>,
    /// The function that stands there.
    pub value: &'a Node,
}

/// Every reference in properties that are worked out.
pub(in crate::diff) fn references(properties: &Map) -> Vec<Reference<'_>> {
    let mut walk = Walk { steps: Steps::default(), found: Vec::new() };
    walk.map(properties);
    walk.found
}

struct Walk<'a> {
    steps: Steps<'a>,
    found: Vec<Reference<'a>>,
}

impl<'a> Walk<'a> {
    fn value(&mut self, value: &'a Node) {
        if call(value).is_some() {
            return self.within(value, value);
        }
        match value {
            Node::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.steps.item(index);
                    self.value(item);
                    self.steps.back();
                }
            }
            Node::Map(map) => self.map(map),
            _ => {}
        }
    }

    fn map(&mut self, map: &'a Map) {
        for (name, value) in map.iter() {
            self.steps.key(name);
            self.value(value);
            self.steps.back();
        }
    }

    /// What a function refers to, at any depth.
    fn within(&mut self, whole: &'a Node, value: &'a Node) {
        if let Some((to, attribute)) = call(value).and_then(asked) {
            self.found.push(Reference { to, attribute, steps: self.steps.clone(), value: whole });
        }
        match value {
            Node::List(items) => items.iter().for_each(|item| self.within(whole, item)),
            Node::Map(map) => map.iter().for_each(|(_, value)| self.within(whole, value)),
            _ => {}
        }
    }
}

/// What a function itself asks for.
pub(super) fn asked(call: Call<'_>) -> Option<(&str, Option<&str>)> {
    match (call.name, call.argument) {
        ("Ref", Node::Text(to)) => Some((to, None)),
        ("GetAtt", Node::List(path)) => match path.as_slice() {
            [Node::Text(to), Node::Text(attribute)] => Some((to, Some(attribute))),
            _ => None,
        },
        _ => None,
    }
}
