//! The escape hatch of `scalegen.yaml`: any property of any resource by its logical ID, resources and outputs that are added,
//! and those that leave. Held to CloudFormation's registry: a slip is told before a deployment meets it.
//!
//! Invariant: after [`Overrides::apply`] every reference of the template resolves, as it did before.

mod check;
mod cycle;
mod function;
mod loss;
mod merge;
mod output;
mod refer;
mod resource;
mod scalar;

use anyhow::{Error, Result};
use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::{
    cfn::{RESOURCES, Template, node::Map},
    words::{line, nearest},
    wrong::wrong,
};

/// Outputs of a template at the most (CloudFormation user guide, 2023-09-19).
const OUTPUTS: usize = 200;

/// What differs from the template that is printed otherwise, by logical ID and as in CloudFormation: keys and values are merged
/// into those that are there, a list takes the place of a list, and null takes out. A resource with a `Type`, or an output with
/// a `Value`, may be new.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "PascalCase")]
pub struct Overrides {
    /// Resources by logical ID: `Database: { Properties: { BackupRetentionPeriod: 21 } }`. null takes a resource out.
    #[schemars(with = "IndexMap<String, Option<serde_json::Map<String, serde_json::Value>>>")]
    resources: IndexMap<String, Option<Map>>,
    /// Outputs by name: `ReportsBucket: { Value: !Ref Reports }`. null takes an output out.
    #[schemars(with = "IndexMap<String, Option<serde_json::Map<String, serde_json::Value>>>")]
    outputs: IndexMap<String, Option<Map>>,
}

/// A resource or an output by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named<'a> {
    section: &'static str,
    /// The logical ID, or the output's name.
    pub name: &'a str,
}

impl Named<'_> {
    /// Whether the template has it.
    pub fn is_in(&self, template: &Template) -> bool {
        match self.section {
            "Resources" => template.resource(self.name).is_some(),
            _ => template.outputs().any(|(known, _)| known == self.name),
        }
    }
}

impl Overrides {
    /// Whether nothing is overridden.
    pub fn is_empty(&self) -> bool {
        self.resources.is_empty() && self.outputs.is_empty()
    }

    /// Resources and outputs that are overridden, not added, and are not in the template.
    pub fn absent<'a>(&'a self, template: &Template) -> Vec<Named<'a>> {
        self.missing(template, false)
    }

    /// Resources and outputs that are added to the template.
    pub fn added<'a>(&'a self, template: &Template) -> Vec<Named<'a>> {
        self.missing(template, true)
    }

    /// What the template does not have, and may be new or not.
    fn missing<'a>(&'a self, template: &Template, new: bool) -> Vec<Named<'a>> {
        let may_be_new = |section, over: Option<&Map>| {
            let key = if section == "Resources" { "Type" } else { "Value" };
            over.is_some_and(|over| over.get(key).is_some())
        };
        let those = self.all().filter(|(section, _, over)| may_be_new(*section, *over) == new);
        let those = those.map(|(section, name, _)| Named { section, name });
        those.filter(|named| !named.is_in(template)).collect()
    }

    /// The overrides without some of them.
    #[must_use]
    pub fn without(&self, left: &[Named]) -> Self {
        let mut rest = self.clone();
        let kept = |section, name: &str| !left.contains(&Named { section, name });
        rest.resources.retain(|id, _| kept("Resources", id));
        rest.outputs.retain(|name, _| kept("Outputs", name));
        rest
    }

    /// Changes a finished template, and gives hints: a sentence each.
    ///
    /// # Errors
    /// When the template would not deploy: an unknown name, a value that cannot be, a reference to what is not there. The
    /// template is then half changed: throw it away.
    pub fn apply(&self, template: &mut Template) -> Result<Vec<String>> {
        if self.is_empty() {
            return Ok(Vec::new());
        }
        let mut hints = Vec::new();
        for (id, over) in &self.resources {
            resource::apply(template, id, over.as_ref(), &mut hints)?;
        }
        for (name, over) in &self.outputs {
            output::apply(template, name, over.as_ref())?;
        }
        at_most(template.len(), RESOURCES, "Resources")?;
        at_most(template.outputs().count(), OUTPUTS, "Outputs")?;
        refer::check(self, template)?;
        cycle::check(self, template)?;
        Ok(hints)
    }

    /// Every override with the section where it stands.
    fn all(&self) -> impl Iterator<Item = (&'static str, &str, Option<&Map>)> {
        let resources = self.resources.iter().map(|(id, over)| ("Resources", id.as_str(), over.as_ref()));
        resources.chain(self.outputs.iter().map(|(name, over)| ("Outputs", name.as_str(), over.as_ref())))
    }
}

fn at_most(count: usize, most: usize, section: &str) -> Result<()> {
    if count <= most {
        return Ok(());
    }
    let what = section.to_lowercase();
    Err(refuse(
        &format!("overrides.{section}"),
        format!("{count} {what} with these, and CloudFormation takes {most}; take some out"),
    ))
}

/// An error on one line, whatever a key holds.
fn refuse(path: &str, sentence: impl AsRef<str>) -> Error {
    wrong(line(path), line(sentence.as_ref()))
}

/// The end of a sentence about an unknown word: the one that was meant, or those that there are if they are few.
fn instead<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    const FEW: usize = 20;
    let known: Vec<_> = known.into_iter().collect();
    match (nearest(word, known.iter().copied()).or(longer(word, &known)), known.len()) {
        (Some(near), _) => format!("did you mean `{near}`?"),
        (None, 0) => "there are none".to_owned(),
        (None, count) if count <= FEW => format!("known are {}", known.join(", ")),
        (None, _) => "look it up in CloudFormation's reference, or in the template".to_owned(),
    }
}

/// The one word that begins so, as people shorten names.
fn longer<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let mut longer = known.iter().filter(|known| word.len() > 3 && known.starts_with(word));
    longer.next().copied().filter(|_| longer.next().is_none())
}

#[cfg(test)]
mod tests;
