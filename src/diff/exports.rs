//! What other stacks import: CloudFormation lets nobody take it away or change it.

use super::{
    Action, Change, Fate, Reason,
    compare::is_same,
    stack::Stack,
    update::{Update, asked},
};
use crate::cfn::{Node, call};

/// The exports that an update would take away or change.
pub(super) fn refused(from: &Stack, to: &Stack, update: &Update) -> Vec<Change> {
    let all = from.outputs.iter().filter_map(|(name, output)| Some((name, output, output.export.as_ref()?)));
    all.filter_map(|(name, output, export)| {
        let after = to
            .outputs
            .values()
            .find(|other| other.export.as_ref().is_some_and(|other| is_same(other, export)));
        let (path, sides) = match after {
            None => (
                "Export.Name",
                [Some(export.clone()), to.outputs.get(name).and_then(|other| other.export.clone())],
            ),
            Some(after) => ("Value", [&output.value, &after.value].map(|value| Some(value.clone()))),
        };
        let via = match after {
            Some(after) if is_same(&output.value, &after.value) => Some(moved(&after.value, update)?),
            _ => None,
        };
        let why =
            "if another stack imports it, CloudFormation refuses the update; change the importers before";
        let reason = Reason::refusal(&format!("Outputs.{name}.{path}"), sides, why.to_owned());
        let reason = Reason { via: via.map(str::to_owned), ..reason };
        let kind = "Output".to_owned();
        Some(Change {
            logical_id: name.clone(),
            kind,
            action: Action::Refused,
            data: Fate::None,
            reasons: vec![reason],
        })
    })
    .collect()
}

/// The resource through which a value is another one than before.
fn moved<'a>(value: &'a Node, update: &Update) -> Option<&'a str> {
    let asked = call(value).and_then(asked);
    let moves = asked.filter(|(to, attribute)| update.moves(to, *attribute).is_some());
    moves.map(|(to, _)| to).or_else(|| match value {
        Node::List(items) => items.iter().find_map(|item| moved(item, update)),
        Node::Map(map) => map.iter().find_map(|(_, value)| moved(value, update)),
        _ => None,
    })
}
