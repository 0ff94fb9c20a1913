//! What a difference does, by the registry and the rules beside it.

use super::{Behaviour, policy};
use crate::{
    cfn::Node,
    diff::{compare::Difference, place::Place, scalar::scalar, stack::Resource},
    facts::{
        conditional::{Effect, Rule, rule},
        registry::{self, Change, Kind},
    },
};

/// What a change does, and why if the registry alone does not say it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Verdict {
    pub behaviour: Behaviour,
    pub why: Option<&'static str>,
}

const WILL_REPLACE: &str = "with WillReplace in the UpdatePolicy a new group takes its place";

impl Verdict {
    /// It depends on what nobody knows here.
    fn open(why: &'static str) -> Self {
        Self { behaviour: Behaviour::Conditional, why: Some(why) }
    }
}

/// A resource's type, as far as anything is known of it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Known {
    /// The registry has it.
    Type(Kind),
    /// A custom resource: its own program decides.
    Custom,
    /// Nobody told.
    Nothing,
}

impl Known {
    pub(super) fn of(name: &str) -> Self {
        match registry::kind(name) {
            Some(kind) => Self::Type(kind),
            None if name.starts_with("Custom::") => Self::Custom,
            None => Self::Nothing,
        }
    }

    pub(super) fn kind(self) -> Option<Kind> {
        if let Self::Type(kind) = self { Some(kind) } else { None }
    }

    /// Whether it matters which part of the value at a place changes.
    pub(super) fn parts_matter(self, place: &Place) -> bool {
        self.kind().is_some_and(|kind| kind.parts_matter(&place.known))
    }
}

/// What a difference does to a resource that shall be `new`.
pub(super) fn judge(known: Known, difference: &Difference, new: &Resource) -> Verdict {
    let place = &difference.place;
    match known {
        _ if place.known.is_empty() => Verdict { behaviour: Behaviour::NoInterruption, why: None },
        Known::Type(kind) => rule(kind.name(), &place.known)
            .map_or_else(|| by_registry(kind, place), |rule| by_rule(rule, difference, new)),
        Known::Custom => custom(place),
        Known::Nothing => Verdict::open("nobody knows this type here"),
    }
}

fn by_rule(rule: Rule, difference: &Difference, new: &Resource) -> Verdict {
    let [from, to] = [&difference.from, &difference.to].map(|side| side.as_ref().map(written));
    let effect = rule.effect(from.as_deref(), to.as_deref());
    let behaviour = behaviour(effect, new);
    let makes_anew = effect == Effect::UpdatePolicy && behaviour == Behaviour::Replacement;
    Verdict { behaviour, why: Some(if makes_anew { WILL_REPLACE } else { rule.why() }) }
}

/// What the registry says by the path alone, for which there is no rule; a macro's call is no property.
fn by_registry(kind: Kind, place: &Place) -> Verdict {
    let properties = kind.properties();
    if !properties.is_open() && properties.property(place.property()).is_none() {
        return Verdict::open("nobody knows this property here");
    }
    match kind.unruled_change(&place.known) {
        Change::MayReplace => Verdict::open("it depends on the values, as the reference of the type says"),
        change => Verdict { behaviour: change.into(), why: None },
    }
}

/// What a custom resource's program decides; CloudFormation refuses another program.
fn custom(place: &Place) -> Verdict {
    let name = "AWS::CloudFormation::CustomResource";
    match rule(name, &place.known) {
        Some(rule) => Verdict { behaviour: Behaviour::Refused, why: Some(rule.why()) },
        None => Verdict { behaviour: Behaviour::NoInterruption, why: None },
    }
}

/// A scalar as a text, and anything else as a pair of braces.
fn written(value: &Node) -> std::borrow::Cow<'_, str> {
    scalar(value).unwrap_or("{}".into())
}

fn behaviour(effect: Effect, new: &Resource) -> Behaviour {
    match effect {
        Effect::InPlace => Behaviour::NoInterruption,
        Effect::Interrupts => Behaviour::SomeInterruption,
        Effect::UpdatePolicy => policy::hosts(new),
        Effect::Resharding => policy::shards(new),
        Effect::Replaces => Behaviour::Replacement,
        Effect::MayReplace => Behaviour::Conditional,
        Effect::Refused => Behaviour::Refused,
    }
}
