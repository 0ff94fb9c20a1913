//! From the architecture to the template that is printed: limits, and what the user overrides.

use anyhow::{Result, ensure};

use super::{Design, Options, Role, design};
use crate::{
    cfn::Template,
    facts::missing_types,
    overrides::Overrides,
    stage::{LADDER, Rung},
};

/// Resources of a template at the most (CloudFormation user guide, 2023-09-19).
const RESOURCES: usize = 500;

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
        overridden(template, &self.options)
    }
}

/// An override of what another stage has waits for that stage.
fn overridden(mut template: Template, options: &Options) -> Result<Finished> {
    let overrides = &options.app.overrides;
    let absent: Vec<_> = overrides.absent(&template).collect();
    let later = if absent.is_empty() { Vec::new() } else { elsewhere(&absent, options) };
    let mut hints = overrides.without(&later).apply(&mut template)?;
    hints.extend(later.iter().map(|id| format!("the override of {id} waits for a stage that has it")));
    Ok(Finished { template, hints })
}

/// Those of the logical IDs that a stage of the ladder has for this user.
fn elsewhere<'a>(absent: &[&'a str], options: &Options) -> Vec<&'a str> {
    let mut plain = options.clone();
    plain.app.overrides = Overrides::default();
    plain.role = Role::Primary;
    let stages = LADDER.into_iter().filter_map(|rung: Rung| design(rung, &plain).ok()?.template().ok());
    let stages: Vec<_> = stages.collect();
    let known = |id: &&str| stages.iter().any(|stage| stage.resources().any(|(known, _)| known == *id));
    absent.iter().copied().filter(known).collect()
}
