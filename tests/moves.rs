//! The steps that move data, written where `./check moves` runs them before real servers.

use std::{fs, path::Path};

use scalegen::migrate::moves::{
    Kind, Side,
    database::{self, Database},
    federation::{self, Federation},
    files::{self, Files},
    region::{self, Region},
    shards::{self, Shards},
};

fn side(id: &str, kind: Kind, logins: &str) -> Side {
    let admin_secret = (kind != Kind::Host).then(|| format!("{logins}MasterSecret"));
    Side { id: id.into(), kind, secret: format!("{logins}Secret"), admin_secret }
}

fn step(number: u8, name: &str) -> String {
    format!("step {number} ({name})")
}

/// Stage 10 to 100.
fn to_rds() -> Database {
    Database {
        stack: "shop".into(),
        region: "us-east-1".into(),
        engine: "postgres".into(),
        port: 5432,
        database: "app".into(),
        tables: ".*".into(),
        source: side("DataHost", Kind::Host, "Database"),
        target: side("Database", Kind::Instance, "Database"),
        hosts: "WebServerA".into(),
        session: "WebServerA".into(),
        fleet: None,
        readers: false,
        replicates: true,
        source_word: "source".into(),
        expand: step(1, "expand"),
        switch: step(3, "switch"),
        contract: step(4, "contract"),
    }
}

/// Stage 500k to 1m.
fn to_aurora() -> Database {
    Database {
        source: side("Database", Kind::Instance, "Database"),
        target: side("DatabaseCluster", Kind::Cluster, "Database"),
        hosts: "WebFleet".into(),
        session: "WebFleet".into(),
        fleet: Some("WebFleet".into()),
        readers: true,
        ..to_rds()
    }
}

/// Stage 1m to 10m; the tests' service calls its products orders.
fn to_its_own() -> Federation {
    Federation {
        stack: "shop".into(),
        region: "us-east-1".into(),
        port: 5432,
        database: "app".into(),
        service: "products".into(),
        tables: "public[.](orders|orders_log)".into(),
        source: side("DatabaseCluster", Kind::Cluster, "Database"),
        target: side("ProductsCluster", Kind::Cluster, "Products"),
        hosts: "ProductsServiceFleet".into(),
        session: "ProductsServiceFleet".into(),
        expand: step(1, "expand"),
    }
}

/// At 10m; the tests' tables are those of users.
fn to_shards() -> Shards {
    Shards {
        stack: "shop".into(),
        region: "us-east-1".into(),
        port: 5432,
        database: "app".into(),
        service: "users".into(),
        tables: "public[.]user.*".into(),
        buckets: 1024,
        hosts: "UsersServiceFleet".into(),
        session: "UsersServiceFleet".into(),
        expand: step(1, "expand"),
    }
}

/// Stage 1k to 10k.
fn to_the_bucket() -> Files {
    Files {
        stack: "shop".into(),
        region: "us-east-1".into(),
        hosts: "WebServerA,WebServerB".into(),
        expand: step(1, "expand"),
        switch: step(3, "switch"),
        contract: step(4, "contract"),
    }
}

/// Stage 10m to 11m.
fn to_two_regions() -> Region {
    Region {
        stack: "shop".into(),
        region: "us-east-1".into(),
        secondary_stack: "shop".into(),
        secondary_region: "eu-west-1".into(),
        hosts: "WebFleet,UsersServiceFleet".into(),
        buckets: "AssetsBucket MediaBucket".into(),
        tables: "SessionTable HotTable".into(),
        secrets: "DatabaseSecret OriginSecret".into(),
        clusters: "DatabaseClusterGlobal ForumsClusterGlobal".into(),
        first: step(1, "the first stack"),
        second: step(2, "the second stack"),
        third: step(3, "the first stack again"),
        in_service: step(5, "InService=true"),
    }
}

fn mysql(database: Database, replicates: bool) -> String {
    database::render(&Database { engine: "mysql".into(), port: 3306, replicates, ..database })
}

fn all() -> Vec<(&'static str, String)> {
    vec![
        ("database-100", database::render(&to_rds())),
        ("database-1m", database::render(&to_aurora())),
        ("database-100-mysql", mysql(to_rds(), true)),
        ("database-1m-mysql", mysql(to_aurora(), false)),
        ("database-oracle", database::render(&Database { engine: "oracle-se2".into(), ..to_rds() })),
        ("federation", federation::render(&to_its_own())),
        ("shards", shards::render(&to_shards())),
        ("static", files::render(&to_the_bucket())),
        ("region", region::render(&to_two_regions())),
    ]
}

#[test]
fn every_move_is_written_and_every_block_is_closed() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("moves");
    fs::create_dir_all(&folder).unwrap();
    for (name, text) in all() {
        let fences = text.lines().filter(|line| line.starts_with("```")).count();
        assert!(fences % 2 == 0 && text.ends_with('\n') && !text.contains("\n\n\n"), "{name}");
        fs::write(folder.join(name).with_extension("md"), text).unwrap();
    }
}

#[test]
fn values_are_words_of_the_shell() {
    let odd = Database { stack: "it's; reboot".into(), tables: "public[.]a|b".into(), ..to_rds() };
    let text = database::render(&odd);
    assert!(text.contains("\nstack=\"it's; reboot\"\n"), "{text}");
    assert!(text.contains(" TABLES 'public[.]a|b' MOVE "), "{text}");
}
