//! Caches of every engine, at every stage that has a cache.

use scalegen::{
    components::{cache::CacheEngine, sessions::Sessions},
    design::design_stage,
    stage::{LADDER, Stage},
};
use serde_json::{Map, Value};

use crate::{
    at, kind,
    review::longest,
    stages, text,
    update::{Loss, in_place::IN_PLACE, losses},
    wiring::findings,
};

const ENGINES: [CacheEngine; 3] = [CacheEngine::Valkey, CacheEngine::Redis, CacheEngine::Memcached];
pub const STAGES: [&str; 5] = ["10k", "500k", "1m", "10m", "11m"];

type Resources = Map<String, Value>;

fn cached(id: &str, engine: CacheEngine) -> Value {
    stages::document(&stages::cached(id, engine, Sessions::Table).unwrap(), false)
}

/// Every engine at every stage that has a cache.
fn every() -> Vec<(String, CacheEngine, Value)> {
    let pairs = ENGINES.into_iter().flat_map(|engine| STAGES.map(|id| (id, engine)));
    pairs.map(|(id, engine)| (format!("{engine:?} at {id}"), engine, cached(id, engine))).collect()
}

/// The cache's own resource.
fn cache(resources: &Resources) -> (&String, &Value) {
    let of_cache = |resource: &Value| {
        ["AWS::ElastiCache::ReplicationGroup", "AWS::ElastiCache::CacheCluster"].contains(&kind(resource))
    };
    let mut found = resources.iter().filter(|(_, resource)| of_cache(resource));
    let only = found.next().unwrap();
    assert!(found.next().is_none(), "two caches");
    only
}

/// The boot scripts, with their variables.
fn scripts(resources: &Resources) -> Vec<String> {
    let data =
        resources.values().map(|it| &at(it, "LaunchTemplateData")["UserData"]["Fn::Base64"]["Fn::Sub"]);
    data.filter_map(|text| text[0].as_str().or(text.as_str())).map(str::to_owned).collect()
}

#[test]
fn every_template_holds_together() {
    for (name, _, document) in every() {
        assert_eq!(findings(&document), [""; 0], "{name}");
    }
}

/// Where the cache listens, whom its group lets in, and what people and the application are told.
#[test]
fn ports_agree() {
    for (name, engine, document) in every() {
        let resources = stages::resources(&document);
        let port = if engine == CacheEngine::Memcached { 11_211 } else { 6379 };
        assert_eq!(*at(cache(resources).1, "Port"), port, "{name}");
        let doors: Vec<_> = resources
            .values()
            .filter(|it| kind(it) == "AWS::EC2::SecurityGroupIngress")
            .filter(|it| text(at(it, "GroupId")).contains("CacheSecurityGroup"))
            .collect();
        assert!(!doors.is_empty(), "{name}");
        for door in doors {
            assert_eq!((at(door, "FromPort"), at(door, "ToPort")), (&port.into(), &port.into()), "{name}");
        }
        let said = document["Outputs"]["CacheEndpoint"]["Description"].as_str().unwrap();
        assert!(said.contains(&format!("port {port}, TLS")), "{name}: {said}");
        for script in scripts(resources).iter().filter(|it| it.contains("CACHE_ENDPOINT=")) {
            assert_eq!(script.contains("CACHE_PORT=11211\n"), port == 11_211, "{name}");
        }
    }
}

/// It has no password and no disk, and holds nothing that a deletion would lose.
#[test]
fn memcached_has_no_secret_and_keeps_nothing() {
    for (name, engine, document) in every() {
        let (resources, all) = (stages::resources(&document), text(&document));
        let memcached = engine == CacheEngine::Memcached;
        let (id, cache) = cache(resources);
        assert_eq!(id == "CacheCluster", memcached, "{name}");
        assert_eq!(*at(cache, "TransitEncryptionEnabled"), true, "{name}");
        for property in ["AuthToken", "SnapshotRetentionLimit", "AtRestEncryptionEnabled"] {
            assert_eq!(at(cache, property).is_null(), memcached, "{name}: {property}");
        }
        assert_eq!(cache["DeletionPolicy"], if memcached { "Delete" } else { "Snapshot" }, "{name}");
        for word in ["CacheSecret", "CACHE_SECRET_ARN=", "\\nAUTH"] {
            assert_eq!(!all.contains(word), memcached, "{name}: {word}");
        }
        assert_eq!(all.contains("CACHE_ENGINE=memcached"), memcached, "{name}");
        assert!(!all.contains("CACHE_ENGINE=valkey") && !all.contains("CACHE_ENGINE=redis"), "{name}");
    }
}

/// Metrics of one engine are silent on the other, and an alarm on silence never rings.
#[test]
fn alarms_and_dashboard_ask_the_engine_that_is_there() {
    let only = |engine| match engine {
        CacheEngine::Memcached => ["GetHits", "CurrConnections", "CPUUtilization"],
        _ => ["CacheHits", "EngineCPUUtilization", "DatabaseMemoryUsagePercentage"],
    };
    for (name, engine, document) in every() {
        let asked: Vec<_> = stages::resources(&document)
            .iter()
            .filter(|(id, _)| id.starts_with("Cache") && id.ends_with("Alarm") || *id == "Dashboard")
            .map(|(_, resource)| text(&resource["Properties"]))
            .collect();
        let other =
            if engine == CacheEngine::Memcached { CacheEngine::Valkey } else { CacheEngine::Memcached };
        let asks = |metric: &str| {
            asked.iter().any(|text| text.contains(&format!("\"{metric}\"")) && text.contains("ElastiCache"))
        };
        assert!(only(engine).into_iter().skip(1).all(asks), "{name}");
        assert!(!asked.iter().any(|text| text.contains(only(other)[0])), "{name}");
        assert!(asked.len() >= 3, "{name}");
    }
}

/// A stack that grows or shrinks keeps its shards. Memcached's nodes hold nothing, and another type of node is another cluster.
#[test]
fn no_step_replaces_a_cache_that_holds_data() {
    for engine in ENGINES {
        let all = STAGES.map(|id| cached(id, engine));
        for (old, new) in all.iter().flat_map(|old| all.iter().map(move |new| (old, new))) {
            let node = |document: &Value| at(cache(stages::resources(document)).1, "CacheNodeType").clone();
            let lost: Vec<_> = losses(old, new, &IN_PLACE)
                .into_iter()
                .filter(|(id, _)| id.starts_with("Cache") && !id.contains("From") && !id.ends_with("Alarm"))
                .collect();
            let expected: Vec<_> = match engine {
                CacheEngine::Memcached if node(old) != node(new) => {
                    ["CacheCluster", "CacheSubnetGroup"].into_iter().collect()
                }
                _ => Vec::new(),
            };
            let names: Vec<_> = lost.iter().map(|(id, _)| id.as_str()).collect();
            assert_eq!(names, expected, "{engine:?}");
            let by_name = Loss::Replaced("CacheSubnetGroupName".to_owned());
            assert!(lost.iter().all(|(_, loss)| *loss == by_name), "{engine:?}: {lost:?}");
        }
    }
}

/// What the registry changes in place stays the only difference: `redis` becomes `valkey` where it stands.
#[test]
fn redis_differs_from_valkey_in_engine_and_version_alone() {
    for id in STAGES {
        let [valkey, mut redis] = [CacheEngine::Valkey, CacheEngine::Redis].map(|engine| cached(id, engine));
        for property in ["Engine", "EngineVersion", "CacheParameterGroupName"] {
            let path = format!("/Resources/Cache/Properties/{property}");
            assert_ne!(valkey.pointer(&path), redis.pointer(&path), "{id}: {property}");
            *redis.pointer_mut(&path).unwrap() = valkey.pointer(&path).unwrap().clone();
        }
        assert_eq!(valkey["Resources"], redis["Resources"], "{id}");
    }
}

/// EC2 takes 16,384 bytes of user data.
#[test]
fn boot_scripts_have_room() {
    for (name, _, document) in every() {
        for script in scripts(stages::resources(&document)) {
            assert!(longest(&script) <= 16_384, "{name}: {}", longest(&script));
        }
    }
}

/// Nodes over the zones: two at the least, and no more than a cluster takes.
#[test]
fn memcached_spreads_over_zones_and_ends_at_sixty() {
    let nodes = |shards: u16| {
        let file = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/stages/10k.yaml")).unwrap();
        let file = file.replace("shards: 1 }", &format!("shards: {shards} }}"));
        stages::cached_stage("10k", &Stage::read(&file).unwrap(), CacheEngine::Memcached).map(|template| {
            let document = stages::document(&template, false);
            let cache = cache(stages::resources(&document)).1;
            assert_eq!(at(cache, "AZMode"), "cross-az", "{shards}");
            at(cache, "NumCacheNodes").as_u64().unwrap()
        })
    };
    assert_eq!([1, 2, 3, 60].map(|shards| nodes(shards).unwrap()), [2, 2, 3, 60]);
    let said = "stage 10k: cache.shards: 61 nodes, and a cluster of memcached takes 60; lower it";
    assert_eq!(nodes(61), Err(said.to_owned()));
}

/// A node that no engine of ours takes as it is.
#[test]
fn nodes_with_disks_are_refused() {
    let rung = LADDER.into_iter().find(|rung| rung.id == "10k").unwrap();
    let mut stage = rung.stage().unwrap();
    stage.cache.as_mut().unwrap().node = "cache.r6gd.xlarge".to_owned();
    let error = design_stage("10k", &stage, &scalegen::design::Options::default()).unwrap_err();
    let said =
        "stage 10k: cache.node: cache.r6gd.xlarge keeps data on disk; give a type such as cache.r7g.xlarge";
    assert_eq!(format!("{error:#}"), said);
}
