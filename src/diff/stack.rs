//! A stack as a template would make it.

use anyhow::{Context, Result, bail};
use indexmap::IndexMap;

use super::{
    known::Known,
    resolve::{Entry, Scope},
};
use crate::cfn::{Node, node::Map};

/// Attributes of a resource that say what CloudFormation does with it.
pub(super) const ATTRIBUTES: [&str; 4] =
    ["CreationPolicy", "DeletionPolicy", "UpdatePolicy", "UpdateReplacePolicy"];

/// What a template says, worked out as far as it can be.
#[derive(Clone, Debug, Default)]
pub struct Stack {
    pub(super) parameters: IndexMap<String, Node>,
    pub(super) conditions: IndexMap<String, Node>,
    pub(super) resources: IndexMap<String, Resource>,
    pub(super) outputs: IndexMap<String, Output>,
    /// How many resources the template has, also those that its conditions leave out.
    pub(super) count: usize,
    /// Values that nobody may see.
    pub(super) secrets: Vec<String>,
}

/// A resource that there is, or may be.
#[derive(Clone, Debug)]
pub(super) struct Resource {
    /// Such as `AWS::EC2::VPC`.
    pub kind: String,
    /// `true`, or a condition of which nobody knows what it says.
    pub condition: Node,
    pub properties: Map,
    pub attributes: Map,
}

/// An output that there is, or may be.
#[derive(Clone, Debug)]
pub(super) struct Output {
    /// `true`, or a condition of which nobody knows what it says.
    pub condition: Node,
    pub value: Node,
    /// The name under which other stacks ask for it.
    pub export: Option<Node>,
}

impl Stack {
    /// What a template makes of what is known.
    ///
    /// # Errors
    /// When it is no template, or grows beyond all bounds; a sentence with the place.
    pub fn new(template: &Node, known: &Known) -> Result<Self> {
        let scope = Scope::new(template, known)?;
        if !matches!(template.get("Resources"), Some(Node::Map(_))) {
            bail!(
                "a template has a map of Resources, and this has none; print a stage file by `scalegen stage` first"
            );
        }
        let resources = scope.section("Resources")?;
        Ok(Self {
            parameters: scope.parameters().map(|(name, value)| (name.to_owned(), value.clone())).collect(),
            conditions: scope.conditions()?.into_iter().collect(),
            count: resources.len(),
            resources: entries(&scope, "Resources", resources, resource)?,
            outputs: entries(&scope, "Outputs", scope.section("Outputs")?, output)?,
            secrets: secrets(template, &scope),
        })
    }
}

/// Those entries of a section that there are, or may be.
fn entries<T>(
    scope: &Scope,
    section: &str,
    all: Vec<Entry>,
    read: impl Fn(&Scope, &Node, Node) -> Result<T>,
) -> Result<IndexMap<String, T>> {
    let mut found = IndexMap::new();
    for (name, body) in all {
        scope.no_loop(&name, &body).with_context(|| format!("{section}.{name}"))?;
        let condition = match body.get("Condition").and_then(Node::as_text) {
            Some(condition) => scope.condition(condition)?,
            None => Node::Bool(true),
        };
        if condition != Node::Bool(false) {
            let entry = read(scope, &body, condition).with_context(|| format!("{section}.{name}"))?;
            found.insert(name.into_owned(), entry);
        }
    }
    Ok(found)
}

fn resource(scope: &Scope, body: &Node, condition: Node) -> Result<Resource> {
    let kind = body.get("Type").and_then(Node::as_text).context("a resource has a Type; give it one")?;
    let mut attributes = Map::default();
    for name in ATTRIBUTES {
        if let Some(value) = body.get(name).map(|value| scope.value(value)).transpose()?.flatten() {
            attributes.push(name, value);
        }
    }
    let properties = match body.get("Properties").map(|value| scope.value(value)).transpose()?.flatten() {
        Some(Node::Map(properties)) => properties,
        _ => Map::default(),
    };
    Ok(Resource { kind: kind.to_owned(), condition, properties, attributes })
}

fn output(scope: &Scope, body: &Node, condition: Node) -> Result<Output> {
    let value = |value: Option<&Node>| value.map_or(Ok(None), |value| scope.value(value));
    let export = value(body.get("Export").and_then(|export| export.get("Name")))?;
    Ok(Output { condition, value: value(body.get("Value"))?.unwrap_or(Node::Null), export })
}

impl Output {
    /// Its value, of which nobody may know whether it is there.
    pub(super) fn shown(&self) -> Node {
        let Self { condition, value, .. } = self;
        if *condition == Node::Bool(true) {
            return value.clone();
        }
        let nothing = Node::single("Ref", "AWS::NoValue");
        Node::single("Fn::If", vec![condition.clone(), value.clone(), nothing])
    }
}

/// The values of parameters that have `NoEcho`, and the items of those that are lists.
fn secrets(template: &Node, scope: &Scope) -> Vec<String> {
    let hidden = |name: &str| {
        let declared = template.get("Parameters").and_then(|all| all.get(name)?.get("NoEcho"));
        declared.and_then(super::scalar::scalar).is_some_and(|value| value.eq_ignore_ascii_case("true"))
    };
    let all = scope.parameters().filter(|(name, _)| hidden(name)).map(|(_, value)| value);
    let texts = all.flat_map(|value| value.as_list().unwrap_or(std::slice::from_ref(value)));
    texts.filter_map(Node::as_text).filter(|text| !text.is_empty()).map(str::to_owned).collect()
}
