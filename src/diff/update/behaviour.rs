//! What the change of a property does to a live resource.

use serde::Serialize;

use crate::facts::registry::Change;

/// What an update of a property does, the mildest first: CloudFormation's update behaviours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Behaviour {
    /// The resource stays, and works on.
    NoInterruption,
    /// The resource stays, but pauses.
    SomeInterruption,
    /// What the resource consists of is replaced, a few at a time.
    RollingUpdate,
    /// It depends on more than the template whether the resource is replaced.
    Conditional,
    /// A new resource takes the place of the old one.
    Replacement,
    /// The service, or CloudFormation, refuses the update.
    Refused,
}

impl From<Change> for Behaviour {
    fn from(change: Change) -> Self {
        match change {
            Change::InPlace => Self::NoInterruption,
            Change::Interrupts => Self::SomeInterruption,
            Change::MayReplace => Self::Conditional,
            Change::Replaces => Self::Replacement,
            Change::Refused => Self::Refused,
        }
    }
}
