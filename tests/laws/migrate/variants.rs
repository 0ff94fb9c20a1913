//! Moves of stacks that are not the usual one: what the file may say, each alone, and random files.

use proptest::{prelude::Strategy, strategy::ValueTree, test_runner::TestRunner};
use scalegen::{
    design::{Options, design},
    stage::{LADDER, Rung},
};
use serde_json::{Value, json};

use super::{outer, wrong};
use crate::{
    apps::any_app,
    stages::given::{app, network, said},
};

/// Random files, as many as take some seconds.
const FILES: usize = 24;

/// What a file may say, by a name.
fn files() -> Vec<(&'static str, Value)> {
    let database = |managed: &str, aurora: &str| json!({ "database": { "managed_from": managed, "aurora_from": aurora } });
    let engine = |name: &str| json!({ "database": { "engine": name } });
    let mut elsewhere = said();
    elsewhere["region"] = "eu-west-1".into();
    vec![
        ("mysql", engine("mysql")),
        ("mariadb", engine("mariadb")),
        ("oracle", engine("oracle-se2")),
        ("sqlserver", engine("sqlserver-se")),
        ("redis", json!({ "cache": { "engine": "redis" } })),
        ("memcached", json!({ "cache": { "engine": "memcached" } })),
        (
            "memcached, grown",
            json!({ "cache": { "engine": "memcached" }, "traffic": { "peak": 9, "cached": 0.9 } }),
        ),
        ("sessions in the cache", json!({ "sessions": "cache" })),
        ("elsewhere", json!({ "region": "eu-west-1" })),
        ("elsewhere, smaller", json!({ "region": "ap-southeast-1" })),
        ("elsewhere, with a domain", elsewhere),
        ("with a domain", said()),
        ("under a key of the customer's", json!({ "customer_key": true })),
        ("managed from 10, Aurora from 1m", database("10", "1m")),
        ("managed from 10, Aurora from 500k", database("10", "500k")),
        ("Aurora from 100", database("100", "100")),
        ("Aurora from 500k", database("100", "500k")),
        ("without TLS", json!({ "tls": "none" })),
        ("unprotected", json!({ "protect": false })),
        ("a big host", json!({ "data_host": { "instance": "m8g.4xlarge", "volume": 200 } })),
        ("a network of its own", network()),
        ("a firewall that blocks", json!({ "waf": "block" })),
        (
            "more services",
            json!({ "services": { "names": ["threads", "votes", "users", "mails"] }, "tracing": true }),
        ),
        ("videos", json!({ "video": true })),
    ]
}

/// Whether the file has this stage.
fn has(rung: Rung, options: &Options) -> bool {
    design(rung, options).and_then(|design| design.template()).is_ok()
}

#[test]
fn every_way_to_the_next_stage_holds_whatever_the_file_says() {
    let mut found = Vec::new();
    for (name, keys) in files() {
        let options = Options::from(app(keys));
        let ladder: Vec<_> = LADDER.into_iter().filter(|rung| has(*rung, &options)).collect();
        assert!(ladder.len() > 2, "{name}");
        for pair in ladder.windows(2) {
            let wrong = wrong([pair[0].id, pair[1].id], &options);
            found.extend(wrong.into_iter().map(|what| format!("{name}: {what}")));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_way_of_any_file_holds() {
    let mut runner = TestRunner::deterministic();
    let mut found = Vec::new();
    for _ in 0..FILES {
        let (halves, _, [few, many]) = any_app().new_tree(&mut runner).unwrap().current();
        let options = Options::from(halves.app());
        let [few, many] = [few, many].map(|users| users.count().to_string());
        for [from, to] in outer(&few, &many).iter().filter(|[from, to]| from != to) {
            let wrong = wrong([from, to], &options);
            found.extend(wrong.into_iter().map(|what| format!("{halves:?}: {what}")));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}
