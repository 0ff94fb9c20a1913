//! Where no part can become any bigger, by what AWS sells: worked out apart from the sizes that demand raises.

use scalegen::{
    architecture::{Architecture, Engine, Shape, Store, Tiers},
    components::database::Engine as Sql,
};

/// The sizes of the biggest classes on RDS: SQL Server has a bigger one with memory than for general use.
const MOST: [(Sql, &[&str]); 5] = [
    (Sql::Postgres, &["48xlarge"]),
    (Sql::Mysql, &["48xlarge"]),
    (Sql::Mariadb, &["48xlarge"]),
    (Sql::OracleSe2, &["4xlarge"]),
    (Sql::SqlserverSe, &["12xlarge", "16xlarge"]),
];

/// Whether the part that a key makes bigger is as big as it gets.
pub fn reached(key: &str, architecture: &Architecture) -> bool {
    match (key, &architecture.shape) {
        ("data_host.instance", Shape::OneHost(host)) => is_biggest(&host.host.name),
        ("web.instance", Shape::OneServer(server)) => is_biggest(&server.host.name),
        ("data_host.instance", Shape::OneServer(server)) => {
            matches!(&server.store, Store::Host(host) if is_biggest(&host.host.name))
        }
        ("database.class", Shape::OneServer(server)) => {
            matches!(&server.store, Store::Managed(engine, _) if is_biggest_class(engine))
        }
        (key, Shape::Tiers(tiers)) => of_tiers(key, tiers),
        _ => false,
    }
}

fn of_tiers(key: &str, tiers: &Tiers) -> bool {
    match key {
        "web.instance" => is_biggest(&tiers.host.name),
        "web.fleet.max" => tiers.hosts().1 == 10_000,
        "services.fleet.max" => tiers.parted().is_some_and(|parted| parted.fleet.max == 10_000),
        "database.class" => is_biggest_class(&tiers.database),
        "cache.shards" => tiers.cache.as_ref().is_some_and(|cache| [60, 90].contains(&cache.nodes())),
        _ => false,
    }
}

/// The biggest EC2 type of a plain family.
fn is_biggest(name: &str) -> bool {
    name.ends_with(".48xlarge")
}

fn is_biggest_class(engine: &Engine) -> bool {
    match engine {
        Engine::Aurora(aurora) => is_biggest(&aurora.class),
        Engine::Rds(database) => {
            let most = MOST.iter().find(|(engine, _)| *engine == database.engine);
            let size = database.class.rsplit('.').next().unwrap();
            most.is_some_and(|(_, sizes)| sizes.contains(&size))
        }
    }
}
