//! A stack as a template would make it.

use anyhow::{Context, Result, bail};
use indexmap::IndexMap;

use super::{
    known::Known,
    resolve::{Entry, Scope, either},
    secret,
};
use crate::cfn::{Node, node::Map};

/// Attributes of a resource that say what CloudFormation does with it.
pub(super) const ATTRIBUTES: [&str; 4] =
    ["CreationPolicy", "DeletionPolicy", "UpdatePolicy", "UpdateReplacePolicy"];

/// How many secrets are looked for where a template repeats them: it has 200 parameters at the most (CloudFormation user guide,
/// quotas, 2023-09-19).
const MOST_SECRETS: usize = 200;

/// What a template says, worked out as far as it can be.
#[derive(Clone, Debug, Default)]
pub struct Stack {
    pub(super) parameters: IndexMap<String, Node>,
    pub(super) conditions: IndexMap<String, Node>,
    pub(super) resources: IndexMap<String, Resource>,
    pub(super) outputs: IndexMap<String, Output>,
    /// How many resources the template has, also those that its conditions leave out.
    pub(super) count: usize,
    /// Values that nobody may see, also where the template repeats them.
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
            secrets: scope
                .parameters()
                .flat_map(|(_, value)| secret::secrets(value))
                .take(MOST_SECRETS)
                .collect(),
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
        let place = || format!("{section}.{}", secret::masked(&name));
        scope.no_loop(&name, &body).with_context(place)?;
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
        either(condition.clone(), Some(value.clone()), None).unwrap_or(Node::Null)
    }
}
