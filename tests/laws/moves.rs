//! When the database moves: every way in which it may, from the first stage to the last.

use std::sync::LazyLock;

use scalegen::{
    app::{App, Database},
    architecture::{Engine, OneServer, Shape, Store},
    design::{Options, design, design_stage},
    facts::{DatabaseClass, Region},
    stage::{AuroraFrom, LADDER, ManagedFrom, file},
    wrong::Wrong,
};
use serde_json::Value;

use crate::{Stage, at, growth, kind, references::references, review, stages, text, waits_for, wiring};

type Moves = (ManagedFrom, AuroraFrom);

/// Every way, with its stages, smallest first.
static WAYS: LazyLock<Vec<(Moves, Vec<Stage>)>> = LazyLock::new(|| {
    let template = |rung, moves| stages::document(&stages::moving(rung, moves).template().unwrap(), false);
    let ladder = |moves| LADDER.into_iter().map(|rung| (rung.id, template(rung, moves))).collect();
    stages::MOVES.into_iter().map(|moves| (moves, ladder(moves))).collect()
});

/// Every stage of every way, with what to call it.
fn every() -> impl Iterator<Item = (String, &'static serde_json::Map<String, Value>)> {
    let named = |moves: Moves, id: &str| format!("{moves:?} {id}");
    WAYS.iter().flat_map(move |(moves, ladder)| {
        ladder.iter().map(move |(id, document)| (named(*moves, id), stages::resources(document)))
    })
}

#[test]
fn every_reference_leads_somewhere() {
    for (moves, ladder) in WAYS.iter() {
        for (id, document) in ladder {
            assert_eq!(wiring::findings(document), [""; 0], "{moves:?} {id}");
        }
    }
}

#[test]
fn nothing_with_data_is_lost_but_where_the_database_moves() {
    for (moves, ladder) in WAYS.iter() {
        let rows = growth::leave(*moves);
        let wrong = growth::wrong(ladder, &rows);
        assert!(wrong.is_empty(), "{moves:?}: {wrong:#?}");
        assert_eq!(growth::needless(ladder, &rows), [], "{moves:?}");
    }
}

/// Two moves within a step are refused at every stage, by the key that would save one.
#[test]
fn data_does_not_move_twice_within_a_step() {
    let database =
        Database { managed_from: ManagedFrom::Ten, aurora_from: AuroraFrom::Hundred, ..Database::default() };
    let options = App { database, ..App::default() }.into();
    for rung in LADDER {
        let error = design(rung, &options).unwrap_err();
        let wrong = error.downcast_ref::<Wrong>().unwrap();
        assert!(wrong.path == "database.managed_from" && wrong.sentence.contains("500k"), "{wrong}");
    }
}

/// B5: where a database leaves for an empty one, and only there, a hint says so before the deployment.
#[test]
fn a_move_of_data_is_told_beforehand() {
    let told = |moves| {
        let hints = |rung| stages::moving(rung, moves).hints;
        let told =
            LADDER.into_iter().filter(|rung| hints(*rung).iter().any(|it| it.contains("empty database")));
        told.map(|rung| rung.id).collect::<Vec<_>>()
    };
    let moves = stages::MOVES.map(told);
    assert_eq!(
        moves,
        [vec!["100", "1m"], vec!["100", "500k"], vec!["100"], vec!["10", "1m"], vec!["10", "500k"]]
    );
}

/// The hint is right: a database's first stage is where the stage before has none of its kind.
#[test]
fn a_database_is_of_one_kind_and_stays_so() {
    for (moves, ladder) in WAYS.iter() {
        let kinds = ladder.iter().map(|(id, document)| {
            let has = |it: &str| document["Resources"][it].is_object();
            let kinds = ["DataHost", "Database", "DatabaseCluster"];
            let there: Vec<_> = (0..3).filter(|kind| has(kinds[*kind])).collect();
            assert_eq!(there.len(), 1, "{moves:?} {id}: {there:?}");
            there[0]
        });
        assert!(kinds.is_sorted(), "{moves:?}");
    }
}

/// What is managed from ten users on is the database of a hundred: that step changes nothing.
#[test]
fn from_10_to_100_nothing_changes_where_10_is_managed() {
    for (moves, ladder) in WAYS.iter().filter(|(moves, _)| moves.0 == ManagedFrom::Ten) {
        let resources = |id| &ladder[growth::place(id)].1["Resources"];
        assert_eq!(resources("10"), resources("100"), "{moves:?}");
    }
}

/// Before its first move and from a million users on every way prints what the talk's prints, reasons apart.
#[test]
fn ways_part_where_the_database_moves_and_meet_at_a_million() {
    let (_, talk) = &WAYS[0];
    for ((managed, aurora), ladder) in WAYS.iter() {
        let parts = match (managed, aurora) {
            (ManagedFrom::Ten, _) => "10",
            (_, AuroraFrom::Hundred) => "100",
            (_, AuroraFrom::HalfMillion) => "500k",
            (_, AuroraFrom::Million) => "1m",
        };
        for (place, (id, document)) in ladder.iter().enumerate() {
            let apart = (growth::place(parts)..growth::place("1m")).contains(&place);
            let same = *document == talk[place].1;
            assert!(same || apart, "{managed:?} {aurora:?} {id}");
        }
    }
}

/// A region may sell another class than the stage names; a cluster there grows all the same.
#[test]
fn a_cluster_grows_in_every_region() {
    let classes = |region| {
        let database = Database { aurora_from: AuroraFrom::Hundred, ..Database::default() };
        let options = App { database, region: Some(region), ..App::default() }.into();
        let sold = LADDER.into_iter().filter_map(move |rung| design(rung, &options).ok());
        sold.filter_map(|design| class(&design.architecture.shape)).collect::<Vec<_>>()
    };
    for region in Region::all() {
        assert!(classes(region).is_sorted(), "{region}: {:?}", classes(region));
    }
    assert_eq!(classes(Region::default()), [4, 4, 16, 32, 64, 128, 128]);
}

/// Memory of a cluster's instances, GiB.
fn class(shape: &Shape) -> Option<u32> {
    let engine = match shape {
        Shape::OneServer(OneServer { store: Store::Managed(engine, _), .. }) => engine,
        Shape::Tiers(tiers) => &tiers.database,
        _ => return None,
    };
    if let Engine::Aurora(aurora) = engine { Some(aurora.memory) } else { None }
}

/// Nothing of RDS alone is left beside a cluster, whose parts have the same names at every stage.
#[test]
fn a_cluster_has_its_parts_and_no_others() {
    let parts = ["DatabaseClusterInstance1", "DatabaseClusterParameters", "DatabaseMasterSecret"];
    let of_rds = ["DatabaseParameters", "DatabaseReplica1", "DatabaseStorageAlarm", "DatabaseCpuAlarm"];
    for (name, resources) in every().filter(|(_, resources)| resources.contains_key("DatabaseCluster")) {
        assert!(parts.iter().all(|part| resources.contains_key(*part)), "{name}");
        assert!(!of_rds.iter().any(|part| resources.contains_key(*part)), "{name}");
        let attached = at(&resources["DatabaseSecretAttachment"], "TargetType");
        assert_eq!(attached, "AWS::RDS::DBCluster", "{name}");
    }
}

/// The cluster's name is there before any of its instances: hosts that log in come after all of them, or after the proxy,
/// which does. Without services there is no host that could make the proxy's login before it.
#[test]
fn hosts_come_after_what_they_log_in_to() {
    for (name, resources) in every().filter(|(_, resources)| resources.contains_key("DatabaseCluster")) {
        let web = &resources["WebLaunchTemplate"];
        let proxy = resources.contains_key("DatabaseProxy");
        assert_eq!(proxy, resources.contains_key("UsersServiceFleet"), "{name}");
        let gate = if proxy { &resources["DatabaseProxy"] } else { web };
        let instances = resources.keys().filter(|id| id.starts_with("DatabaseClusterInstance"));
        instances.for_each(|instance| assert!(waits_for(gate, instance), "{name}: {instance}"));
        let readers = resources.contains_key("DatabaseClusterInstance2");
        assert_eq!(text(web).contains("DB_READER_HOSTS"), readers, "{name}");
        let asked = if proxy { "DatabaseProxy" } else { "DatabaseCluster" };
        assert!(references(web).iter().any(|it| it.to == asked), "{name}");
    }
}

/// A law of growth for clusters: neither class nor readers become fewer, and the first reader comes beside a class that stays.
#[test]
fn a_cluster_never_shrinks() {
    for (moves, ladder) in WAYS.iter() {
        for step in ladder.windows(2) {
            let [old, new] = [0, 1].map(|end: usize| stages::resources(&step[end].1));
            let Some([before, after]) = size(old).zip(size(new)).map(<[(u32, usize); 2]>::from) else {
                continue;
            };
            let name = format!("{moves:?}, {} to {}", step[0].0, step[1].0);
            assert!(after.0 >= before.0 && after.1 >= before.1, "{name}: {before:?} {after:?}");
            assert!(before.1 > 0 || after.0 == before.0, "{name}: class and first reader at once");
        }
    }
}

/// Memory of the first cluster's instances, and how many read.
fn size(resources: &serde_json::Map<String, Value>) -> Option<(u32, usize)> {
    let instances = resources.iter().filter(|(id, _)| id.starts_with("DatabaseClusterInstance"));
    let memory =
        |it: &Value| DatabaseClass::find(at(it, "DBInstanceClass").as_str().unwrap()).unwrap().memory_gib();
    let memory: Vec<_> = instances.map(|(_, it)| memory(it)).collect();
    assert!(memory.windows(2).all(|two| two[0] == two[1]), "instances differ");
    memory.first().map(|first| (*first, memory.len() - 1))
}

/// Aurora follows the reads from Auto Scaling on, with what the stack has as its least.
#[test]
fn readers_follow_the_reads_from_half_a_million_on() {
    for (name, resources) in every().filter(|(_, resources)| resources.contains_key("DatabaseCluster")) {
        let scaling = resources.get("DatabaseReaderScaling");
        assert_eq!(scaling.is_some(), resources.contains_key("WebFleet"), "{name}");
        let Some(scaling) = scaling else { continue };
        let least = at(scaling, "MinCapacity").as_u64().unwrap();
        assert_eq!(least, size(resources).unwrap().1 as u64, "{name}");
        assert_eq!(at(scaling, "MaxCapacity"), 15, "{name}");
    }
}

/// What is named above is all that there is of its type.
#[test]
fn there_is_one_cluster_until_there_are_functions() {
    for (name, resources) in every() {
        let clusters = resources.values().filter(|it| kind(it) == "AWS::RDS::DBCluster").count();
        assert!(clusters <= 1 || resources.contains_key("ShardMapTable"), "{name}: {clusters}");
    }
}

/// Readers bring the larger sample application, also where a server still has its own TLS.
#[test]
fn boots_fit_into_user_data() {
    let file = include_str!("../../stages/100.yaml");
    let rds = "{ class: db.t4g.small, storage: 20, storage_max: 1000, standby: false, backup_days: 7 }";
    assert!(file.contains(rds));
    let file = file.replace(rds, "{ aurora: true, class: db.t4g.medium, replicas: 1, backup_days: 7 }");
    let read = design_stage("100", &file::Stage::read(&file).unwrap(), &Options::default()).unwrap();
    let read = stages::document(&read.template().unwrap(), false);
    let with_reader = review::boots("100 with a reader", stages::resources(&read));
    let boots = every().flat_map(|(name, resources)| review::boots(&name, resources));
    for (name, script) in boots.chain(with_reader) {
        let longest = review::longest(&script);
        assert!(longest <= review::USER_DATA, "{name}: {longest} bytes of user data");
    }
}

/// What a stage has for another kind of database is refused by its name, and a proxy and scaling need a reader.
#[test]
fn keys_of_another_kind_of_database_are_refused() {
    for (id, from, to, path) in [
        ("1m", "class:", "storage: 20, class:", "database.storage"),
        ("1m", "class:", "storage_max: 20, class:", "database.storage_max"),
        ("1m", "class:", "standby: true, class:", "database.standby"),
        ("1m", "class:", "connections: 800, class:", "database.connections"),
        ("1m", "replicas: 2", "replicas: 0", "database.replicas"),
        ("1m", "replicas_max: 15", "replicas_max: 2", "database.replicas_max"),
        ("10k", "replicas: 2", "replicas: 2, replicas_max: 15", "database.replicas_max"),
        ("100", "storage: 20, ", "", "database.storage"),
        ("100", "storage_max: 1000, ", "", "database.storage_max"),
        ("100", "storage_max: 1000", "storage_max: 20", ""),
        ("100", "storage: 20", "storage: 2000", "database.storage_max"),
    ] {
        let rung = std::fs::read_to_string(format!("stages/{id}.yaml")).unwrap();
        assert!(rung.contains(from), "{id} has no {from}");
        let stage = file::Stage::read(&rung.replacen(from, to, 1)).unwrap();
        let refused = design_stage(id, &stage, &Options::default()).err();
        let refused = refused.map(|error| error.downcast_ref::<Wrong>().unwrap().path.clone());
        assert_eq!(refused.unwrap_or_default(), path, "{id}: {to}");
    }
}
