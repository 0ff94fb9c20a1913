//! A template: typed while it is built, uniform once it is.

use indexmap::IndexMap;
use serde_json::{Map, Value, json};

use super::{
    Attributes, Condition, Id, Parameter, Resource, Test, Val, Why, mapping::Mapping, parameter::Declaration,
    value::uniform, yaml::Remarks,
};

/// The metadata key under which AWS keeps the reasons for a template and its resources.
const CONTEXT: &str = "com.aws.cloudformation.Context";

/// A CloudFormation template.
#[derive(Clone, Debug)]
pub struct Template {
    description: String,
    architecture: Value,
    parameters: Map<String, Value>,
    mappings: Map<String, Value>,
    conditions: Map<String, Value>,
    resources: IndexMap<String, Entry>,
    outputs: Map<String, Value>,
    banner: Option<&'static str>,
}

/// A resource at rest.
#[derive(Clone, Debug)]
struct Entry {
    body: Map<String, Value>,
    why: Why,
    banner: Option<&'static str>,
}

impl Template {
    /// An empty template. `architecture` says in a sentence or two how the parts work together, `must` what no change
    /// may break; both are printed as metadata only.
    pub fn new(description: impl Into<String>, architecture: &str, must: &[&str]) -> Self {
        Self {
            description: description.into(),
            architecture: json!({ "arch": architecture, "must": must }),
            parameters: Map::new(),
            mappings: Map::new(),
            conditions: Map::new(),
            resources: IndexMap::new(),
            outputs: Map::new(),
            banner: None,
        }
    }

    /// Starts a group of resources that people read together.
    pub fn section(&mut self, title: &'static str) {
        self.banner = Some(title);
    }

    /// Declares a parameter under a new name.
    pub fn parameter(&mut self, name: &str, declaration: &Declaration) -> Parameter {
        self.parameters.insert(name.to_owned(), uniform(declaration));
        Parameter::new(name)
    }

    /// Declares a condition under a new name.
    pub fn condition(&mut self, name: &str, test: &Test) -> Condition {
        self.conditions.insert(name.to_owned(), uniform(test));
        Condition::new(name)
    }

    /// Declares a mapping under a new name: first key, then second key, then value.
    pub fn mapping(&mut self, name: &str, rows: &IndexMap<&str, IndexMap<&str, &str>>) -> Mapping {
        self.mappings.insert(name.to_owned(), uniform(rows));
        Mapping::new(name)
    }

    /// Adds a resource under a logical ID.
    ///
    /// # Panics
    /// When the logical ID is taken: two components then claim one role, which no input can cause.
    #[expect(clippy::needless_pass_by_value, reason = "the template takes the resource over")]
    pub fn add<R: Resource>(&mut self, name: &str, attributes: impl Into<Attributes>, resource: R) -> Id<R> {
        let attributes = attributes.into();
        let body = body(&attributes, &resource);
        let entry = Entry { body, why: attributes.why, banner: self.banner.take() };
        let earlier = self.resources.insert(name.to_owned(), entry);
        assert!(earlier.is_none(), "two resources are called {name}");
        Id::new(name)
    }

    /// Adds an output that says what a person or another stack needs to know.
    pub fn output(&mut self, name: &str, description: &str, value: impl Into<Val>) {
        self.outputs.insert(name.to_owned(), json!({ "Description": description, "Value": value.into() }));
    }

    /// How many resources it has.
    pub fn len(&self) -> usize {
        self.resources.len()
    }

    /// Whether it has no resource.
    pub fn is_empty(&self) -> bool {
        self.resources.is_empty()
    }

    /// The uniform form, its sections in CloudFormation's usual order; with the reasons as metadata if `context`.
    pub fn document(&self, context: bool) -> Value {
        self.clone().into_document(context)
    }

    /// As [`Self::document`], without a copy.
    pub fn into_document(self, context: bool) -> Value {
        let metadata = context.then(|| json!({ CONTEXT: self.architecture }));
        let resources = self.resources.into_iter().map(|(name, entry)| (name, entry.into_value(context)));
        let sections = [
            ("Metadata", metadata.unwrap_or_default()),
            ("Parameters", self.parameters.into()),
            ("Mappings", self.mappings.into()),
            ("Conditions", self.conditions.into()),
            ("Resources", Value::Object(resources.collect())),
            ("Outputs", self.outputs.into()),
        ];
        let mut document = Map::new();
        document.insert("AWSTemplateFormatVersion".to_owned(), "2010-09-09".into());
        document.insert("Description".to_owned(), self.description.into());
        let full = sections
            .into_iter()
            .filter(|(_, section)| section.as_object().is_some_and(|map| !map.is_empty()));
        document.extend(full.map(|(name, section)| (name.to_owned(), section)));
        Value::Object(document)
    }

    /// The banners and comments that YAML carries beside the document.
    pub fn remarks(&self) -> Remarks {
        let banner = |(name, entry): (&String, &Entry)| Some((name.clone(), entry.banner?.to_owned()));
        Remarks {
            banners: self.resources.iter().filter_map(banner).collect(),
            comments: self
                .resources
                .iter()
                .map(|(name, entry)| (name.clone(), entry.why.comment()))
                .collect(),
        }
    }
}

impl Entry {
    fn into_value(self, context: bool) -> Value {
        let mut body = self.body;
        if context {
            let metadata = json!({ CONTEXT: self.why.context() });
            body.shift_insert(1, "Metadata".to_owned(), metadata);
        }
        Value::Object(body)
    }
}

/// The resource's attributes and properties in CloudFormation's usual order.
fn body<R: Resource>(attributes: &Attributes, resource: &R) -> Map<String, Value> {
    let (deletion, replacement) = R::KEEP.policies().unzip();
    let depends_on = match attributes.depends_on.as_slice() {
        [] => None,
        [one] => Some(json!(one)),
        many => Some(json!(many)),
    };
    let all = [
        ("Type", Some(R::TYPE.into())),
        ("Condition", attributes.condition.as_deref().map(Value::from)),
        ("DependsOn", depends_on),
        ("CreationPolicy", attributes.creation_policy.as_ref().map(uniform)),
        ("UpdatePolicy", attributes.update_policy.as_ref().map(uniform)),
        ("DeletionPolicy", deletion.map(Value::from)),
        ("UpdateReplacePolicy", replacement.map(Value::from)),
        ("Properties", Some(uniform(resource))),
    ];
    all.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
}
