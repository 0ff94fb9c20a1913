//! Whether what holds data, or a name that the world knows, refuses its deletion. What is deleted all the same stays by its
//! retention policy, which no choice takes away.

use crate::cfn::Val;

/// Whether deletions are refused.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Protection {
    /// They are, until somebody takes the protection off.
    #[default]
    On,
    /// They are not: for a stack that is to go again.
    Off,
}

impl Protection {
    /// As a property.
    pub fn is_on(self) -> bool {
        self == Self::On
    }

    /// As an attribute of a load balancer.
    pub fn text(self) -> &'static str {
        if self.is_on() { "true" } else { "false" }
    }

    /// Where it is on, what `protected` says.
    pub fn only(self, protected: Val<bool>) -> Val<bool> {
        if self.is_on() { protected } else { Val::Is(false) }
    }
}
