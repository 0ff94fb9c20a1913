//! From the architecture to the template that is printed: limits, and what the user overrides.

use anyhow::{Result, ensure};

use super::{Design, Options, Role, design, edge};
use crate::{
    architecture::EdgeArchitecture,
    cfn::{RESOURCES, Template},
    facts::missing_types,
    overrides::{Named, Overrides},
    stage::{LADDER, Rung},
};

/// A template, and what a person should know of what was overridden in it.
#[derive(Clone, Debug)]
pub struct Finished {
    /// The template.
    pub template: Template,
    /// A sentence each, in lower case.
    pub hints: Vec<String>,
}

impl Design {
    /// The architecture's template, with what is overridden.
    ///
    /// # Errors
    /// As [`Self::finished`].
    pub fn template(&self) -> Result<Template> {
        self.finished().map(|finished| finished.template)
    }

    /// The template, and hints at what is overridden.
    ///
    /// # Errors
    /// When it has more resources than CloudFormation takes, or one that the region lacks, or an override does not fit.
    pub fn finished(&self) -> Result<Finished> {
        let template = self.architecture.template();
        let resources = template.len();
        ensure!(
            resources <= RESOURCES,
            "{resources} resources, and CloudFormation takes {RESOURCES}; lower federation.shards or take services out"
        );
        let missing = missing_types(self.region).find(|kind| template.has_kind(kind));
        ensure!(
            missing.is_none(),
            "{} has no {}; choose another --region",
            self.region,
            missing.unwrap_or_default()
        );
        overridden(template, &self.options.app.overrides, &self.options)
    }
}

impl EdgeArchitecture {
    /// The edge stack's template, and hints at what is overridden. What is added stands in the stacks that serve.
    ///
    /// # Errors
    /// When an override does not fit.
    pub fn finished(&self, options: &Options) -> Result<Finished> {
        let (template, overrides) = (self.template(), &options.app.overrides);
        let overrides = overrides.without(&overrides.added(&template));
        overridden(template, &overrides, options)
    }
}

/// An override of what another stack has waits for that one: of another stage, another region, or of the edge.
fn overridden(mut template: Template, overrides: &Overrides, options: &Options) -> Result<Finished> {
    let absent = overrides.absent(&template);
    let later = if absent.is_empty() { Vec::new() } else { elsewhere(absent, options) };
    let mut hints = overrides.without(&later).apply(&mut template)?;
    let waits = |it: &Named| format!("the override of {} waits for a stack that has it", it.name);
    hints.extend(later.iter().map(waits));
    Ok(Finished { template, hints })
}

/// What a stack of the ladder has for this user.
fn elsewhere<'a>(absent: Vec<Named<'a>>, options: &Options) -> Vec<Named<'a>> {
    let mut plain = options.clone();
    plain.app.overrides = Overrides::default();
    let stacks: Vec<_> = LADDER.into_iter().flat_map(|rung| stacks(rung, &plain)).collect();
    let known = |it: &Named| stacks.iter().any(|stack| it.is_in(stack));
    absent.into_iter().filter(known).collect()
}

/// The stacks of a stage.
fn stacks(rung: Rung, plain: &Options) -> Vec<Template> {
    let of = |role| design(rung, &Options { role, ..plain.clone() }).ok();
    let designs = [Role::Primary, Role::Secondary].into_iter().filter_map(of);
    let edge = edge(rung, plain.clone()).ok().map(|edge| edge.template());
    designs.filter_map(|design| design.template().ok()).chain(edge).collect()
}
