//! A resource at rest: typed properties in their uniform form, beside the reason for them.

use std::borrow::Cow;

use super::{
    Attributes, Resource, Why,
    node::{Map, Node, node},
    why::CONTEXT,
    yaml::Remark,
};

/// A resource at rest.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) body: Map,
    /// The resource's type.
    pub(super) kind: Cow<'static, str>,
    /// None for what is in no component.
    pub(super) why: Option<Why>,
    /// What was changed since, as paths.
    pub(super) overridden: Vec<String>,
    /// The title of the group that begins with it.
    pub(super) banner: Option<Cow<'static, str>>,
}

impl Entry {
    pub(super) fn new<R: Resource>(
        attributes: Attributes,
        resource: &R,
        banner: Option<Cow<'static, str>>,
    ) -> Self {
        Self {
            body: body(&attributes, resource),
            kind: R::TYPE.into(),
            why: Some(attributes.why),
            overridden: Vec::new(),
            banner,
        }
    }

    /// One that is in no component.
    pub(super) fn added(body: Map, banner: Option<Cow<'static, str>>) -> Self {
        let kind = body.get("Type").and_then(Node::as_text).unwrap_or_default().to_owned().into();
        Self { body, kind, why: None, overridden: Vec::new(), banner }
    }

    /// What YAML carries beside it.
    pub(super) fn remark(&self, id: &str) -> Remark {
        let note = || format!("overridden in scalegen.yaml: {}", self.overridden.join(", "));
        Remark {
            id: id.to_owned(),
            banner: self.banner.clone(),
            comment: self.why.as_ref().map_or_else(|| "added in scalegen.yaml".to_owned(), Why::comment),
            note: (!self.overridden.is_empty()).then(note),
        }
    }

    /// As it stands in the document; with its reason as metadata if `context`.
    pub(super) fn into_node(self, context: bool) -> Node {
        let mut body = self.body;
        if let Some(why) = self.why.filter(|_| context) {
            let reason = why.context(&self.overridden);
            match body.get_mut("Metadata") {
                Some(Node::Map(metadata)) => metadata.push(CONTEXT, reason),
                _ => body.insert(1, "Metadata", Node::single(CONTEXT, reason)),
            }
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
