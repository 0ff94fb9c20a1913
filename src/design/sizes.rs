//! How big each part is, in what the region sells.

use anyhow::{Result, ensure};
use indexmap::IndexSet;

use super::engines;
use crate::{
    app,
    components::{
        app::Spoken,
        data_host::{DataHost, Server},
        database::{Connections, Database, Engine, aurora::Aurora},
        fleet::{Fleet, Scaling},
        nosql::NoSql,
        photos::{Photos, Workers},
        search::Search,
        service::Services,
        talk::Step,
        tier::HostType,
    },
    facts::{InstanceType, Region, has_type},
    stage::file,
    units::{ConnectionCount, Readers, Replicas},
    wrong::{demand, refuse, wrong},
};

pub(super) fn data_host(file: &file::DataHost, app: &app::Database, region: Region) -> Result<DataHost> {
    let (host, volume) = (host_type("data_host.instance", &file.instance, region)?, file.volume.get());
    Ok(DataHost { host, volume, server: server(app)? })
}

/// A database that AWS runs, and the certificates of its authorities: `UsingWithRDS.SSL` in the user guide of RDS, and in that
/// of China (read 2026-11). Elsewhere nobody sourced them, and clients do without.
pub(super) fn spoken(engine: Engine, region: Region) -> Spoken {
    let authorities = match region.partition() {
        "aws-cn" => Some("https://rds-truststore.s3.cn-north-1.amazonaws.com.cn/global/global-bundle.pem"),
        "aws-us-gov" => {
            Some("https://truststore.pki.us-gov-west-1.rds.amazonaws.com/global/global-bundle.pem")
        }
        "aws" => Some("https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem"),
        _ => None,
    };
    Spoken { engine, authorities }
}

/// What a host of one's own can run.
fn server(app: &app::Database) -> Result<Server> {
    match app.engine {
        Engine::Postgres => Ok(Server::Postgres),
        Engine::Mysql => Ok(Server::Mysql),
        Engine::Mariadb | Engine::OracleSe2 | Engine::SqlserverSe => Err(engines::elsewhere(app)),
    }
}

/// An EC2 type that the region sells. `key`: where the file has it.
pub(super) fn host_type(key: &str, name: &str, region: Region) -> Result<HostType> {
    let offered = InstanceType::offered(name, region);
    let found = offered.as_deref().and_then(InstanceType::find);
    let refusal =
        || wrong(key, format!("{region} does not offer `{name}` with arm64; give a type such as m7g.large"));
    let (name, found) = offered.zip(found).ok_or_else(refusal)?;
    Ok(HostType { name, burstable: found.burstable, vcpus: found.vcpus })
}

/// The smallest disk of type gp3, GiB (RDS user guide).
const LEAST: u32 = 20;

/// The database with what its class allows.
pub(super) fn database(file: &file::Database, region: Region, app: &app::Database) -> Result<Database> {
    let class = engines::class(&file.class, app, region)?;
    let scales = [("database.replicas_max", file.replicas_max.is_some())];
    refuse(&scales, "RDS adds no replicas by itself; leave it out")?;
    let (storage, storage_max) = disk(file, app.engine)?;
    let most = file.connections.map_or(class.max_connections(), ConnectionCount::get);
    Ok(Database {
        engine: app.engine,
        release: engines::release(app)?,
        class: class.name(),
        storage,
        storage_max,
        standby: file.standby,
        backup_days: file.backup_days.get(),
        replicas: engines::replicas(file.replicas.map_or(0, Replicas::get), app)?,
        connections: Connections { most, fixed: file.connections.is_some() },
        insights: class.has_insights(),
    })
}

/// The disk of a database on RDS in GiB: at first, and at the most.
fn disk(file: &file::Database, engine: Engine) -> Result<(u32, u32)> {
    let needed = |key: &str| wrong(format!("database.{key}"), "RDS needs a disk; give its size in GiB");
    let first = file.storage.ok_or_else(|| needed("storage"))?.get();
    let most = file.storage_max.ok_or_else(|| needed("storage_max"))?.get();
    demand(first >= LEAST, "database.storage", || {
        format!("{LEAST} GiB are the least that RDS makes; raise it")
    })?;
    let terms = engine.terms();
    for (key, size) in [("storage", first), ("storage_max", most)] {
        demand(size <= terms.disk, format!("database.{key}"), || {
            format!("{} takes {} GiB at the most on RDS; lower it", terms.title, terms.disk)
        })?;
    }
    if first > most {
        let sentence = format!("{most} GiB is less than storage, {first} GiB; raise it");
        return Err(wrong("database.storage_max", sentence));
    }
    Ok((first, most))
}

/// A rolling update keeps `min` hosts in service, and needs room for one more. `key`: where the stage file has it.
pub(super) fn fleet(key: &str, instance: &str, file: &file::Fleet, region: Region) -> Result<Fleet> {
    let (min, max) = (file.min.get(), file.max.get());
    demand(min < max, format!("{key}.max"), || format!("{max} leaves no room above min {min}; raise it"))?;
    let odd = file.scaling.schedules.values().find(|schedule| schedule.min > schedule.max);
    demand(odd.is_none(), format!("{key}.scaling.schedules"), || {
        "a min is more than its max; raise the max".to_owned()
    })?;
    let first = host_type(&first_key(key), instance, region)?;
    let spare = host_type(&format!("{key}.spare"), &file.spare, region)?;
    let types: IndexSet<_> = [first, spare].map(|host| host.name).into();
    Ok(Fleet { min, max, types: types.into_iter().collect(), scaling: file.scaling.clone() })
}

/// Where the file has the first type of a fleet: beside the fleet, or among its bounds.
fn first_key(fleet: &str) -> String {
    format!("{}.instance", fleet.strip_suffix(".fleet").unwrap_or(fleet))
}

/// What a cluster stands among.
#[derive(Clone, Copy, Debug)]
pub(super) struct Among {
    /// Whether there are services, before which a proxy stands.
    pub services: bool,
    /// Whether there are further clusters.
    pub federated: bool,
    /// The step at which Aurora comes.
    pub step: Step,
}

/// A cluster with what its class allows.
pub(super) fn aurora(
    file: &file::Database,
    among: Among,
    region: Region,
    app: &app::Database,
) -> Result<Aurora> {
    let engine = engines::aurora(app)?;
    refuse(&of_rds(file), "Aurora has none: it is for RDS; leave it out")?;
    let class = engines::aurora_class(engine, &file.class, app, region)?;
    ensure!(
        !among.services || has_type(region, "AWS::RDS::DBProxy"),
        "{region} has no RDS Proxy, which stands before Aurora; choose another --region"
    );
    let (readers, readers_max) = readers(file, among.services)?;
    Ok(Aurora {
        engine,
        release: engines::aurora_release(engine, app)?,
        class: class.name(),
        readers,
        readers_max,
        backup_days: file.backup_days.get(),
        memory: class.memory_gib(),
        connections: class.max_connections(),
        insights: class.has_insights(),
        minor_upgrades: !among.federated,
        proxy: among.services,
        step: among.step,
    })
}

/// The keys of a database that mean nothing on Aurora, and whether they are given.
fn of_rds(file: &file::Database) -> [(&'static str, bool); 4] {
    [
        ("database.storage", file.storage.is_some()),
        ("database.storage_max", file.storage_max.is_some()),
        ("database.standby", file.standby),
        ("database.connections", file.connections.is_some()),
    ]
}

/// Readers of a cluster: those that are always there, and how many there may be, where more come with the reads.
fn readers(file: &file::Database, services: bool) -> Result<(u8, Option<u8>)> {
    let readers = file.replicas.map_or(0, Replicas::get);
    let most = file.replicas_max.map(Readers::get);
    if readers == 0 && (services || most.is_some()) {
        let sentence =
            "the proxy before Aurora and the scaling of its readers need one to begin with; give 1 or more";
        return Err(wrong("database.replicas", sentence));
    }
    match most.filter(|most| *most <= readers) {
        Some(most) => {
            let sentence = format!("{most} leaves no room above replicas {readers}; raise it");
            Err(wrong("database.replicas_max", sentence))
        }
        None => Ok((readers, most)),
    }
}

pub(super) fn services(file: &file::Services, region: Region) -> Result<Services> {
    let host = host_type("services.instance", &file.instance, region)?;
    let fleet = fleet("services.fleet", &file.instance, &file.fleet, region)?;
    Ok(Services { names: file.names.clone(), host, fleet })
}

/// A function, unless hosts are given.
pub(super) fn photos(workers: Option<&file::Workers>, region: Region) -> Result<Photos> {
    let Some(workers) = workers else { return Ok(Photos::Function) };
    let host = host_type("photo_workers.instance", &workers.instance, region)?;
    let (spare, min, max) = (workers.spare.clone(), workers.min, workers.max);
    let file = file::Fleet { min, max, spare, scaling: Scaling::default() };
    let fleet = fleet("photo_workers", &workers.instance, &file, region)?;
    Ok(Photos::Workers(Workers { host, fleet }))
}

/// A node's name as the service writes it; whether a region sells it, the service says.
pub(super) fn search(file: &file::Search) -> Result<Search> {
    demand(file.node.ends_with(".search"), "search.node", || {
        format!("`{}` is no node of OpenSearch; give one such as r7g.large.search", file.node)
    })?;
    Ok(Search { node: file.node.clone(), storage: file.storage.get() })
}

/// Each pattern once; a warehouse loads what a clickstream leaves.
pub(super) fn nosql(patterns: &[NoSql]) -> Result<Vec<NoSql>> {
    let twice = patterns.iter().enumerate().find(|(at, it)| patterns[..*at].contains(it));
    demand(twice.is_none(), "nosql", || "a pattern is there twice; keep one".to_owned())?;
    let loads = !patterns.contains(&NoSql::Warehouse) || patterns.contains(&NoSql::Clickstream);
    demand(loads, "nosql", || "`warehouse` loads what `clickstream` leaves; add it".to_owned())?;
    Ok(patterns.to_vec())
}
