//! Every decision, and nowhere else: what a stage says becomes an architecture for a region.

use anyhow::{Context, Result, bail, ensure};
use indexmap::IndexSet;

use crate::{
    architecture::{
        Architecture, Delivered, EdgeArchitecture, Front, Home, OneServer, Shape, Store, Tiers, Web,
    },
    cfn::Template,
    components::{
        cache::Cache,
        cdn::PriceClass,
        data_host::DataHost,
        database::{Connections, Database},
        edge::{self, EdgeStack},
        fleet::Fleet,
        network::{Network, Private, Zones},
        web::HostType,
    },
    facts::{DatabaseClass, InstanceType, Region, cache_node, has_type},
    stage::{
        Rung,
        file::{self, Stage},
    },
    units::Usd,
};

/// vCPUs of the EC2 families that a new account may run at once: the least that users report (from memory: AWS raises the
/// number by itself as an account is used).
const NEW_ACCOUNT: u32 = 5;

/// What a stage leaves open.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// The home region.
    pub region: Region,
    /// Whether what the stack keeps lies under a key of the customer's own, for a dollar a month and more (see
    /// [`crate::components::key`]). Immutable from stage 100 on: the database takes its key when it is created, and another
    /// key makes another database. Everything else can change its key in place; what was written before keeps the old one.
    pub customer_key: bool,
}

impl From<Region> for Options {
    /// The usual, in that region.
    fn from(region: Region) -> Self {
        Self { region, ..Self::default() }
    }
}

/// What came of a stage in its home region.
#[derive(Clone, Debug)]
pub struct Design {
    /// Every decision.
    pub architecture: Architecture,
    /// What a person should know of it before the deployment: a sentence each, in lower case.
    pub hints: Vec<String>,
}

impl Design {
    /// The architecture's template.
    pub fn template(&self) -> Template {
        self.architecture.template()
    }
}

/// The architecture of a stage in its home region.
///
/// # Errors
/// When the region has too few zones, or does not offer what the stage needs, or the parts of the stage do not fit together.
pub fn design(rung: Rung, options: Options) -> Result<Design> {
    design_stage(rung.id, &rung.stage()?, options)
}

/// The architecture of a stage that was read from a file, under the name `id`.
///
/// # Errors
/// As [`design`].
pub fn design_stage(id: &str, stage: &Stage, options: Options) -> Result<Design> {
    let Options { region, customer_key } = options;
    let network = stage.network;
    let zones = network.app.max(network.data).max(Some(network.public)).map_or(0, Zones::count);
    ensure!(
        usize::from(zones) <= region.zones(),
        "stage {} needs {zones} zones and {region} has {}; choose another --region",
        id,
        region.zones(),
    );
    let mut hints = Vec::new();
    let architecture = Architecture {
        title: format!("scalegen stage {}: {}", id, stage.title),
        summary: stage.architecture.clone(),
        network: Network { public: network.public, hosts: !stage.balancer },
        budget: budget(stage.budget, region, &mut hints),
        customer_key,
        shape: shape(stage, region).with_context(|| format!("stage {id}"))?,
    };
    let (least, most) = architecture.shape.vcpus();
    hints.extend(quota(least, most));
    if stage.cdn.is_some() && home(region)? == Home::Elsewhere {
        hints.push(edge_first(id, stage, region));
    }
    Ok(Design { architecture, hints })
}

/// What a new account may lack.
fn quota(least: u32, most: u32) -> Option<String> {
    let text = format!(
        "the hosts take {least} to {most} vCPUs, and a few more during an update; a new account may have as few as \
         {NEW_ACCOUNT}: see the EC2 quota L-1216C47A"
    );
    (most > NEW_ACCOUNT).then_some(text)
}

fn edge_first(id: &str, stage: &Stage, region: Region) -> String {
    let reason = if stage.waf.is_some() { "for the firewall, and for a domain" } else { "for a domain" };
    format!(
        "{reason}, deploy the edge stack in {} first, then give its name as EdgeStack: \
         scalegen stage {id} --region {region} --role edge",
        edge::REGION
    )
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

/// The month's budget, where CloudFormation can make one.
fn budget(monthly: Usd, region: Region, hints: &mut Vec<String>) -> Option<Usd> {
    if has_type(region, "AWS::Budgets::Budget") {
        return Some(monthly);
    }
    let dollars = monthly.dollars();
    hints.push(format!(
        "{region} has no AWS::Budgets::Budget; make a budget of {dollars} USD a month by hand"
    ));
    None
}

fn shape(stage: &Stage, region: Region) -> Result<Shape> {
    match (&stage.data_host, &stage.web, &stage.database, stage.balancer) {
        (Some(host), None, None, false) => Ok(Shape::OneHost(data_host(host, region)?)),
        (_, Some(web), _, false) => {
            let host = host_type(&web.instance, region)?;
            Ok(Shape::OneServer(OneServer { host, store: store(stage, region)? }))
        }
        (None, Some(web), Some(database), true) => {
            Ok(Shape::Tiers(Box::new(tiers(stage, web, database, region)?)))
        }
        (.., true) => bail!("a load balancer needs `web` and `database`, and no `data_host`"),
        _ => bail!("give `data_host`, or `web` with `data_host` or `database`"),
    }
}

fn store(stage: &Stage, region: Region) -> Result<Store> {
    match (&stage.data_host, &stage.database) {
        (Some(host), None) => Ok(Store::Host(data_host(host, region)?)),
        (None, Some(database)) => {
            Ok(Store::Managed(sized(database, region)?, two(stage.network.data, "data")?))
        }
        _ => bail!("`web` needs its data on a `data_host` or in a `database`; give one of them"),
    }
}

fn tiers(stage: &Stage, web: &file::Web, database: &file::Database, region: Region) -> Result<Tiers> {
    two(Some(stage.network.public), "public")?;
    let private =
        Private { zones: two(stage.network.app, "app")?, nat: stage.network.nat, tables: stage.sessions };
    Ok(Tiers {
        private,
        zones: two(stage.network.data, "data")?,
        database: sized(database, region)?,
        cache: stage.cache.as_ref().map(|cache| self::cache(cache, region)).transpose()?,
        sessions: stage.sessions,
        host: host_type(&web.instance, region)?,
        front: front(stage, web, region)?,
    })
}

/// Plain servers behind the load balancer, or what stands behind a content delivery network.
fn front(stage: &Stage, web: &file::Web, region: Region) -> Result<Front> {
    let hosts = match (web.servers, &web.fleet) {
        (Some(servers), None) => Web::Servers(servers),
        (None, Some(fleet)) => Web::Fleet(self::fleet(web, fleet, region)?),
        _ => bail!("`web` needs `servers` or `fleet`; give one of them"),
    };
    match (stage.cdn, hosts) {
        (Some(cdn), web) => Ok(Front::Delivered(Delivered {
            home: home(region)?,
            reach: PriceClass::near(region.name()),
            enforced: cdn == file::Cdn::Enforced,
            waf: stage.waf,
            trail: stage.trail,
            web,
        })),
        (None, Web::Servers(count)) => Ok(Front::Balancer(count)),
        (None, Web::Fleet(_)) => bail!("`web.fleet` needs `cdn`; add it"),
    }
}

fn fleet(web: &file::Web, file: &file::Fleet, region: Region) -> Result<Fleet> {
    ensure!(
        0 < file.min && file.min <= file.max,
        "web.fleet.min: {} is not between 1 and max {}; lower it or raise max",
        file.min,
        file.max
    );
    let types: IndexSet<_> =
        [host_type(&web.instance, region)?, host_type(&file.spare, region)?].map(|host| host.name).into();
    Ok(Fleet {
        min: file.min,
        max: file.max,
        types: types.into_iter().collect(),
        scaling: file.scaling.clone(),
    })
}

/// Load balancers, databases and caches stand in two zones at least.
fn two(zones: Option<Zones>, tier: &str) -> Result<Zones> {
    let zones = zones.filter(|zones| zones.count() >= 2);
    zones.with_context(|| format!("network.{tier}: give 2 zones or more"))
}

/// CloudFront is one service for all regions of the public partition, and takes its certificate from one of them.
fn home(region: Region) -> Result<Home> {
    ensure!(
        region.partition() == "aws",
        "{region} has no CloudFront of its own; choose a region outside China and GovCloud",
    );
    Ok(if region.name() == edge::REGION { Home::Here } else { Home::Elsewhere })
}

fn data_host(file: &file::DataHost, region: Region) -> Result<DataHost> {
    Ok(DataHost { host: host_type(&file.instance, region)?, volume: file.volume })
}

fn host_type(name: &str, region: Region) -> Result<HostType> {
    let offered = InstanceType::offered(name, region);
    let found = offered.as_deref().and_then(InstanceType::find);
    let (name, found) = offered
        .zip(found)
        .with_context(|| format!("{region} does not offer {name} with arm64; choose another --region"))?;
    Ok(HostType { name, burstable: found.burstable, vcpus: found.vcpus })
}

/// The database with what its class allows.
fn sized(file: &file::Database, region: Region) -> Result<Database> {
    let class = DatabaseClass::offered(&file.class, region).with_context(|| {
        format!("{region} does not offer {} for PostgreSQL; choose another --region", file.class)
    })?;
    let connections = file.connections.map_or_else(
        || Connections { most: class.max_connections(), fixed: false },
        |most| Connections { most, fixed: true },
    );
    Ok(Database {
        class: class.name(),
        storage: file.storage,
        storage_max: file.storage_max,
        standby: file.standby,
        backup_days: file.backup_days,
        replicas: file.replicas,
        connections,
        insights: class.has_insights(),
    })
}

fn cache(file: &file::Cache, region: Region) -> Result<Cache> {
    let node = cache_node(&file.node, region)
        .with_context(|| format!("{region} does not offer {}; choose another --region", file.node))?;
    Ok(Cache { node, shards: file.shards })
}
