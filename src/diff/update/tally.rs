//! What all reasons of a resource do together.

use indexmap::IndexMap;

use super::{Behaviour, Reason};

/// What the reasons of a resource do together. It only grows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// The worst of what they do, beside refusals.
    worst: Option<Behaviour>,
    is_refused: bool,
    /// The properties that change, by name.
    properties: IndexMap<String, Touched>,
}

/// How a property changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Touched {
    certain: bool,
    replaces: bool,
}

impl Tally {
    /// Counts a reason; whether that is news.
    pub(super) fn count(&mut self, reason: &Reason) -> bool {
        let is_refused = reason.behaviour == Behaviour::Refused;
        let worst = if is_refused { self.worst } else { self.worst.max(Some(reason.behaviour)) };
        let news = worst != self.worst || (is_refused && !self.is_refused);
        self.worst = worst;
        self.is_refused |= is_refused;
        self.touch(reason) || news
    }

    fn touch(&mut self, reason: &Reason) -> bool {
        let property = reason.place.property();
        let before = self.properties.get(property).copied();
        let known = before.unwrap_or_default();
        let touched = Touched {
            certain: known.certain || reason.certain,
            replaces: known.replaces || is_replacing(reason.behaviour),
        };
        let news = before != Some(touched);
        if news {
            self.properties.insert(property.to_owned(), touched);
        }
        news
    }

    /// What happens. A service refuses only what it would do in place: a new resource may be as it likes.
    pub(super) fn behaviour(&self) -> Option<Behaviour> {
        match self.worst {
            Some(Behaviour::Replacement) => self.worst,
            _ if self.is_refused => Some(Behaviour::Refused),
            worst => worst,
        }
    }

    /// Whether a property changes; `Some(false)` where it may.
    pub(super) fn changes(&self, property: &str) -> Option<bool> {
        self.properties.get(property).map(|touched| touched.certain)
    }

    /// The properties for which the resource is replaced, or may be.
    pub(super) fn replacing(&self) -> impl Iterator<Item = &str> {
        self.properties.iter().filter(|(_, touched)| touched.replaces).map(|(name, _)| name.as_str())
    }

    /// Whether anything but an attribute changes.
    pub(super) fn reaches_it(&self) -> bool {
        self.properties.keys().any(|name| !name.is_empty())
    }
}

fn is_replacing(behaviour: Behaviour) -> bool {
    matches!(behaviour, Behaviour::Conditional | Behaviour::Replacement)
}
