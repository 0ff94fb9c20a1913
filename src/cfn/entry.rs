//! A resource at rest: typed properties in their uniform form, beside the reason for them.

use std::borrow::Cow;

use super::{
    Attributes, Resource, Why,
    node::{Map, Node, node},
    why::CONTEXT,
};

/// A resource at rest.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    body: Map,
    /// The resource's type.
    pub(super) kind: &'static str,
    pub(super) why: Why,
    /// The title of the group that begins with it.
    pub(super) banner: Option<Cow<'static, str>>,
}

impl Entry {
    pub(super) fn new<R: Resource>(
        attributes: Attributes,
        resource: &R,
        banner: Option<Cow<'static, str>>,
    ) -> Self {
        Self { body: body(&attributes, resource), kind: R::TYPE, why: attributes.why, banner }
    }

    /// As it stands in the document; with its reason as metadata if `context`.
    pub(super) fn into_node(self, context: bool) -> Node {
        let mut body = self.body;
        if context {
            body.insert(1, "Metadata", Node::single(CONTEXT, self.why.context()));
        }
        body.into()
    }
}

/// The resource's attributes and properties in CloudFormation's usual order.
fn body<R: Resource>(attributes: &Attributes, resource: &R) -> Map {
    let (deletion, replacement) = R::KEEP.policies().unzip();
    let depends_on = match attributes.depends_on.as_slice() {
        [] => None,
        [one] => Some(one.clone().into()),
        many => Some(node(many)),
    };
    let all = [
        ("Type", Some(R::TYPE.into())),
        ("Condition", attributes.condition.clone().map(Node::from)),
        ("DependsOn", depends_on),
        ("CreationPolicy", attributes.creation_policy.as_ref().map(node)),
        ("UpdatePolicy", attributes.update_policy.as_ref().map(node)),
        ("DeletionPolicy", deletion.map(Node::from)),
        ("UpdateReplacePolicy", replacement.map(Node::from)),
        ("Properties", Some(node(resource))),
    ];
    all.into_iter().filter_map(|(name, value)| Some((name.into(), value?))).collect()
}
