//! Which version of an engine runs.

/// A version of an engine, under the names that RDS gives them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Release {
    /// As RDS writes it: `17.9`.
    pub version: &'static str,
    /// The family of its parameters: `postgres17`.
    pub family: &'static str,
    /// Whether it is of a later line than our default version: a step from that one is a major upgrade.
    pub later: bool,
}

impl Release {
    /// The line as option groups name it: `19` of `oracle-se2-19`.
    #[must_use]
    pub fn line(self) -> &'static str {
        self.family.rsplit('-').next().unwrap_or_default()
    }
}
