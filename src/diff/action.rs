//! What happens to a resource.

use serde::{Serialize, Serializer};

use super::{Behaviour, Fate};

/// What happens to a resource, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    /// The whole update fails.
    Refused,
    /// A new resource takes its place.
    Replace,
    /// It goes.
    Delete,
    /// A new resource may take its place.
    MayReplace,
    /// It leaves the stack and stays in the account.
    Orphan,
    /// It stays, but pauses.
    Interrupt,
    /// What it consists of is replaced, a few at a time.
    Roll,
    /// It stays and works on.
    Update,
    /// It is new.
    Create,
}

impl Action {
    /// All of them, the worst first.
    pub const ALL: [Self; 9] = [
        Self::Refused,
        Self::Replace,
        Self::Delete,
        Self::MayReplace,
        Self::Orphan,
        Self::Interrupt,
        Self::Roll,
        Self::Update,
        Self::Create,
    ];

    /// Its sign at the beginning of a line.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Refused => "x",
            Self::Replace => "±",
            Self::Delete => "-",
            Self::MayReplace => "?",
            Self::Orphan => "o",
            Self::Interrupt => "!",
            Self::Roll => "»",
            Self::Update => "~",
            Self::Create => "+",
        }
    }

    /// Its name, as in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Replace => "replace",
            Self::Delete => "delete",
            Self::MayReplace => "may-replace",
            Self::Orphan => "orphan",
            Self::Interrupt => "interrupt",
            Self::Roll => "roll",
            Self::Update => "update",
            Self::Create => "create",
        }
    }

    /// What happened, as a word behind a number.
    pub fn done(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Replace => "replaced",
            Self::Delete => "deleted",
            Self::MayReplace => "perhaps replaced",
            Self::Orphan => "orphaned",
            Self::Interrupt => "interrupted",
            Self::Roll => "rolled",
            Self::Update => "updated",
            Self::Create => "created",
        }
    }
}

impl Serialize for Action {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.name())
    }
}

impl From<Behaviour> for Action {
    fn from(behaviour: Behaviour) -> Self {
        match behaviour {
            Behaviour::NoInterruption => Self::Update,
            Behaviour::SomeInterruption => Self::Interrupt,
            Behaviour::RollingUpdate => Self::Roll,
            Behaviour::Conditional => Self::MayReplace,
            Behaviour::Replacement => Self::Replace,
            Behaviour::Refused => Self::Refused,
        }
    }
}

/// How bad it is: what is refused stops all, then comes data that is lost.
pub(super) fn weight(action: Action, data: Fate) -> impl Ord {
    (action != Action::Refused, data != Fate::Lost, action, std::cmp::Reverse(data))
}
