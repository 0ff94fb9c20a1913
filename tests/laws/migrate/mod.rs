//! A move from any stage to any later one loses nothing, and keeps its phases.

mod closed;
mod edited;
mod ends;
mod filled;
mod holds;
mod losses;
mod phase;
mod size;
mod superset;
mod variants;

use std::{collections::BTreeSet, fs};

use ends::{ends_at, forgets};
use indexmap::IndexMap;
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
use scalegen::{
    app::{App, Database},
    design::{Options, design, in_steps_from},
    migrate::{Document, Migration, Request, Step, Stop},
    stage::{At, LADDER, Rung},
    strict,
};

/// A stop by a stage's ID or a number of users.
fn stop(name: &str) -> Stop {
    name.parse::<At>().unwrap().into()
}

fn migration(from: &str, to: &str, options: &Options) -> Migration {
    let request =
        Request { from: stop(from), to: stop(to), options, parameters: IndexMap::new(), deployed: None };
    Migration::new(&request).unwrap_or_else(|error| panic!("{from} to {to}: {error:#}"))
}

fn printed(name: &str, options: &Options) -> Document {
    design(name.parse::<At>().unwrap(), options).unwrap().template().unwrap().into()
}

/// What is wrong with a way, which must end where it leads.
fn wrong([from, to]: [&str; 2], options: &Options) -> Vec<String> {
    let migration = migration(from, to, options);
    let wrong = migration.legs.iter().flat_map(holds::wrong);
    wrong.chain(ends_at(&migration, to, options)).chain(forgets(&migration)).collect()
}

#[test]
fn every_way_between_two_stages_holds() {
    let options = Options::default();
    let ids: Vec<_> = LADDER.iter().map(|rung| rung.id).collect();
    for (index, from) in ids.iter().enumerate() {
        for to in &ids[index + 1..] {
            let migration = migration(from, to, &options);
            assert_eq!(ends_at(&migration, to, &options), None, "from {from}");
            let next = ids.get(index + 1) == Some(to) || *from == "1" && *to == "10";
            let wrong: Vec<_> = migration.legs.iter().filter(|_| next).flat_map(holds::wrong).collect();
            assert!(wrong.is_empty(), "{wrong:#?}");
        }
    }
}

/// What users choose that changes the steps.
fn choices() -> Vec<Options> {
    let apps = [
        "{}",
        "customer_key: true",
        "region: eu-west-1",
        "database: {engine: mysql}",
        "database: {engine: mariadb}",
        "database: {engine: oracle-se2}",
        "cache: {engine: memcached}",
        "cache: {engine: redis}",
        "domain: {name: example.com, hosted_zone_id: Z0123456789ABCDEFGHIJ}",
    ];
    let apps = apps.map(|text| strict::read::<App>(text.as_bytes()).unwrap());
    let moves = crate::stages::MOVES.map(|(managed_from, aurora_from)| App {
        database: Database { managed_from, aurora_from, ..Database::default() },
        ..App::default()
    });
    apps.into_iter().chain(moves).map(Options::from).collect()
}

/// `stage` says so where one update is not enough, for every stage and whatever was chosen.
#[test]
fn a_stage_that_takes_steps_is_known() {
    assert_eq!(in_steps_from(LADDER[0], &Database::default()).unwrap(), None);
    for options in choices() {
        let there = |pair: &&[Rung; 2]| pair.iter().all(|rung| design(*rung, &options).is_ok());
        for [before, rung] in LADDER.array_windows().filter(there) {
            let several = migration(before.id, rung.id, &options).steps().count() > 1;
            let said = in_steps_from(*rung, &options.app.database).unwrap();
            assert_eq!(said, several.then_some(*before), "{}: {:?}", rung.id, options.app);
        }
    }
    for (before, users) in [("vertical", "50"), ("10", "500"), ("100", "5k"), ("1k", "400k"), ("500k", "2m")]
    {
        assert!(migration(before, users, &Options::default()).steps().count() > 1, "{users}");
        let said = in_steps_from(users.parse::<At>().unwrap().rung, &Database::default()).unwrap();
        assert_eq!(said.map(|rung| rung.id), Some(before), "{users}");
    }
}

/// A longer way is that of its legs, one after the other.
#[test]
fn a_way_is_its_legs() {
    let options = Options::default();
    let whole = migration("1", "11m", &options);
    for leg in &whole.legs {
        let own = migration(&leg.from.to_string(), &leg.to.to_string(), &options);
        let files =
            |steps: Vec<&Step>| steps.iter().map(|step| step.state.document.yaml()).collect::<Vec<_>>();
        assert_eq!(files(leg.steps().collect()), files(own.steps().collect()), "{}", leg.to);
    }
}

#[test]
fn a_way_between_any_numbers_of_users_holds() {
    let options = Options::default();
    let mut runner = TestRunner::deterministic();
    let pairs = (any_count(), any_count());
    let mut seen = BTreeSet::new();
    for _ in 0..500 {
        let (one, other) = pairs.new_tree(&mut runner).unwrap().current();
        let [few, many] = [one.min(other), one.max(other)].map(|users: u64| users.to_string());
        if few == many {
            continue;
        }
        for [from, to] in outer(&few, &many) {
            if seen.insert([from.clone(), to.clone()]) {
                let wrong = wrong([&from, &to], &options);
                assert!(wrong.is_empty(), "{wrong:#?}");
            }
        }
    }
}

/// The first leg of a way and the last one: those between are between stages, and [`a_way_is_its_legs`].
fn outer(few: &str, many: &str) -> Vec<[String; 2]> {
    let [low, high] = [few, many].map(|users| users.parse().ok());
    let between = LADDER.iter().filter(|rung| rung.users() > low && rung.users() < high);
    let between: Vec<_> = between.map(|rung| rung.id.to_owned()).collect();
    let [few, many] = [few, many].map(str::to_owned);
    match between.as_slice() {
        [] => vec![[few, many]],
        [first, .., last] => vec![[few, first.clone()], [last.clone(), many]],
        [one] => vec![[few, one.clone()], [one.clone(), many]],
    }
}

/// A number of users, as likely of one length as of another.
fn any_count() -> impl Strategy<Value = u64> {
    (0..=9_u32, 10..100_u64).prop_map(|(zeros, digits)| (digits * 10_u64.pow(zeros) / 10).min(1_000_000_000))
}

/// What each example asks for, by its folder.
fn examples() -> Vec<(String, App)> {
    let folders = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/examples")).unwrap().flatten();
    let files =
        folders.filter_map(|folder| Some((fs::read(folder.path().join("scalegen.yaml")).ok()?, folder)));
    files
        .map(|(file, folder)| (folder.file_name().into_string().unwrap(), strict::read(&file).unwrap()))
        .collect()
}

#[test]
fn the_way_of_every_example_holds() {
    let examples = examples();
    assert!(!examples.is_empty());
    for (name, app) in examples {
        let users = app.users.unwrap().to_string();
        let options = Options::from(app);
        let wrong = wrong(["1", &users], &options);
        assert!(wrong.is_empty(), "{name}: {wrong:#?}");
    }
}
