//! What CloudFormation does to a resource, as far as its time and its interruption depend on it.

/// What is done to a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// It is made.
    Create,
    /// It changes and works on.
    Update,
    /// It changes and pauses.
    Interrupt,
    /// What it consists of is replaced, a batch at a time.
    Roll,
    /// A new one is made, and the old one goes in the clean-up.
    Replace,
    /// It goes.
    Delete,
    /// It goes after a snapshot, as its policy says.
    Snapshot,
}

impl Work {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Create,
        Self::Update,
        Self::Interrupt,
        Self::Roll,
        Self::Replace,
        Self::Delete,
        Self::Snapshot,
    ];

    /// Its name, as in the tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Update => "update",
            Self::Interrupt => "interrupt",
            Self::Roll => "roll",
            Self::Replace => "replace",
            Self::Delete => "delete",
            Self::Snapshot => "snapshot",
        }
    }

    /// The work of this name; `may-replace` counts as `replace`. None for what takes no time: a refused change, an orphan.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let name = if name == "may-replace" { "replace" } else { name };
        Self::ALL.into_iter().find(|work| work.name() == name)
    }

    /// What is known instead where a table has no row for it.
    pub(super) fn else_like(self) -> Option<Self> {
        match self {
            Self::Interrupt | Self::Roll => Some(Self::Update),
            Self::Snapshot => Some(Self::Delete),
            Self::Create | Self::Update | Self::Replace | Self::Delete => None,
        }
    }
}
