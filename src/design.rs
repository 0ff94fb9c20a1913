//! Every decision, and nowhere else: what a stage says becomes an architecture for a region.

use anyhow::{Context, Result, bail, ensure};

use crate::{
    architecture::{Architecture, Home, Shape, Store, Tiers},
    components::{
        cache::Cache,
        data_host::DataHost,
        database::{Connections, Database},
        edge,
        network::{Network, Private, Zones},
        web::HostType,
    },
    facts::{DatabaseClass, InstanceType, Region},
    stage::{
        Rung,
        file::{self, Stage},
    },
};

/// The architecture of a stage in its home region.
///
/// # Errors
/// When the region has too few zones, or does not offer what the stage needs, or the parts of the stage do not fit together.
pub fn design(rung: Rung, region: Region) -> Result<Architecture> {
    let stage = rung.stage()?;
    let network = stage.network;
    let zones = network.app.max(network.data).max(Some(network.public)).map_or(0, Zones::count);
    ensure!(
        usize::from(zones) <= region.zones(),
        "stage {} needs {zones} zones and {region} has {}; choose another --region",
        rung.id,
        region.zones(),
    );
    Ok(Architecture {
        title: format!("scalegen stage {}: {}", rung.id, stage.title),
        summary: stage.architecture.clone(),
        network: Network { public: network.public },
        budget: Some(stage.budget),
        shape: shape(&stage, region).with_context(|| format!("stage {}", rung.id))?,
    })
}

fn shape(stage: &Stage, region: Region) -> Result<Shape> {
    match (&stage.data_host, &stage.web, &stage.database, stage.balancer) {
        (Some(host), None, None, false) => Ok(Shape::OneHost(data_host(host)?)),
        (host, Some(web), database, false) => Ok(Shape::OneServer {
            host: host_type(&web.instance)?,
            store: store(stage, host.as_ref(), database.as_ref(), region)?,
        }),
        (None, Some(web), Some(database), true) => {
            Ok(Shape::Tiers(Box::new(tiers(stage, web, database, region)?)))
        }
        (.., true) => bail!("a load balancer needs `web` and `database`, and no `data_host`"),
        _ => bail!("give `data_host`, or `web` with `data_host` or `database`"),
    }
}

fn store(
    stage: &Stage,
    host: Option<&file::DataHost>,
    database: Option<&file::Database>,
    region: Region,
) -> Result<Store> {
    match (host, database) {
        (Some(host), None) => Ok(Store::Host(data_host(host)?)),
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
    let cache = stage.cache.as_ref().map(|cache| Cache { node: cache.node.clone(), shards: cache.shards });
    Ok(Tiers {
        private,
        data: two(stage.network.data, "data")?,
        host: host_type(&web.instance)?,
        servers: web.servers,
        database: sized(database, region)?,
        cache,
        sessions: stage.sessions,
        cdn: stage.cdn.then(|| home(region)).transpose()?,
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

fn data_host(file: &file::DataHost) -> Result<DataHost> {
    Ok(DataHost { host: host_type(&file.instance)?, volume: file.volume })
}

fn host_type(name: &str) -> Result<HostType> {
    let found = InstanceType::find(name).with_context(|| {
        format!("`{name}` is no arm64 instance type that we know; see facts/instances.tsv")
    })?;
    Ok(HostType { name: name.to_owned(), burstable: found.burstable })
}

/// The database with what its class allows.
fn sized(file: &file::Database, region: Region) -> Result<Database> {
    let class = DatabaseClass::find(&file.class)
        .with_context(|| format!("`{}` is not a database class with known memory; see facts/", file.class))?;
    ensure!(
        class.is_offered_in(region),
        "{region} does not offer {} for PostgreSQL; choose another --region",
        file.class
    );
    let connections = file.connections.map_or_else(
        || Connections { most: class.max_connections(), fixed: false },
        |most| Connections { most, fixed: true },
    );
    Ok(Database {
        class: file.class.clone(),
        storage: file.storage,
        storage_max: file.storage_max,
        standby: file.standby,
        backup_days: file.backup_days,
        replicas: file.replicas,
        connections,
    })
}
