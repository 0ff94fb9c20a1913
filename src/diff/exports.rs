//! What other stacks import: CloudFormation lets nobody take it away or change it.

use std::collections::BTreeMap;

use super::{
    Action, Change, Fate, Reason,
    compare::{is_same, meant},
    stack::{Output, Stack},
    update::Update,
};
use crate::cfn::Node;

/// Outputs by the names under which other stacks ask for them.
type Exports<'a> = BTreeMap<String, &'a Output>;

const TAKEN: &str =
    "if another stack imports it, CloudFormation refuses the update; change the importers before";
const PERHAPS: &str = "it may change, and if another stack imports it, CloudFormation refuses that; change the importers before";

/// The exports that an update would take away or change, or may.
pub(super) fn refused(from: &Stack, to: &Stack, update: &Update) -> Vec<Change> {
    let exports = exports(to);
    let all = from.outputs.iter().filter_map(|(name, output)| {
        let export = output.export.as_ref()?;
        let reason = match exports.get(&meant(export)) {
            Some(after) => of_kept(name, output, after, update)?,
            None => of_gone(name, export, to.outputs.get(name)),
        };
        Some(change(name, reason))
    });
    all.collect()
}

fn exports(stack: &Stack) -> Exports<'_> {
    let mut found = Exports::new();
    for output in stack.outputs.values() {
        if let Some(export) = &output.export {
            found.entry(meant(export)).or_insert(output);
        }
    }
    found
}

/// Why an export is refused that is no more there under its name.
fn of_gone(name: &str, export: &Node, after: Option<&Output>) -> Reason {
    let sides = [Some(export.clone()), after.and_then(|other| other.export.clone())];
    Reason::refusal(&format!("Outputs.{name}.Export.Name"), sides, TAKEN.to_owned())
}

/// Why an export is refused that is there, but another one, or perhaps no more there.
fn of_kept(name: &str, before: &Output, after: &Output, update: &Update) -> Option<Reason> {
    let reason = |part: &str, sides: [&Node; 2], why: &str| {
        let sides = sides.map(|value| Some(value.clone()));
        Reason::refusal(&format!("Outputs.{name}.{part}"), sides, why.to_owned())
    };
    let values = [&before.value, &after.value];
    if !is_same(&before.value, &after.value) {
        return Some(reason("Value", values, TAKEN));
    }
    if after.condition != Node::Bool(true) && !is_same(&before.condition, &after.condition) {
        return Some(reason("Condition", [&before.condition, &after.condition], PERHAPS));
    }
    let source = update.through(&after.value)?;
    let why = if source.certain { TAKEN } else { PERHAPS };
    Some(Reason { via: Some(source.via.to_owned()), ..reason("Value", values, why) })
}

fn change(name: &str, reason: Reason) -> Change {
    Change {
        logical_id: name.to_owned(),
        kind: "Output".to_owned(),
        action: Action::Refused,
        data: Fate::None,
        reasons: vec![reason],
    }
}
