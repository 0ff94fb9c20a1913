//! What may differ between two stages of one stack.

use scalegen::{
    design::design,
    facts::Region,
    stage::{AuroraFrom, LADDER, ManagedFrom},
};
use serde_json::Value;

use crate::{
    Stage, all, kind, registry,
    stack_policy::guards,
    stage, stages,
    update::{
        Loss,
        in_place::{Change, IN_PLACE},
        losses,
    },
};

/// When the database moves.
type Moves = (ManagedFrom, AuroraFrom);

/// As the talk has it.
const TALK: Moves = (ManagedFrom::Hundred, AuroraFrom::Million);

/// A step to the next stage, what it takes away all the same, and why.
pub type Leave = (&'static str, &'static str, &'static str, &'static str);

/// What leaves with the database, by when it is managed and when it is on Aurora.
const MANAGED: [(ManagedFrom, Leave); 4] = [
    (ManagedFrom::Ten, ("vertical", "10", "DataHost", "its database has moved to RDS")),
    (ManagedFrom::Ten, ("vertical", "10", "DataVolume", "so have its data; a last snapshot stays")),
    (ManagedFrom::Hundred, ("10", "100", "DataHost", "its database has moved to RDS or Aurora")),
    (ManagedFrom::Hundred, ("10", "100", "DataVolume", "so have its data; a last snapshot stays")),
];
const AURORA: [(AuroraFrom, Leave); 6] = [
    (
        AuroraFrom::HalfMillion,
        ("10k", "500k", "Database", "its data has moved to Aurora; a last snapshot stays"),
    ),
    (AuroraFrom::HalfMillion, ("10k", "500k", "DatabaseReplica1", "the cluster has readers of its own")),
    (AuroraFrom::HalfMillion, ("10k", "500k", "DatabaseReplica2", "the cluster has readers of its own")),
    (AuroraFrom::Million, ("500k", "1m", "Database", "its data has moved to Aurora; a last snapshot stays")),
    (AuroraFrom::Million, ("500k", "1m", "DatabaseReplica1", "the cluster has readers of its own")),
    (AuroraFrom::Million, ("500k", "1m", "DatabaseReplica2", "the cluster has readers of its own")),
];
const SITE: [Leave; 2] = [
    ("100", "1k", "SiteAddress", "the site's name has moved to the load balancer"),
    (
        "100",
        "1k",
        "TlsSecret",
        "the load balancer has a certificate of its own; the secret stays in the account",
    ),
];

/// What leaves where the database moves at these stages. A step over several stages may lose what one of those loses.
pub fn leave((managed, aurora): Moves) -> Vec<Leave> {
    let managed = MANAGED.into_iter().filter(|(from, _)| *from == managed).map(|(_, row)| row);
    let aurora = AURORA.into_iter().filter(|(from, _)| *from == aurora).map(|(_, row)| row);
    managed.chain(aurora).chain(SITE).collect()
}

/// Every ordered pair of different stages as places on the ladder, up and down.
pub fn pairs() -> impl Iterator<Item = (usize, usize)> {
    let places = 0..all().len();
    places
        .clone()
        .flat_map(move |from| places.clone().map(move |to| (from, to)))
        .filter(|(from, to)| from != to)
}

/// What an update loses that holds data or is guarded: logical ID and how.
pub fn lost_between(old: &Value, new: &Value) -> Vec<(String, Loss)> {
    let losses = losses(old, new, &IN_PLACE).into_iter();
    let dear = |id: &str| {
        let kind = kind(&old["Resources"][id]);
        registry::stateful(kind) || guards(id, kind)
    };
    losses.filter(|(id, _)| dear(id)).collect()
}

pub fn place(stage: &str) -> usize {
    all().iter().position(|(id, _)| *id == stage).unwrap()
}

pub fn may_leave(rows: &[Leave], from: usize, to: usize, id: &str) -> bool {
    rows.iter().any(|(before, after, known, _)| *known == id && from <= place(before) && place(after) <= to)
}

#[test]
fn logical_ids_keep_their_type() {
    for (from, to) in pairs() {
        for (id, resource) in stages::resources(&all()[from].1) {
            if let Some(next) = stages::resources(&all()[to].1).get(id) {
                assert_eq!(kind(resource), kind(next), "{} to {}: {id}", all()[from].0, all()[to].0);
            }
        }
    }
}

/// The oracle takes a condition and a mapping for what they were.
#[test]
fn conditions_and_mappings_keep_their_meaning() {
    for (from, to) in pairs() {
        for section in ["Conditions", "Mappings"] {
            for (name, meaning) in all()[from].1[section].as_object().into_iter().flatten() {
                let next = all()[to].1[section].get(name);
                assert!(
                    next.is_none_or(|next| next == meaning),
                    "{} to {}: {name}",
                    all()[from].0,
                    all()[to].0
                );
            }
        }
    }
}

/// On the way down a stack gives up what the smaller stage lacks; but even there nothing that stays is made anew.
pub fn wrong(ladder: &[Stage], rows: &[Leave]) -> Vec<(&'static str, &'static str, String, Loss)> {
    let mut wrong = Vec::new();
    for (from, to) in pairs() {
        for (id, loss) in lost_between(&ladder[from].1, &ladder[to].1) {
            let given_up = to < from && loss == Loss::Removed;
            if !given_up && !may_leave(rows, from, to, &id) {
                wrong.push((ladder[from].0, ladder[to].0, id, loss));
            }
        }
    }
    wrong
}

/// Rows of a table that no step needs.
pub fn needless(ladder: &[Stage], rows: &[Leave]) -> Vec<Leave> {
    let needed = |(before, after, id, _): &Leave| {
        let step = (place(before), place(after));
        assert!(step.0 + 1 == step.1, "{before} to {after} is no step");
        lost_between(&ladder[step.0].1, &ladder[step.1].1).iter().any(|(known, _)| known == id)
    };
    rows.iter().filter(|row| !needed(row)).copied().collect()
}

#[test]
fn nothing_with_data_or_guarded_is_replaced_or_removed() {
    let wrong = wrong(all(), &leave(TALK));
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The documents of the stages that a region sells, smallest first.
fn sold_in(region: Region) -> Vec<(&'static str, Value)> {
    let designs = LADDER.into_iter().filter_map(|rung| Some((rung.id, design(rung, &region.into()).ok()?)));
    designs.map(|(id, design)| (id, stages::document(&design.template().unwrap(), false))).collect()
}

/// A region may sell another type than the stage names; the growth there is the same.
#[test]
fn a_stack_grows_alike_in_every_region() {
    let rows = leave(TALK);
    for region in Region::all().filter(|region| *region != Region::default()) {
        let stages = sold_in(region);
        for step in stages.windows(2) {
            let [(from, old), (to, new)] = step else { unreachable!("windows of two") };
            let (before, after) = (place(from), place(to));
            let mut wrong = lost_between(old, new);
            wrong.retain(|(id, _)| !may_leave(&rows, before, after, id));
            assert!(wrong.is_empty(), "{region}, {from} to {to}: {wrong:?}");
        }
    }
}

#[test]
fn what_may_leave_leaves() {
    assert_eq!(needless(all(), &leave(TALK)), []);
}

#[test]
fn every_row_of_the_table_in_place_is_needed() {
    for row in IN_PLACE {
        let others: Vec<Change> = IN_PLACE.into_iter().filter(|other| *other != row).collect();
        let needs = |(from, to): (usize, usize)| {
            let losses = |table: &[Change]| losses(&all()[from].1, &all()[to].1, table);
            losses(&others) != losses(&IN_PLACE)
        };
        assert!(pairs().any(needs), "no step needs {row:?}");
    }
}

/// A2: the site moves off the data host without touching it.
#[test]
fn the_data_host_stands_still_when_the_site_moves() {
    let host = |id| &stages::resources(stage(id))["DataHost"];
    assert_eq!(host("1"), host("10"));
}
