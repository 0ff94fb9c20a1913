//! What an `UpdatePolicy` makes of an update.

use super::Behaviour;
use crate::{
    cfn::Node,
    diff::{
        compare::{branches, there},
        scalar::scalar,
        stack::Resource,
    },
};

/// A policy or a part of it; nothing where it is left out.
type Part<'a> = Option<&'a Node>;

/// What becomes of a group's hosts: without a policy they stay as they are.
pub(super) fn hosts(new: &Resource) -> Behaviour {
    each(new.attributes.get("UpdatePolicy"), &|policy| {
        each(part(policy, "AutoScalingReplacingUpdate"), &|update| {
            switch(part(update, "WillReplace"), Behaviour::Replacement, rolling(policy))
        })
    })
}

fn rolling(policy: Part) -> Behaviour {
    let rolls = |name, other| {
        each(part(policy, name), &|update| if update.is_some() { Behaviour::RollingUpdate } else { other })
    };
    rolls("AutoScalingRollingUpdate", rolls("AutoScalingInstanceRefresh", Behaviour::NoInterruption))
}

/// What becomes of a cache whose shards change.
pub(super) fn shards(new: &Resource) -> Behaviour {
    each(new.attributes.get("UpdatePolicy"), &|policy| {
        switch(part(policy, "UseOnlineResharding"), Behaviour::NoInterruption, Behaviour::Replacement)
    })
}

fn part<'a>(whole: Part<'a>, name: &str) -> Part<'a> {
    whole.and_then(|whole| whole.get(name))
}

/// One of two, as a boolean says.
fn switch(said: Part, on: Behaviour, off: Behaviour) -> Behaviour {
    each(said, &|said| match said.map(scalar) {
        Some(Some(said)) if said.eq_ignore_ascii_case("true") => on,
        Some(None) => either(on, off),
        _ => off,
    })
}

/// What follows from a value, whichever it is.
fn each(value: Part, follows: &dyn Fn(Part) -> Behaviour) -> Behaviour {
    match value.and_then(branches) {
        Some(branches) => {
            let [yes, no] = branches.both().map(|value| each(there(value), follows));
            either(yes, no)
        }
        None => follows(value),
    }
}

/// Of two of which nobody knows which one it is: the worse one, and only perhaps a replacement.
fn either(one: Behaviour, other: Behaviour) -> Behaviour {
    if one == other { one } else { one.max(other).min(Behaviour::Conditional) }
}
