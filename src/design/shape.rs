//! Which parts form which shape. Every key of a stage file is used, or refused by its name.

use anyhow::Result;

use super::{Options, Role, cached, moves, sizes};
use crate::{
    architecture::{Decoupled, Delivered, Engine, Front, Home, OneServer, Shape, Store, Tiers, Web},
    components::{
        cdn::PriceClass,
        database::federation::Federation,
        edge,
        network::{Nat, Private, Zones},
        nosql::NoSql,
        sessions::Sessions,
        tier::Count,
    },
    facts::Region,
    stage::file::{self, Stage},
    wrong::{demand, refuse, wrong},
};

/// Said of what stands behind a load balancer alone.
const BALANCER: &str = "needs `balancer`; leave it out";
/// Said of what is parted from the web servers.
const SERVICES: &str = "needs `services`; leave it out";

pub(super) fn shape(stage: &Stage, region: Region, options: &Options) -> Result<Shape> {
    match (&stage.data_host, &stage.web, stage.database.is_some(), stage.balancer) {
        (Some(host), None, false, false) => {
            refuse(&behind_a_balancer(stage), BALANCER)?;
            no_data(stage)?;
            Ok(Shape::OneHost(sizes::data_host(host, &options.app.database, region)?))
        }
        (_, Some(web), _, false) => Ok(Shape::OneServer(one_server(stage, web, region, options)?)),
        (None, Some(web), true, true) => Ok(Shape::Tiers(Box::new(tiers(stage, web, region, options)?))),
        (.., true) => {
            Err(wrong("balancer", "needs `web` and `database`, and no `data_host`; give those alone"))
        }
        _ => Err(wrong("web", "needs `data_host` or `database` beside it; give one, or `data_host` alone")),
    }
}

/// Where the database is on a host, it needs no subnets.
fn no_data(stage: &Stage) -> Result<()> {
    refuse(&[("network.data", stage.network.data.is_some())], "needs `database`; leave it out")
}

/// The keys that mean nothing without a load balancer, and whether they are given.
fn behind_a_balancer(stage: &Stage) -> [(&'static str, bool); 16] {
    [
        ("services", stage.services.is_some()),
        ("photos", stage.photos),
        ("photo_workers", stage.photo_workers.is_some()),
        ("mail", stage.mail),
        ("video", stage.video),
        ("search", stage.search.is_some()),
        ("federation", stage.federation.is_some()),
        ("nosql", !stage.nosql.is_empty()),
        ("cache", stage.cache.is_some()),
        ("sessions", stage.sessions != Sessions::Server),
        ("cdn", stage.cdn.is_some()),
        ("waf", stage.waf.is_some()),
        ("trail", stage.trail),
        ("tracing", stage.tracing),
        ("network.app", stage.network.app.is_some()),
        ("network.nat", stage.network.nat == Nat::PerZone),
    ]
}

fn one_server(stage: &Stage, web: &file::Web, region: Region, options: &Options) -> Result<OneServer> {
    refuse(&behind_a_balancer(stage), BALANCER)?;
    demand(web.servers == Some(Count::ONE) && web.fleet.is_none(), "web.servers", || {
        "more than one web server needs `balancer`; give 1".to_owned()
    })?;
    let store = match (&stage.data_host, &stage.database) {
        (Some(host), None) => {
            no_data(stage)?;
            Store::Host(sizes::data_host(host, &options.app.database, region)?)
        }
        (None, Some(database)) => {
            Store::Managed(engine(stage, database, region, options)?, two(stage.network.data, "data")?)
        }
        _ => {
            let sentence = "needs its data on a `data_host` or in a `database`; give one of them";
            return Err(wrong("web", sentence));
        }
    };
    Ok(OneServer { host: sizes::host_type("web.instance", &web.instance, region)?, store })
}

fn tiers(stage: &Stage, web: &file::Web, region: Region, options: &Options) -> Result<Tiers> {
    let missing = || wrong("balancer", "needs `database`; add it");
    let database = stage.database.as_ref().ok_or_else(missing)?;
    let (public, app) = (two(Some(stage.network.public), "public")?, two(stage.network.app, "app")?);
    demand(app <= public, "network.app", || {
        format!("{} zones of hosts, but {} of the load balancer; raise public", app.count(), public.count())
    })?;
    Ok(Tiers {
        private: Private { zones: app, nat: stage.network.nat, tables: cached::tables(stage) },
        zones: two(stage.network.data, "data")?,
        database: engine(stage, database, region, options)?,
        cache: cached::cache(stage, region, options)?,
        sessions: cached::sessions(stage, options)?,
        host: sizes::host_type("web.instance", &web.instance, region)?,
        front: front(stage, web, region, options.role)?,
    })
}

/// Who runs the database. Aurora's proxy is told of its database by the first service, and so waits for services.
fn engine(stage: &Stage, database: &file::Database, region: Region, options: &Options) -> Result<Engine> {
    let app = &options.app.database;
    if !database.aurora {
        return Ok(Engine::Rds(sizes::database(database, region, app)?));
    }
    let among = sizes::Among {
        services: stage.services.is_some(),
        federated: stage.federation.is_some(),
        step: moves::step(app.aurora_from),
    };
    Ok(Engine::Aurora(sizes::aurora(database, among, region, app)?))
}

/// Plain servers behind the load balancer, or what stands behind a content delivery network.
fn front(stage: &Stage, web: &file::Web, region: Region, role: Role) -> Result<Front> {
    let hosts = hosts(stage, web, region)?;
    match (stage.cdn, hosts) {
        (Some(cdn), web) => Ok(Front::Delivered(Delivered {
            home: home(region)?,
            reach: PriceClass::near(region.name()),
            enforced: cdn == file::Cdn::Enforced,
            waf: stage.waf,
            trail: stage.trail && role == Role::Primary,
            tracing: stage.tracing,
            web,
        })),
        (None, Web::Servers(count)) => {
            let delivered =
                [("waf", stage.waf.is_some()), ("trail", stage.trail), ("tracing", stage.tracing)];
            refuse(&delivered, "needs `cdn`; leave it out")?;
            Ok(Front::Balancer(count))
        }
        (None, Web::Fleet(..)) => Err(wrong("web.fleet", "needs `cdn`; add it")),
    }
}

fn hosts(stage: &Stage, web: &file::Web, region: Region) -> Result<Web> {
    match (web.servers, &web.fleet) {
        (Some(servers), None) => {
            refuse(&[("services", stage.services.is_some())], "needs `web.fleet`; leave it out")?;
            refuse(&beside_services(stage), SERVICES)?;
            Ok(Web::Servers(servers))
        }
        (None, Some(fleet)) => {
            let fleet = sizes::fleet("web.fleet", &web.instance, fleet, region)?;
            Ok(Web::Fleet(fleet, decoupled(stage, region)?.map(Box::new)))
        }
        _ => Err(wrong("web", "needs `servers` or `fleet`; give one of them")),
    }
}

/// The keys that mean nothing without services, and whether they are given.
fn beside_services(stage: &Stage) -> [(&'static str, bool); 7] {
    [
        ("photos", stage.photos),
        ("photo_workers", stage.photo_workers.is_some()),
        ("mail", stage.mail),
        ("video", stage.video),
        ("search", stage.search.is_some()),
        ("federation", stage.federation.is_some()),
        ("nosql", !stage.nosql.is_empty()),
    ]
}

fn decoupled(stage: &Stage, region: Region) -> Result<Option<Decoupled>> {
    let Some(services) = &stage.services else {
        refuse(&beside_services(stage), SERVICES)?;
        return Ok(None);
    };
    let parted = [("federation", stage.federation.is_some() && !stage.has_aurora())];
    refuse(&parted, "needs `database.aurora`; leave it out")?;
    let zones = stage.network.data.map_or(0, Zones::count);
    demand(zones >= 3 || !stage.nosql.contains(&NoSql::Warehouse), "nosql", || {
        format!("`warehouse` needs 3 zones, and network.data has {zones}; raise it")
    })?;
    let of_photos = [("video", stage.video), ("photo_workers", stage.photo_workers.is_some())];
    refuse(if stage.photos { &[] } else { &of_photos }, "needs `photos`; leave it out")?;
    Ok(Some(Decoupled {
        services: sizes::services(services, region)?,
        photos: stage.photos.then(|| sizes::photos(stage.photo_workers.as_ref(), region)).transpose()?,
        mail: stage.mail,
        video: stage.video,
        search: stage.search.as_ref().map(sizes::search).transpose()?,
        federation: stage.federation.map(|file| Federation { shards: file.shards.get() }),
        nosql: sizes::nosql(&stage.nosql)?,
    }))
}

/// Load balancers, databases and caches stand in two zones at least.
fn two(zones: Option<Zones>, tier: &str) -> Result<Zones> {
    let zones = zones.filter(|zones| zones.count() >= 2);
    zones.ok_or_else(|| wrong(format!("network.{tier}"), "this tier stands in several zones; give 2 or more"))
}

/// CloudFront is one service for all regions of the public partition, and takes its certificate from one of them.
pub(super) fn home(region: Region) -> Result<Home> {
    demand(region.partition() == "aws", "region", || {
        format!("{region} has no CloudFront of its own; choose a region outside China and GovCloud")
    })?;
    Ok(if region.name() == edge::REGION { Home::Here } else { Home::Elsewhere })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{design::design_stage, stage::LADDER};

    /// What is said of a stage whose file has more lines, or other ones.
    fn refusal(id: &str, from: &str, to: &str) -> String {
        let file = std::fs::read_to_string(format!("stages/{id}.yaml")).unwrap();
        assert!(file.contains(from), "{id} has no {from}");
        let stage = Stage::read(&file.replacen(from, to, 1)).unwrap();
        format!("{:#}", design_stage(id, &stage, &Region::default().into()).unwrap_err())
    }

    const WORKERS: &str = "photo_workers: { instance: c8g.large, spare: c7g.large, min: 1, max: 9 }";

    /// A stage, what is replaced in its file, by what, and what is said of it.
    const BROKEN: [(&str, &str, &str, &str); 20] = [
        ("1", "budget:", "trail: true\nbudget:", "trail: needs `balancer`; leave it out"),
        ("100", "budget:", "sessions: table\nbudget:", "sessions: needs `balancer`; leave it out"),
        ("10", "public: 1", "public: 1, data: 2", "network.data: needs `database`; leave it out"),
        ("1k", "budget:", "waf: block\nbudget:", "waf: needs `cdn`; leave it out"),
        ("100", "servers: 1", "servers: 4", "web.servers: more than one web server needs `balancer`; give 1"),
        (
            "500k",
            "sessions: table\n",
            "",
            "sessions: any host of a fleet answers any visitor; give table or cache",
        ),
        (
            "500k",
            "public: 3",
            "public: 2",
            "network.app: 3 zones of hosts, but 2 of the load balancer; raise public",
        ),
        ("500k", "max: 24", "max: 6", "web.fleet.max: 6 leaves no room above min 6; raise it"),
        ("500k", "trail: true", "trail: true\nvideo: true", "video: needs `services`; leave it out"),
        ("1m", "max: 18", "max: 3", "services.fleet.max: 3 leaves no room above min 3; raise it"),
        ("1m", "photos: true", "video: true", "video: needs `photos`; leave it out"),
        ("1m", "photos: true", WORKERS, "photo_workers: needs `photos`; leave it out"),
        ("500k", "trail: true", WORKERS, "photo_workers: needs `services`; leave it out"),
        (
            "100",
            "budget: 70",
            "budget: 70\nphoto_workers: { instance: c8g.large, spare: c7g.large, min: 1, max: 9 }",
            "photo_workers: needs `balancer`; leave it out",
        ),
        (
            "1m",
            "mail: true",
            "search: { node: r7g.large, storage: 20 }",
            "search.node: `r7g.large` is no node of OpenSearch; give one such as r7g.large.search",
        ),
        (
            "1m",
            "replicas: 2",
            "replicas: 15",
            "database.replicas_max: 15 leaves no room above replicas 15; raise it",
        ),
        (
            "10m",
            "hot, lookup, clickstream",
            "warehouse",
            "nosql: `warehouse` loads what `clickstream` leaves; add it",
        ),
        ("10m", "hot, lookup", "hot, hot", "nosql: a pattern is there twice; keep one"),
        ("11m", "photos: true\n", "", "photos: stage 11m has two regions, which need it; give true"),
        (
            "1m",
            "services:\n  names: [users, products, forums]\n  instance: c8g.xlarge\n  fleet: { min: 3, max: 18, spare: c7g.xlarge, scaling: { cpu: 60 } }\n",
            "",
            "photos: needs `services`; leave it out",
        ),
    ];

    #[test]
    fn every_key_is_used_or_refused_by_its_name() {
        for (id, from, to, said) in BROKEN {
            let prefix = if said.contains("stage ") { String::new() } else { format!("stage {id}: ") };
            assert_eq!(refusal(id, from, to), prefix + said);
        }
    }

    #[test]
    fn the_ladder_is_what_its_files_say() {
        for rung in LADDER {
            let file = std::fs::read_to_string(format!("stages/{}.yaml", rung.id)).unwrap();
            let read = Stage::read(&file).unwrap();
            assert_eq!(format!("{read:?}"), format!("{:?}", rung.stage().unwrap()), "{}", rung.id);
        }
        assert_eq!(std::fs::read_dir("stages").unwrap().count(), LADDER.len(), "a file is not on the ladder");
    }
}
