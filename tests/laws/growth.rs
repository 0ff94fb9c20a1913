//! What may differ between two stages of one stack.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::{all, at, kind, registry, stage, stages};

/// Resources with data that a step takes out of the stack; their policy keeps a snapshot or the resource itself.
const LEAVE: [(&str, &str, &str); 2] = [("10", "100", "DataVolume"), ("100", "1k", "TlsSecret")];

/// Every ordered pair of different stages, upwards.
fn steps() -> impl Iterator<Item = (&'static str, &'static Value, &'static str, &'static Value)> {
    let pairs =
        all().iter().enumerate().flat_map(|(index, from)| all()[index + 1..].iter().map(move |to| (from, to)));
    pairs.map(|(from, to)| (from.0, &from.1, to.0, &to.1))
}

#[test]
fn logical_ids_keep_their_type() {
    for (from, old, to, new) in steps() {
        for (id, resource) in stages::resources(old) {
            if let Some(next) = stages::resources(new).get(id) {
                assert_eq!(kind(resource), kind(next), "{from} to {to}: {id}");
            }
        }
    }
}

#[test]
fn no_create_only_property_of_data_changes() {
    for (from, old, to, new) in steps() {
        for (id, resource) in
            stages::resources(old).iter().filter(|(_, resource)| registry::stateful(kind(resource)))
        {
            let Some(next) = stages::resources(new).get(id) else { continue };
            for path in registry::create_only(kind(resource)) {
                assert_eq!(at(resource, &path), at(next, &path), "{from} to {to}: {id}.{path}");
            }
        }
    }
}

#[test]
fn data_leaves_only_where_the_talk_moves_it() {
    let mut left = BTreeSet::new();
    for step in all().windows(2) {
        let (old, new) = (stages::resources(&step[0].1), stages::resources(&step[1].1));
        let gone =
            old.iter().filter(|(id, resource)| registry::stateful(kind(resource)) && !new.contains_key(*id));
        left.extend(gone.map(|(id, _)| (step[0].0, step[1].0, id.clone())));
    }
    assert_eq!(left, LEAVE.map(|(from, to, id)| (from, to, id.to_owned())).into());
}

/// A2: the site moves off the data host without touching it.
#[test]
fn the_data_host_stands_still_when_the_site_moves() {
    let host = |id| &stages::resources(stage(id))["DataHost"];
    assert_eq!(host("1"), host("10"));
}
