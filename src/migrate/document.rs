//! A template at rest, and what YAML carries beside it.

use crate::cfn::{
    Node, Template,
    node::Map,
    yaml::{self, Remark},
};

/// A template that was ours, or that was read.
#[derive(Clone, Debug)]
pub struct Document {
    /// The whole template.
    pub node: Node,
    /// Banners and comments, in the order of its resources.
    pub remarks: Vec<Remark>,
}

impl From<Template> for Document {
    fn from(template: Template) -> Self {
        let remarks = template.remarks();
        Self { node: template.into_document(false), remarks }
    }
}

impl From<Node> for Document {
    /// One of which nobody remembers the comments.
    fn from(node: Node) -> Self {
        Self { node, remarks: Vec::new() }
    }
}

impl Document {
    /// With its remarks in the order of its resources, without those of others.
    #[must_use]
    pub(super) fn in_order(mut self) -> Self {
        let ids = self.resources().iter();
        let find = |(id, _): (&str, &Node)| self.remarks.iter().find(|remark| remark.id == id).cloned();
        let remarks = ids.filter_map(find).collect();
        self.remarks = remarks;
        self
    }

    /// As a file.
    pub fn yaml(&self) -> String {
        yaml::write(&self.node, &self.remarks)
    }

    /// What it says of itself.
    pub fn description(&self) -> &str {
        self.node.get("Description").and_then(Node::as_text).unwrap_or_default()
    }

    /// A section; an empty one where the template has none.
    pub fn section(&self, name: &str) -> &Map {
        self.node.get(name).and_then(Node::as_map).unwrap_or(Map::EMPTY)
    }

    /// Its resources.
    pub fn resources(&self) -> &Map {
        self.section("Resources")
    }

    /// A resource's type, or nothing.
    pub fn kind(&self, id: &str) -> &str {
        self.resources().get(id).map_or("", kind)
    }
}

/// The type in a resource's body.
pub(super) fn kind(body: &Node) -> &str {
    body.get("Type").and_then(Node::as_text).unwrap_or_default()
}

/// The properties in a resource's body.
pub(super) fn properties(body: &Node) -> &Map {
    body.get("Properties").and_then(Node::as_map).unwrap_or(Map::EMPTY)
}
