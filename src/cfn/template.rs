//! A template: typed while it is built, uniform once it is.

use std::{borrow::Cow, convert::identity};

use indexmap::IndexMap;
use serde::Serialize;

use super::{
    Attributes, Condition, Fact, Id, Parameter, Resource, Rule, Test, Val,
    entry::Entry,
    mapping::Mapping,
    node::{Map, Node, node},
    parameter::Declaration,
    section::Section,
    why::CONTEXT,
    yaml::Remark,
};

/// Resources of a template at the most (CloudFormation user guide, 2023-09-19).
pub const RESOURCES: usize = 500;

/// The largest template that it takes in the request itself, in bytes; a bigger one goes through S3 (as above).
pub const REQUEST: usize = 51_200;

/// What must not be: `!Ref` reads parameters and resources alike.
const SHARED: &str = "a parameter and a resource are both called";

/// A CloudFormation template.
///
/// Names are logical IDs: 1 to 255 ASCII letters and digits. One that is not, or that is taken, is a mistake in a component,
/// which no input can cause.
#[derive(Clone, Debug)]
pub struct Template {
    description: String,
    architecture: Node,
    pub(super) parameters: Section,
    pub(super) mappings: Section,
    rules: Section,
    pub(super) conditions: Section,
    pub(super) resources: Section<Entry>,
    pub(super) outputs: Section,
    banner: Option<Cow<'static, str>>,
}

/// What the template's metadata says of it.
#[derive(Serialize)]
struct Summary<'a> {
    arch: &'a str,
    must: &'a [&'a str],
}

/// An output at rest.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Output<'a> {
    condition: Option<&'a str>,
    description: &'a str,
    value: Val,
}

impl Template {
    /// An empty template. `architecture` says in a sentence or two how the parts work together, `must` what no change
    /// may break; both are printed as metadata only.
    pub fn new(description: impl Into<String>, architecture: &str, must: &[&str]) -> Self {
        Self {
            description: description.into(),
            architecture: node(&Summary { arch: architecture, must }),
            parameters: Section::default(),
            mappings: Section::default(),
            rules: Section::default(),
            conditions: Section::default(),
            resources: Section::default(),
            outputs: Section::default(),
            banner: None,
        }
    }

    /// Starts a group of resources that people read together.
    pub fn section(&mut self, title: impl Into<Cow<'static, str>>) {
        self.banner = Some(title.into());
    }

    /// Declares a parameter under a new name.
    ///
    /// # Panics
    /// When the name is no logical ID, or is that of another parameter or a resource.
    pub fn parameter(&mut self, name: &str, declaration: &Declaration) -> Parameter {
        assert!(!self.resources.has(name), "{SHARED} `{name}`");
        self.parameters.add(name, node(declaration));
        Parameter::new(name)
    }

    /// Declares a condition under a new name.
    ///
    /// # Panics
    /// When the name is taken or no logical ID.
    pub fn condition(&mut self, name: &str, test: &Test) -> Condition {
        self.conditions.add(name, node(test));
        Condition::new(name)
    }

    /// Declares a rule about parameters under a new name.
    ///
    /// # Panics
    /// When the name is taken or no logical ID.
    pub fn rule(&mut self, name: &str, rule: &Rule) {
        self.rules.add(name, node(rule));
    }

    /// Declares a mapping under a new name: first key, then second key, then value.
    ///
    /// # Panics
    /// When the name is taken or no logical ID.
    pub fn mapping(&mut self, name: &str, rows: &IndexMap<&str, IndexMap<&str, &str>>) -> Mapping {
        self.mappings.add(name, node(rows));
        Mapping::new(name)
    }

    /// Adds a resource under a logical ID.
    ///
    /// # Panics
    /// When the name is no logical ID, or is that of another resource or a parameter: two components then claim one role.
    #[expect(clippy::needless_pass_by_value, reason = "the template takes the resource over")]
    pub fn add<R: Resource>(&mut self, name: &str, attributes: impl Into<Attributes>, resource: R) -> Id<R> {
        assert!(!self.parameters.has(name), "{SHARED} `{name}`");
        self.resources.add(name, Entry::new(attributes.into(), &resource, self.banner.take()));
        Id::new(name)
    }

    /// Adds an output that says what a person or another stack needs to know.
    ///
    /// # Panics
    /// When the name is taken or no logical ID.
    pub fn output(&mut self, name: &str, description: &str, value: impl Into<Val>) {
        self.outputs.add(name, node(&Output { condition: None, description, value: value.into() }));
    }

    /// Adds an output that is there only where `fact` holds.
    ///
    /// # Panics
    /// When the name is taken or no logical ID.
    pub fn output_when(&mut self, fact: &Fact, name: &str, description: &str, value: impl Into<Val>) {
        let condition = if let Fact::Asked(condition) = fact { Some(condition.name()) } else { None };
        self.outputs.add(name, node(&Output { condition, description, value: value.into() }));
    }

    /// How many resources it has.
    pub fn len(&self) -> usize {
        self.resources.len()
    }

    /// Whether it has a resource of this type.
    pub fn has_kind(&self, kind: &str) -> bool {
        self.resources.iter().any(|(_, entry)| entry.kind == kind)
    }

    /// Whether it has no resource.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The uniform form, its sections in CloudFormation's usual order; with the reasons as metadata if `context`.
    pub fn document(&self, context: bool) -> Node {
        self.clone().into_document(context)
    }

    /// As [`Self::document`], without a copy.
    pub fn into_document(self, context: bool) -> Node {
        let metadata = context.then(|| Map::from_iter([(CONTEXT.into(), self.architecture)]));
        let sections = [
            ("Metadata", metadata.unwrap_or_default()),
            ("Parameters", self.parameters.into_map(identity)),
            ("Rules", self.rules.into_map(identity)),
            ("Mappings", self.mappings.into_map(identity)),
            ("Conditions", self.conditions.into_map(identity)),
            ("Resources", self.resources.into_map(|entry| entry.into_node(context))),
            ("Outputs", self.outputs.into_map(identity)),
        ];
        let mut document = Map::default();
        document.push("AWSTemplateFormatVersion", "2010-09-09");
        document.push("Description", self.description);
        for (name, section) in sections.into_iter().filter(|(_, section)| !section.is_empty()) {
            document.push(name, section);
        }
        document.into()
    }

    /// The banners and comments that YAML carries beside the document, in the order of its resources.
    pub fn remarks(&self) -> Vec<Remark> {
        self.resources.iter().map(|(id, entry)| entry.remark(id)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cfn::{Confidence, Why, types::sns::Topic};

    #[test]
    #[should_panic(expected = "a parameter and a resource are both called `Site`")]
    fn a_name_is_that_of_a_parameter_or_of_a_resource() {
        let mut template = Template::new("", "", &[]);
        let kind = Declaration {
            r#type: "String",
            default: None,
            description: "",
            allowed_pattern: "",
            constraint_description: "",
        };
        template.parameter("Site", &kind);
        template.add("Site", Why::new("", "", "", Confidence::High), Topic { tags: Vec::new() });
    }
}
