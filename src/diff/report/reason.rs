//! Why a resource changes, as people read it.

use super::value::change;
use crate::diff::{Behaviour, Change, Reason};

/// A reason in words.
pub(super) struct Told<'a> {
    /// Where.
    pub path: &'a str,
    pub what: What<'a>,
    /// What it does, and what that comes from: ` (refused: …)`; nothing of an update in place.
    pub does: String,
}

/// What happens there.
pub(super) enum What<'a> {
    /// The resource through which the change came.
    Through(&'a str),
    /// What was, and what comes.
    Change(String),
}

/// Where, what, and why it does what it does; what is told once of a resource is not told again.
pub(super) fn told(change: &Change) -> impl Iterator<Item = Told<'_>> {
    let mut known: Vec<&str> = Vec::new();
    change.reasons.iter().map(move |reason| {
        let why = reason.why.as_deref().filter(|why| !known.contains(why));
        known.extend(why);
        Told { path: &reason.path, what: what(reason), does: does(reason.behaviour, why) }
    })
}

fn what(reason: &Reason) -> What<'_> {
    let change = || What::Change(change(reason.from.as_ref(), reason.to.as_ref()));
    reason.via.as_deref().map_or_else(change, What::Through)
}

fn does(behaviour: Behaviour, why: Option<&str>) -> String {
    match (behaviour, why) {
        (Behaviour::NoInterruption, _) => String::new(),
        (behaviour, None) => format!(" ({})", name(behaviour)),
        (behaviour, Some(why)) => format!(" ({}: {why})", name(behaviour)),
    }
}

/// As CloudFormation's reference says it.
fn name(behaviour: Behaviour) -> &'static str {
    match behaviour {
        Behaviour::NoInterruption => "no interruption",
        Behaviour::SomeInterruption => "some interruption",
        Behaviour::RollingUpdate => "rolling update",
        Behaviour::Conditional => "may replace",
        Behaviour::Replacement => "replacement",
        Behaviour::Refused => "refused",
    }
}
