//! Hosts before and below databases of every engine.

use scalegen::{
    app::App,
    design::{Design, Options, design},
    stage::LADDER,
};
use serde_json::Value;

use crate::{
    review::{boots, longest},
    stages, text,
};

/// Stages whose database is on a host, and the first stages on RDS.
const OWN: [&str; 3] = ["1", "vertical", "10"];
const MANAGED: [&str; 3] = ["100", "1k", "10k"];
/// Engines for which Amazon Linux has no client.
const MUTE: [&str; 2] = ["oracle-se2", "sqlserver-se"];

fn designed(engine: &str, id: &str) -> Result<Design, String> {
    let app: App = serde_json::from_str(&format!(r#"{{"database": {{"engine": "{engine}"}}}}"#)).unwrap();
    let rung = LADDER.into_iter().find(|rung| rung.id == id).unwrap();
    design(rung, &Options::from(app)).map_err(|error| format!("{error:#}"))
}

fn document(engine: &str, id: &str) -> Value {
    stages::document(&designed(engine, id).unwrap().template().unwrap(), false)
}

/// The scripts of all hosts that come to a database, at these stages.
fn scripts(engine: &str, ids: &[&str]) -> Vec<(String, String)> {
    let of = |id: &&str| boots(id, stages::resources(&document(engine, id)));
    ids.iter().flat_map(of).filter(|(_, script)| script.contains("DB_HOST")).collect()
}

#[test]
fn mysql_is_asked_at_every_stage_and_postgres_by_nobody() {
    let ids = LADDER.map(|rung| rung.id);
    for (name, script) in scripts("mysql", &ids) {
        assert!(longest(&script) <= 16_384, "{name}: {} bytes of user data", longest(&script));
        for promise in ["select 1", "mysql --defaults-file=/etc/app/db.cnf", "MYSQL_PWD"] {
            assert!(script.contains(promise), "{name}: {promise}");
        }
        for other in ["psql", "PGHOST", "postgresql"] {
            assert!(!script.contains(other), "{name}: {other}");
        }
    }
}

/// Whatever parts are asked for beside those of the biggest stages.
#[test]
fn the_longest_script_fits_into_user_data() {
    for asked in [
        "{}",
        "video: true",
        "{video: true, database: {engine: mysql}, search: {node: r7g.large.search, storage: 100}}",
    ] {
        let options = Options::from(scalegen::strict::read::<App>(asked.as_bytes()).unwrap());
        for rung in &LADDER[LADDER.len() - 3..] {
            let document = stages::document(&design(*rung, &options).unwrap().template().unwrap(), false);
            for (name, script) in boots(rung.id, stages::resources(&document)) {
                assert!(longest(&script) <= 16_384, "{asked}: {name}: {} bytes", longest(&script));
            }
        }
    }
}

#[test]
fn the_data_host_of_mysql_keeps_what_that_of_postgres_keeps() {
    for (name, script) in scripts("mysql", &OWN).into_iter().filter(|(name, _)| name.contains("DataHost")) {
        for promise in [
            "sha256sum -c",
            "gpgcheck=1",
            "blkid",
            "RequiresMountsFor=/var/lib/mysql",
            "xfs_growfs /var/lib/mysql",
            "datadir = /var/lib/mysql/data",
            "require_secure_transport = ON",
            "gtid_mode = ON",
            "binlog_format = ROW",
            "binlog_expire_logs_seconds",
            "innodb_buffer_pool_size",
            "REQUIRE SSL",
            "REPLICATION SLAVE",
            "IDENTIFIED WITH auth_socket",
            "/var/lib/mysql/mysqld.log {",
        ] {
            assert!(script.contains(promise), "{name}: {promise}");
        }
    }
    let (document, door) = (document("mysql", "10"), "/Resources/DataHostFromWeb/Properties/FromPort");
    assert_eq!(document.pointer(door), Some(&Value::from(3306)));
}

/// The application's login owns its database alone, and the database that AWS runs proves who it is.
#[test]
fn logins_are_made_over_tls_and_own_one_database() {
    let managed = LADDER.map(|rung| rung.id).into_iter().filter(|id| !OWN.contains(id)).collect::<Vec<_>>();
    for engine in ["mysql", "mariadb"] {
        let ids = if engine == "mysql" { managed.as_slice() } else { &MANAGED };
        for (name, script) in scripts(engine, ids) {
            for promise in ["ssl-verify-server-cert", "global-bundle.pem", "REQUIRE SSL", " ON app.* TO "] {
                assert!(script.contains(promise), "{name}: {promise}");
            }
            assert!(!script.contains("ON *.*"), "{name}");
        }
    }
}

#[test]
fn who_has_no_client_leaves_the_login_to_people() {
    for (engine, port) in MUTE.into_iter().zip(["1521", "1433"]) {
        for id in MANAGED {
            let hints = designed(engine, id).unwrap().hints;
            let said =
                format!("make the login of DatabaseSecret by hand: Amazon Linux has no client for {engine}");
            assert!(hints.contains(&said), "{engine} {id}: {hints:?}");
            let document = document(engine, id);
            assert!(
                !text(&document["Resources"]["WebRole"]).contains("DatabaseMasterSecret"),
                "{engine} {id}"
            );
            for (name, script) in boots(id, stages::resources(&document)) {
                assert!(script.contains("/dev/tcp/") && script.contains(&format!("}}/{port}'")), "{name}");
                assert!(!script.contains("DatabaseMasterSecret"), "{name}");
                assert!(longest(&script) <= 16_384, "{name}");
            }
        }
    }
}

#[test]
fn a_host_runs_postgres_and_mysql_alone() {
    for engine in ["mariadb", "oracle-se2", "sqlserver-se"] {
        for id in OWN {
            let error = designed(engine, id).unwrap_err();
            assert!(error.contains("database.engine: "), "{engine} {id}: {error}");
        }
    }
}
