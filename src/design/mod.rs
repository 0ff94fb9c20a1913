//! Every decision, and nowhere else: what a stage says becomes an architecture for a region.

mod cached;
mod engines;
mod finished;
mod hints;
mod moves;
mod owner;
pub mod quotas;
mod regions;
mod shape;
mod sizes;
mod sizing;
mod title;

use anyhow::{Context, Result, ensure};

use crate::{
    app::App,
    architecture::{Architecture, EdgeArchitecture, Home},
    components::{
        edge::{self, EdgeStack},
        network::Zones,
        world::Standing,
    },
    facts::Region,
    stage::{At, Rung, file::Stage},
    units::{Usd, Users},
};
pub use finished::Finished;
pub use hints::SANDBOX;
pub use moves::in_steps_from;
pub use quotas::Quota;
use shape::{home, shape};
use sizing::Sizing;
pub use title::{Stack, Title};

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
    options: Options,
}

/// The architecture of a stage in its home region.
///
/// # Errors
/// When the region has too few zones, or does not offer what the stage needs, or the parts of the stage do not fit together.
pub fn design(at: impl Into<At>, options: &Options) -> Result<Design> {
    let at @ At { rung, users } = at.into();
    sized(&at.to_string(), &rung.stage()?, users, options)
}

/// The architecture of a stage that was read from a file, under the name `id`.
///
/// # Errors
/// As [`design`].
pub fn design_stage(id: &str, stage: &Stage, options: &Options) -> Result<Design> {
    sized(id, stage, options.app.users, options)
}

/// The stage with its database where the user wants it, with what the user said of its parts, and with room for so many users.
fn sized(id: &str, stage: &Stage, users: Option<Users>, options: &Options) -> Result<Design> {
    let app = &options.app;
    let begins = moves::begins(stage, &app.database);
    let placed = moves::placed(stage, &app.database).with_context(|| format!("stage {id}"))?;
    let mut stage = app.fit(&placed);
    sizing::pace(&placed, &mut stage, app);
    let sizing = users.map(|users| (users, Sizing::of(app, users, app.region())));
    if let Some((_, sizing)) = &sizing {
        sizing.raise(&mut stage);
    }
    let mut design = fitted(id, &stage, begins, options)?;
    let shortage = sizing.and_then(|(users, sizing)| sizing.shortage(users, &design.architecture));
    design.hints.extend(shortage);
    Ok(design)
}

fn fitted(id: &str, stage: &Stage, begins: bool, options: &Options) -> Result<Design> {
    let place = regions::place(id, stage, options)?;
    let region = regions::home(&place, options)?;
    let mut hints = Vec::new();
    let stage = &hints::without_mail(stage, region, &mut hints);
    let budget = budget(&place, stage, region, &mut hints);
    let architecture = architecture(id, stage, (&place, region), budget, options)?;
    let quotas = quotas::lacking(&architecture.shape, stage);
    hints.extend(quotas.iter().map(Quota::hint));
    hints.extend(hints::empty(begins, &options.app));
    hints.extend(engines::hints(stage, begins, &options.app));
    hints.extend(hints::all(stage, &place, &options.app));
    hints.extend(regions::hint(id, &place, options));
    if stage.cdn.is_some() && !matches!(place, Standing::Second(_)) && home(region)? == Home::Elsewhere {
        hints.push(hints::edge_first(id, stage, region));
    }
    Ok(Design { region, architecture, hints, quotas, options: options.clone() })
}

fn architecture(
    id: &str,
    stage: &Stage,
    (place, region): (&Standing, Region),
    budget: Option<Usd>,
    options: &Options,
) -> Result<Architecture> {
    let app = &options.app;
    let plan = owner::plan(id, zones(id, stage, region)?, app, place)?;
    Ok(Architecture {
        title: title::description(id, stack(place), &stage.title),
        summary: engines::summary(&cached::summary(stage, options), app.database.engine),
        shape: shape(stage, region, options).with_context(|| format!("stage {id}"))?,
        network: owner::network(stage, app, plan, region)?,
        budget,
        customer_key: app.customer_key,
        spoken: sizes::spoken(app.database.engine, region),
        known: owner::known(app),
        issuer: owner::issuer(app),
        protection: owner::protection(app),
        canary: app.canary.unwrap_or(true),
        place: place.clone(),
    })
}

/// Which stack stands there.
fn stack(place: &Standing) -> Stack {
    if matches!(place, Standing::Second(_)) { Stack::Second } else { Stack::Home }
}

/// In how many zones the stage stands, if the region has so many.
fn zones(id: &str, stage: &Stage, region: Region) -> Result<u8> {
    let network = stage.network;
    let zones = network.app.max(network.data).max(Some(network.public)).map_or(0, Zones::count);
    ensure!(
        usize::from(zones) <= region.zones(),
        "stage {id} needs {zones} zones and {region} has {}; choose another --region",
        region.zones(),
    );
    Ok(zones)
}

/// The account's budget is the first region's.
fn budget(place: &Standing, stage: &Stage, region: Region, hints: &mut Vec<String>) -> Option<Usd> {
    if matches!(place, Standing::Second(_)) { None } else { hints::budget(stage.budget, region, hints) }
}

/// The edge stack of a stage whose home region is another than us-east-1.
///
/// # Errors
/// When the stage has no content delivery network, or the home region holds all that it takes.
pub fn edge(rung: Rung, options: impl Into<Options>) -> Result<EdgeArchitecture> {
    edge_stage(rung.id, &rung.stage()?, &options.into())
}

/// The edge stack of a stage that was read from a file, under the name `id`.
///
/// # Errors
/// As [`edge`].
pub fn edge_stage(id: &str, stage: &Stage, options: &Options) -> Result<EdgeArchitecture> {
    let region = options.app.region();
    ensure!(
        stage.cdn.is_some(),
        "stage {id} has no content delivery network and so no edge stack; stage 10k is the first",
    );
    ensure!(
        home(region)? == Home::Elsewhere,
        "with the home region {} the stack itself holds all that CloudFront takes; give another --region",
        edge::REGION
    );
    Ok(EdgeArchitecture {
        title: title::description(id, Stack::Edge, title::EDGE),
        stack: EdgeStack { waf: options.app.fit(stage).waf, domain: owner::domain(&options.app) },
    })
}
