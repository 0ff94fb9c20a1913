//! The template around a resource, and the region whose prices count.

use super::Charge;
use crate::{
    cfn::{Node, node::Map},
    facts::{Region, prices},
};

/// Where a resource's references lead, and what things cost there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scope<'a> {
    pub template: &'a Node,
    pub region: Region,
}

impl<'a> Scope<'a> {
    /// The type and the properties of a resource.
    pub(super) fn resource(&self, id: &str) -> Option<(&'a str, &'a Node)> {
        typed(self.template.get("Resources")?.get(id)?)
    }

    /// The properties of every resource of a type.
    pub(super) fn all(&self, kind: &str) -> impl Iterator<Item = &'a Node> {
        let resources = self.template.get("Resources").and_then(Node::as_map);
        let all = resources.into_iter().flat_map(Map::iter).filter_map(|(_, resource)| typed(resource));
        all.filter(move |(known, _)| *known == kind).map(|(_, properties)| properties)
    }

    /// The properties of the resource to which a `!Ref` leads.
    pub(super) fn referred(&self, value: Option<&Node>) -> Option<&'a Node> {
        self.resource(reference(value)?).map(|(_, properties)| properties)
    }

    /// One of what has this name in the facts.
    pub(super) fn item(&self, name: &str) -> Option<Charge> {
        self.items(name, 1.0)
    }

    /// So many, or so much, of what has this name in the facts.
    pub(super) fn items(&self, name: &str, amount: f64) -> Option<Charge> {
        prices::item(name, self.region).map(|price| Charge::of(price, amount))
    }

    /// So many of a type, class or node of a service.
    pub(super) fn classes(&self, service: &str, class: &str, count: f64) -> Option<Charge> {
        prices::class(service, class, self.region).map(|price| Charge::of(price, count))
    }
}

/// What stands at a path such as `ClusterConfig/InstanceType`.
pub(super) fn at<'a>(node: &'a Node, path: &str) -> Option<&'a Node> {
    path.split('/').try_fold(node, |node, name| node.get(name))
}

/// The text at a path.
pub(super) fn text<'a>(node: &'a Node, path: &str) -> Option<&'a str> {
    at(node, path)?.as_text()
}

/// The number at a path, also where it is written as a text.
pub(super) fn number(node: &Node, path: &str) -> Option<f64> {
    match at(node, path)? {
        Node::Number(number) => number.as_f64(),
        Node::Text(text) => text.parse().ok(),
        _ => None,
    }
}

/// Whether it is `true` at a path, also where it is written as a text.
pub(super) fn is_true(node: &Node, path: &str) -> bool {
    at(node, path).is_some_and(|value| *value == Node::Bool(true) || value.as_text() == Some("true"))
}

/// How many items the list at a path has.
pub(super) fn count(node: &Node, path: &str) -> f64 {
    let items = at(node, path).and_then(Node::as_list).map_or(0, <[Node]>::len);
    f64::from(u32::try_from(items).unwrap_or(u32::MAX))
}

/// The logical ID in a `!Ref`.
pub(super) fn reference(value: Option<&Node>) -> Option<&str> {
    value?.get("Ref")?.as_text()
}

fn typed(resource: &Node) -> Option<(&str, &Node)> {
    Some((text(resource, "Type")?, resource.get("Properties").unwrap_or(&Node::Null)))
}
