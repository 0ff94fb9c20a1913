//! What must hold for any valid configuration and any number of users.
//!
//! `PROPTEST_CASES=100000 cargo test --release --test laws config` runs longer.

use std::{fs, path::Path};

use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
use scalegen::{
    app::App,
    capacity,
    cfn::{json, read::read, yaml},
    demand::Demand,
    design::{Design, design},
    stage::At,
    units::Users,
};
use serde_json::Value;

use crate::{
    apps::{any_app, any_growing_app, any_unsized_app},
    ceiling, growth, kind, registry, stages,
    update::{
        Loss,
        in_place::{Change, IN_PLACE},
        losses,
    },
    wiring,
};

fn designed(app: &App, users: Users) -> Design {
    design(At::from(users), &app.clone().into()).unwrap_or_else(|error| panic!("{users}: {error:#}"))
}

fn document(app: &App, users: Users) -> Value {
    let template = designed(app, users).template().unwrap_or_else(|error| panic!("{users}: {error:#}"));
    stages::document(&template, false)
}

/// Changed in place, since the update policy asks for it.
const RESHARDING: Change = (
    "AWS::ElastiCache::ReplicationGroup",
    "NumNodeGroups",
    "shards join and leave while the cache serves",
    "the attribute UseOnlineResharding of its update policy",
);

/// What an update loses of what holds data.
fn lost(old: &Value, new: &Value) -> Vec<(String, Loss)> {
    let in_place: Vec<_> = IN_PLACE.into_iter().chain([RESHARDING]).collect();
    let losses = losses(old, new, &in_place).into_iter();
    // Memcached keeps nothing, and another node type is another cluster.
    let keeps = |kind: &str| registry::stateful(kind) && kind != "AWS::ElastiCache::CacheCluster";
    losses.filter(|(id, _)| keeps(kind(&old["Resources"][id]))).collect()
}

/// Whether the talk, or the user's choice of when the database moves, takes it away on the way.
fn may_leave(app: &App, few: Users, many: Users, id: &str) -> bool {
    let [from, to] = [few, many].map(|users| growth::place(At::from(users).rung.id));
    let id = if id.starts_with("DatabaseReplica") { "DatabaseReplica1" } else { id };
    let rows = growth::leave((app.database.managed_from, app.database.aurora_from));
    growth::may_leave(&rows, from, to, id)
}

/// How many configurations: `PROPTEST_CASES` for a longer run.
fn cases(usual: u32) -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(usual)
}

/// Fifty configurations, always the same, for the linter: `./check lint` reads them.
#[test]
fn a_sample_is_written() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("configurations");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let mut runner = TestRunner::deterministic();
    for number in 0..50 {
        let (halves, _, [users, _]) = any_app().new_tree(&mut runner).unwrap().current();
        let template = designed(&halves.app(), users).template().unwrap();
        let text = yaml::write(&template.document(false), &template.remarks());
        assert!(text.len() > 10_000);
        fs::write(folder.join(format!("{number}-{users}.yaml")), text).unwrap();
    }
    assert_eq!(fs::read_dir(folder).unwrap().count(), 50);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases(500)))]

    #[test]
    fn any_configuration_gives_a_sound_template((halves, _, [users, _]) in any_app()) {
        let app = halves.app();
        let design = designed(&app, users);
        let template = design.template().unwrap();
        let document = template.document(true);
        let written = yaml::write(&document, &template.remarks());
        prop_assert_eq!(&read(&written).unwrap(), &document);
        prop_assert!(json::write(&document, true).len() <= 1_000_000);
        prop_assert_eq!(wiring::findings(&stages::document(&template, false)), [""; 0]);
    }

    /// A shortage is told where nothing bigger can be had, and nowhere else.
    #[test]
    fn demand_is_borne_where_no_size_is_said((halves, [users, _]) in any_unsized_app()) {
        let app = halves.app();
        let demand = Demand::of(users, &app.traffic);
        let design = designed(&app, users);
        let parts = capacity::of(&design.architecture, &app.traffic);
        for part in &parts {
            let borne = part.most >= demand.requests && part.least >= demand.average;
            prop_assert!(borne || ceiling::reached(part.key, &design.architecture), "{users}: {part:?} {demand:?}");
        }
        let told = design.hints.iter().any(|hint| hint.contains("requests/s"));
        let weakest = capacity::weakest(&parts).unwrap();
        prop_assert_eq!(told, weakest.most < demand.requests, "{}: {:?} {:?}", users, weakest, demand);
    }

    #[test]
    fn capacity_never_falls_as_users_grow_within_a_stage((halves, few, many) in any_growing_app()) {
        let app = halves.app();
        let [before, after] = [few, many].map(|users| capacity::of(&designed(&app, users).architecture, &app.traffic));
        for (before, after) in before.iter().zip(&after) {
            prop_assert_eq!(before.key, after.key);
            let falls = after.most < before.most || after.least < before.least;
            prop_assert!(!falls, "{few} to {many}: {before:?} {after:?}");
        }
    }

    /// The user's own choices are all that may change, and none of them touches data but those that are marked.
    #[test]
    fn what_is_not_marked_immutable_replaces_no_data((one, other, [users, _]) in any_app()) {
        let (old, new) = (document(&one.app(), users), document(&one.with(&other).app(), users));
        let mut lost = lost(&old, &new);
        lost.retain(|(_, loss)| *loss != Loss::Removed);
        prop_assert!(lost.is_empty(), "{lost:?}");
    }

    #[test]
    fn growth_replaces_no_data_and_removes_none_but_by_the_named_moves((halves, _, [few, many]) in any_app()) {
        let app = halves.app();
        let (old, new) = (document(&app, few), document(&app, many));
        let mut lost = lost(&old, &new);
        lost.retain(|(id, _)| !may_leave(&app, few, many, id));
        prop_assert!(lost.is_empty(), "{few} to {many}: {lost:?}");
    }
}
