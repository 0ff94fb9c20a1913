//! What may differ between two stages of one stack.

use scalegen::{design::design, facts::Region, stage::LADDER};
use serde_json::Value;

use crate::{
    all, kind, registry,
    stack_policy::guards,
    stage, stages,
    update::{
        Loss,
        in_place::{Change, IN_PLACE},
        losses,
    },
};

/// What a step to the next stage takes away all the same, and why. A step over several stages may lose what one of those loses.
const LEAVE: [(&str, &str, &str, &str); 7] = [
    ("10", "100", "DataHost", "its database has moved to RDS"),
    ("10", "100", "DataVolume", "so have its data; a last snapshot stays"),
    ("100", "1k", "SiteAddress", "the site's name has moved to the load balancer"),
    (
        "100",
        "1k",
        "TlsSecret",
        "the load balancer has a certificate of its own; the secret stays in the account",
    ),
    ("500k", "1m", "Database", "its data has moved to Aurora; a last snapshot stays"),
    ("500k", "1m", "DatabaseReplica1", "the cluster has readers of its own"),
    ("500k", "1m", "DatabaseReplica2", "the cluster has readers of its own"),
];

/// Every ordered pair of different stages as places on the ladder, up and down.
fn pairs() -> impl Iterator<Item = (usize, usize)> {
    let places = 0..all().len();
    places
        .clone()
        .flat_map(move |from| places.clone().map(move |to| (from, to)))
        .filter(|(from, to)| from != to)
}

fn lost(from: usize, to: usize) -> Vec<(String, Loss)> {
    lost_between(&all()[from].1, &all()[to].1)
}

/// What an update loses that holds data or is guarded: logical ID and how.
fn lost_between(old: &Value, new: &Value) -> Vec<(String, Loss)> {
    let losses = losses(old, new, &IN_PLACE).into_iter();
    let dear = |id: &str| {
        let kind = kind(&old["Resources"][id]);
        registry::stateful(kind) || guards(id, kind)
    };
    losses.filter(|(id, _)| dear(id)).collect()
}

fn place(stage: &str) -> usize {
    all().iter().position(|(id, _)| *id == stage).unwrap()
}

fn may_leave(from: usize, to: usize, id: &str) -> bool {
    LEAVE.iter().any(|(before, after, known, _)| *known == id && from <= place(before) && place(after) <= to)
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
#[test]
fn nothing_with_data_or_guarded_is_replaced_or_removed() {
    let mut wrong = Vec::new();
    for (from, to) in pairs() {
        let kept = |(id, loss): &(String, Loss)| {
            let given_up = to < from && *loss == Loss::Removed;
            !given_up && !may_leave(from, to, id)
        };
        wrong.extend(lost(from, to).into_iter().filter(kept).map(|it| (all()[from].0, all()[to].0, it)));
    }
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
    for region in Region::all().filter(|region| *region != Region::default()) {
        let stages = sold_in(region);
        for step in stages.windows(2) {
            let [(from, old), (to, new)] = step else { unreachable!("windows of two") };
            let (before, after) = (place(from), place(to));
            let mut wrong = lost_between(old, new);
            wrong.retain(|(id, _)| !may_leave(before, after, id));
            assert!(wrong.is_empty(), "{region}, {from} to {to}: {wrong:?}");
        }
    }
}

#[test]
fn what_may_leave_leaves() {
    for (from, to, id, why) in LEAVE {
        assert!(place(from) + 1 == place(to), "{from} to {to} is no step");
        let leaves = lost(place(from), place(to)).iter().any(|(known, _)| known == id);
        assert!(leaves, "{from} to {to}: {id} stays; take the row away: {why}");
    }
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
