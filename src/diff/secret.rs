//! Values of parameters with `NoEcho`: nobody sees them.

use super::Diff;
use crate::cfn::Node;

/// What stands in the place of a secret, as in CloudFormation's own answers.
const MASK: &str = "****";

/// The shortest secret that is looked for within a text, in bytes: shorter ones are part of any word.
const SHORTEST: usize = 4;

/// Hides secrets wherever a value shows one.
pub(super) fn hide(diff: &mut Diff, secrets: &[&str]) {
    if secrets.is_empty() {
        return;
    }
    let reasons = diff.changes.iter_mut().flat_map(|change| &mut change.reasons);
    let sides = reasons.flat_map(|reason| [&mut reason.from, &mut reason.to]);
    let rows = [&mut diff.parameters, &mut diff.outputs, &mut diff.conditions].into_iter().flatten();
    let all = sides.chain(rows.flat_map(|row| [&mut row.from, &mut row.to]));
    all.flatten().for_each(|value| hide_in(value, secrets));
}

fn hide_in(value: &mut Node, secrets: &[&str]) {
    match value {
        Node::Text(text) => {
            for secret in secrets {
                if shows(text, secret) {
                    *text = text.replace(secret, MASK).into();
                }
            }
        }
        Node::List(items) => items.iter_mut().for_each(|item| hide_in(item, secrets)),
        Node::Map(map) => map.values_mut().for_each(|value| hide_in(value, secrets)),
        _ => {}
    }
}

fn shows(text: &str, secret: &str) -> bool {
    text == secret || secret.len() >= SHORTEST && text.contains(secret)
}
