//! What a changed property does to a live resource.

use super::{INTERRUPTS, Kind, MAY_REPLACE, REPLACES};
use crate::facts::{
    conditional::{Effect, rule, ruled},
    path::{Meeting, meeting},
};

/// What the update of a property does, the mildest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// The resource stays, and works on.
    InPlace,
    /// The resource stays, but may pause. Known for few types.
    Interrupts,
    /// It depends on the values whether the resource is replaced.
    MayReplace,
    /// The resource is replaced by a new one.
    Replaces,
    /// The update fails.
    Refused,
}

impl From<Effect> for Change {
    fn from(effect: Effect) -> Self {
        match effect {
            Effect::InPlace => Self::InPlace,
            Effect::Interrupts | Effect::UpdatePolicy => Self::Interrupts,
            Effect::Resharding | Effect::MayReplace => Self::MayReplace,
            Effect::Replaces => Self::Replaces,
            Effect::Refused => Self::Refused,
        }
    }
}

impl Kind {
    /// What a change at this path does, such as `Budget/BudgetName`, whatever the values. A whole object of which only a part
    /// is create-only may replace the resource: ask for what is in it.
    pub fn change(self, path: &str) -> Change {
        match rule(self.name(), path) {
            Some(rule) => Change::from(rule.effect(Some("{}"), Some("{}"))).max(self.interruption(path)),
            None => self.unruled_change(path),
        }
    }

    /// What a change does at a path for which there is no rule.
    pub fn unruled_change(self, path: &str) -> Change {
        let replaces = self.within(path, REPLACES, Change::Replaces);
        replaces.max(self.within(path, MAY_REPLACE, Change::MayReplace)).max(self.interruption(path))
    }

    fn interruption(self, path: &str) -> Change {
        self.within(path, INTERRUPTS, Change::Interrupts)
    }

    fn within(self, path: &str, column: usize, change: Change) -> Change {
        let meets = self.words(column).map(|known| meeting(known, path)).max();
        match meets.unwrap_or(Meeting::Apart) {
            Meeting::Apart => Change::InPlace,
            Meeting::Below => Change::min(change, Change::MayReplace),
            Meeting::AtOrAbove => change,
        }
    }

    /// Whether it depends on the part of the value at this path what a change does.
    pub fn parts_matter(self, path: &str) -> bool {
        let columns = [REPLACES, MAY_REPLACE, INTERRUPTS].into_iter().flat_map(|column| self.words(column));
        columns.chain(ruled(self.name())).any(|known| meeting(known, path) == Meeting::Below)
    }

    /// Whether CloudFormation sets the property at this path, or what holds it.
    pub fn is_read_only(self, path: &str) -> bool {
        self.read_only().any(|known| meeting(known, path) == Meeting::AtOrAbove)
    }

    /// The paths whose change replaces the resource.
    pub fn replaces(self) -> impl Iterator<Item = &'static str> {
        self.words(REPLACES)
    }

    /// The paths whose change may replace the resource.
    pub fn may_replace(self) -> impl Iterator<Item = &'static str> {
        self.words(MAY_REPLACE)
    }

    /// The paths whose change interrupts the resource.
    pub fn interrupts(self) -> impl Iterator<Item = &'static str> {
        self.words(INTERRUPTS)
    }
}
