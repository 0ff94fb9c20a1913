//! DynamoDB takes one index or replica a time: a table that lives cannot get or lose two in one update (CloudFormation
//! reference, `AWS::DynamoDB::Table` and `AWS::DynamoDB::GlobalTable`, 2026-10).

use std::collections::BTreeSet;

use super::Reason;
use crate::{
    cfn::Node,
    diff::{compare::meant, place::Place, stack::Resource},
};

/// Lists of which one item a time comes or goes: type, property, what names an item.
const ONE_AT_A_TIME: [(&str, &str, &str); 3] = [
    ("AWS::DynamoDB::Table", "GlobalSecondaryIndexes", "IndexName"),
    ("AWS::DynamoDB::GlobalTable", "GlobalSecondaryIndexes", "IndexName"),
    ("AWS::DynamoDB::GlobalTable", "Replicas", "Region"),
];

/// Why an update is refused that adds or takes out more than one of them.
pub(super) fn too_many(old: &Resource, new: &Resource) -> Vec<Reason> {
    let rows = ONE_AT_A_TIME.iter().filter(|(kind, ..)| *kind == new.kind);
    rows.filter_map(|(_, property, key)| {
        let sides = [old, new].map(|resource| resource.properties.get(property));
        let [from, to] = sides.map(|list| names(list, key));
        let moves = from.symmetric_difference(&to).count();
        let why = format!("{moves} come or go, and DynamoDB takes one an update; part it");
        let place = Place::property_named(property);
        (moves > 1).then(|| Reason::refusal(place, sides.map(Option::<&Node>::cloned), why))
    })
    .collect()
}

/// What names the items of a list, each as a text.
fn names(list: Option<&Node>, key: &str) -> BTreeSet<String> {
    let items = list.and_then(Node::as_list).unwrap_or_default().iter();
    items.map(|item| item.get(key).map(meant).unwrap_or_default()).collect()
}
