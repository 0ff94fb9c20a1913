//! DynamoDB takes one index or replica a time: a table that lives cannot get or lose two in one update (CloudFormation
//! reference, `AWS::DynamoDB::Table` and `AWS::DynamoDB::GlobalTable`, 2026-10).

use super::{Behaviour, Reason};
use crate::{
    cfn::Node,
    diff::{place::Place, stack::Resource},
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
        let [from, to] = [old, new].map(|resource| resource.properties.get(property));
        let moves = missing(from, to, key) + missing(to, from, key);
        (moves > 1).then(|| Reason {
            place: Place::property_named(property),
            from: from.cloned(),
            to: to.cloned(),
            behaviour: Behaviour::Refused,
            via: None,
            why: Some(format!("{moves} come or go, and DynamoDB takes one an update; part it")),
        })
    })
    .collect()
}

/// How many items of a list another one lacks.
fn missing(list: Option<&Node>, other: Option<&Node>, key: &str) -> usize {
    let items = |list: Option<&Node>| list.and_then(Node::as_list).unwrap_or_default().to_vec();
    let others = items(other);
    let lacks = |item: &Node| others.iter().all(|other| other.get(key) != item.get(key));
    items(list).iter().filter(|item| lacks(item)).count()
}
