//! Mappings: tables of constants that a template looks up at deploy time.

use super::Val;

/// Proof that a mapping is in the template; made by `Template::mapping` alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Mapping(String);

impl Mapping {
    pub(super) fn new(name: &str) -> Self {
        Self(name.to_owned())
    }

    /// The value under two keys: `Fn::FindInMap`.
    pub fn find(&self, first: impl Into<Val>, second: impl Into<Val>) -> Val {
        Val::function("Fn::FindInMap", (&self.0, first.into(), second.into()))
    }
}
