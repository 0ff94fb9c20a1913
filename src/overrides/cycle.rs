//! No resource waits for itself: CloudFormation would find no first one to make.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;

use super::{Overrides, refuse};
use crate::cfn::{
    Template,
    refer::{Path, Reference, of_body},
};

type Order<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

/// No resource that was changed or added comes, by way of others, before itself.
pub(super) fn check(overrides: &Overrides, template: &Template) -> Result<()> {
    let mut order = Order::new();
    for (id, body) in template.resources() {
        let before = order.entry(id).or_default();
        of_body(&Path::Start("Resources", id), body, &mut |_, reference| {
            before.extend(Reference::resource(reference));
            Ok::<_, anyhow::Error>(())
        })?;
    }
    for (_, id, _) in overrides.all().filter(|(section, ..)| *section == "Resources") {
        if let Some(way) = way_back(&order, id) {
            let sentence =
                format!("it waits for itself: {}; take one of these references out", way.join(" → "));
            return Err(refuse(&format!("overrides.Resources.{id}"), sentence));
        }
    }
    Ok(())
}

/// The shortest way from a resource over those that come before it back to itself.
fn way_back<'a>(order: &Order<'a>, id: &'a str) -> Option<Vec<&'a str>> {
    let mut ways = vec![vec![id]];
    let mut known = BTreeSet::new();
    while !ways.is_empty() {
        let mut longer = Vec::new();
        for way in ways {
            for next in way.last().and_then(|last| order.get(last)).into_iter().flatten() {
                let way: Vec<_> = way.iter().copied().chain([*next]).collect();
                if *next == id {
                    return Some(way);
                }
                if known.insert(*next) {
                    longer.push(way);
                }
            }
        }
        ways = longer;
    }
    None
}
