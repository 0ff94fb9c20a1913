//! In which order conditions are worked out.

use std::{borrow::Cow, collections::BTreeSet};

use indexmap::IndexMap;

use crate::cfn::Node;

/// Conditions as the template has them.
pub(super) type Said<'a> = IndexMap<Cow<'a, str>, Cow<'a, Node>>;

/// The conditions, each behind those for which it asks. Those that ask for each other in a circle, and those that ask for
/// them, are not among them.
pub(super) fn order(said: &Said) -> Vec<usize> {
    let asked: Vec<_> = said.values().map(|value| asked(said, value)).collect();
    let mut askers = vec![Vec::new(); said.len()];
    for (asker, asked) in asked.iter().enumerate() {
        for one in asked {
            askers[*one].push(asker);
        }
    }
    let mut waits: Vec<_> = asked.iter().map(BTreeSet::len).collect();
    let mut found: Vec<_> = (0..said.len()).filter(|one| waits[*one] == 0).collect();
    let mut next = 0;
    while let Some(one) = found.get(next) {
        next += 1;
        for asker in std::mem::take(&mut askers[*one]) {
            waits[asker] -= 1;
            found.extend((waits[asker] == 0).then_some(asker));
        }
    }
    found
}

/// The conditions for which a value asks, by their numbers.
fn asked(said: &Said, value: &Node) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    collect(said, value, &mut found);
    found
}

fn collect(said: &Said, value: &Node, found: &mut BTreeSet<usize>) {
    match value {
        Node::List(items) => items.iter().for_each(|item| collect(said, item, found)),
        Node::Map(map) => map.iter().for_each(|(name, value)| {
            let asks = match name {
                "Condition" => value.as_text(),
                "Fn::If" => value.as_list().and_then(|items| items.first()?.as_text()),
                _ => None,
            };
            found.extend(asks.and_then(|name| said.get_index_of(name)));
            collect(said, value, found);
        }),
        _ => {}
    }
}
