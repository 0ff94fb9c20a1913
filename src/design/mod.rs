//! Every decision, and nowhere else: what a stage says becomes an architecture for a region.

mod hints;
pub mod quotas;
mod regions;
mod shape;
mod sizes;

use anyhow::{Context, Result, ensure};

use crate::{
    app::App,
    architecture::{Architecture, EdgeArchitecture, Home},
    cfn::Template,
    components::{
        edge::{self, EdgeStack},
        network::{Network, Zones},
        world::Standing,
    },
    facts::{Region, missing_types},
    stage::{Rung, file::Stage},
    units::Usd,
};
pub use quotas::Quota;
use shape::{home, shape};

/// Of two regions, the one that a stack is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// The one that owns what both share: the home region.
    #[default]
    Primary,
    /// The one that joined.
    Secondary,
}

/// Second regions, far from each other and with all that a stage needs.
const SECOND: [&str; 2] = ["eu-west-1", "us-west-2"];

/// What a stage leaves open.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What the user has and wants.
    pub app: App,
    /// For which of two regions the stack is.
    pub role: Role,
}

impl From<Region> for Options {
    /// The usual, in that region.
    fn from(region: Region) -> Self {
        App { region: Some(region), ..App::default() }.into()
    }
}

impl From<App> for Options {
    /// The stack of the home region.
    fn from(app: App) -> Self {
        Self { app, role: Role::default() }
    }
}

/// Resources of a template at the most (CloudFormation user guide, 2023-09-19).
const RESOURCES: usize = 500;

/// What came of a stage in its home region.
#[derive(Clone, Debug)]
pub struct Design {
    /// The region in which the stack is deployed.
    pub region: Region,
    /// Every decision.
    pub architecture: Architecture,
    /// What a person should know of it before the deployment: a sentence each, in lower case.
    pub hints: Vec<String>,
    /// What a new account may lack.
    pub quotas: Vec<Quota>,
}

impl Design {
    /// The architecture's template.
    ///
    /// # Errors
    /// When it has more resources than CloudFormation takes, or one that the region lacks.
    pub fn template(&self) -> Result<Template> {
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
        Ok(template)
    }
}

/// The architecture of a stage in its home region.
///
/// # Errors
/// When the region has too few zones, or does not offer what the stage needs, or the parts of the stage do not fit together.
pub fn design(rung: Rung, options: &Options) -> Result<Design> {
    design_stage(rung.id, &rung.stage()?, options)
}

/// The architecture of a stage that was read from a file, under the name `id`.
///
/// # Errors
/// As [`design`].
pub fn design_stage(id: &str, stage: &Stage, options: &Options) -> Result<Design> {
    let place = regions::place(id, stage, options)?;
    let region = regions::home(&place, options)?;
    let customer_key = options.app.customer_key;
    let network = stage.network;
    let zones = network.app.max(network.data).max(Some(network.public)).map_or(0, Zones::count);
    ensure!(
        usize::from(zones) <= region.zones(),
        "stage {} needs {zones} zones and {region} has {}; choose another --region",
        id,
        region.zones(),
    );
    let mut hints = Vec::new();
    let stage = &hints::without_mail(stage, region, &mut hints);
    let architecture = Architecture {
        title: format!("scalegen stage {}: {}", id, stage.title),
        summary: stage.architecture.clone(),
        network: Network {
            public: network.public,
            hosts: !stage.balancer,
            addresses: regions::addresses(&place),
        },
        budget: budget(&place, stage, region, &mut hints),
        customer_key,
        spoken: sizes::spoken(options.app.database.engine, region),
        place: place.clone(),
        shape: shape(stage, region, options).with_context(|| format!("stage {id}"))?,
    };
    let quotas = quotas::lacking(&architecture.shape, stage);
    hints.extend(quotas.iter().map(Quota::hint));
    hints.extend(hints::empty(stage));
    hints.extend(hints::mail(stage));
    hints.extend(hints::search(stage));
    hints.extend(hints::login(stage, options.app.database.engine));
    hints.extend(regions::hint(id, &place, options));
    if stage.cdn.is_some() && !matches!(place, Standing::Second(_)) && home(region)? == Home::Elsewhere {
        hints.push(hints::edge_first(id, stage, region));
    }
    Ok(Design { region, architecture, hints, quotas })
}

/// The account's budget is the first region's.
fn budget(place: &Standing, stage: &Stage, region: Region, hints: &mut Vec<String>) -> Option<Usd> {
    if matches!(place, Standing::Second(_)) { None } else { hints::budget(stage.budget, region, hints) }
}

/// The edge stack of a stage whose home region is another than us-east-1.
///
/// # Errors
/// When the stage has no content delivery network, or the home region holds all that it takes.
pub fn edge(rung: Rung, region: Region) -> Result<EdgeArchitecture> {
    let stage = rung.stage()?;
    ensure!(
        stage.cdn.is_some(),
        "stage {} has no content delivery network and so no edge stack; stage 10k is the first",
        rung.id
    );
    ensure!(
        home(region)? == Home::Elsewhere,
        "with the home region {} the stack itself holds all that CloudFront takes; give another --region",
        edge::REGION
    );
    Ok(EdgeArchitecture {
        title: format!("scalegen stage {}: the edge stack, for {}", rung.id, edge::REGION),
        stack: EdgeStack { waf: stage.waf },
    })
}
