//! Hosts that keep the launch template version that they run while new ones already boot from the next.

use crate::{
    cfn::{Node, call, node::Map},
    components::growth::{Change, Property, When, when},
};

use super::{
    document::{Document, kind, properties},
    names::names,
};

/// What a host asks its launch template for.
const VERSION: &str = "LatestVersionNumber";

/// Launch templates of which something new boots before the hosts that are there may follow.
#[derive(Clone, Debug)]
pub(super) struct Held {
    /// Their logical IDs.
    pub templates: Vec<String>,
}

impl Held {
    /// What must be held on the way.
    pub(super) fn new(old: &Document, new: &Document) -> Self {
        let changed = new.resources().iter().filter(|(id, body)| boots(id, body, old));
        let early = changed.filter(|(id, _)| has_new_users(id, old, new));
        Self { templates: early.map(|(id, _)| id.to_owned()).collect() }
    }

    /// Whether this launch template has its new version from the first step on.
    pub(super) fn has(&self, id: &str) -> bool {
        self.templates.iter().any(|held| held == id)
    }

    /// A value in which a held version stands for the latest one.
    pub(super) fn hold(&self, value: &Node) -> Node {
        if let Some(template) = self.asks(value) {
            return Node::single("Ref", parameter(template));
        }
        match value {
            Node::List(items) => Node::List(items.iter().map(|item| self.hold(item)).collect()),
            Node::Map(map) => {
                let entries = map.iter().map(|(name, value)| (name.to_owned().into(), self.hold(value)));
                Node::Map(entries.collect())
            }
            other => other.clone(),
        }
    }

    /// The held launch template for whose latest version a value asks.
    fn asks<'a>(&self, value: &'a Node) -> Option<&'a str> {
        let call = call(value).filter(|call| call.name == "GetAtt")?;
        match call.argument.as_list()? {
            [Node::Text(id), attribute] if attribute.as_text() == Some(VERSION) && self.has(id) => Some(id),
            _ => None,
        }
    }

    /// The parameters that take the versions: name and declaration.
    pub(super) fn parameters(&self) -> impl Iterator<Item = (String, Node)> {
        self.templates.iter().map(|id| (parameter(id), Node::Map(declaration(id))))
    }
}

/// The parameter that takes the version of a launch template.
pub(super) fn parameter(template: &str) -> String {
    format!("{template}Held")
}

/// The attribute whose value that is, as `diff` takes it.
pub(super) fn attribute(template: &str) -> String {
    format!("{template}.{VERSION}")
}

fn declaration(template: &str) -> Map {
    let description = format!(
        "For the time of this move: the version of {template} that the hosts run which are there, as their tag \
         aws:ec2launchtemplate:version says."
    );
    Map::from_iter([
        ("Type".into(), "String".into()),
        ("Description".into(), description.into()),
        ("AllowedPattern".into(), "^[1-9][0-9]*$".into()),
        ("ConstraintDescription".into(), "a launch template version such as 3".into()),
    ])
}

/// Whether a resource of both templates is one from which hosts boot, and changes.
fn boots(id: &str, body: &Node, old: &Document) -> bool {
    let Some(before) = old.resources().get(id).map(properties) else { return false };
    let properties = properties(body);
    let is_one = |property: Property| {
        let change = Change { id, kind: kind(body), properties, property: Some(property) };
        property.old != property.new && when(&change) == When::Boot
    };
    let both = |(name, new)| Property { name, old: before.get(name), new: Some(new) };
    properties.iter().map(both).any(is_one)
}

/// Whether something that is new boots from it.
fn has_new_users(template: &str, old: &Document, new: &Document) -> bool {
    let fresh = new.resources().iter().filter(|(id, _)| old.resources().get(id).is_none());
    fresh.into_iter().any(|(_, body)| names(body).contains(template))
}
