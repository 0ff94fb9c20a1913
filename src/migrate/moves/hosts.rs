//! The hosts of a move.

use serde::Serialize;

/// The hosts that run the application while its data moves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hosts {
    /// Their logical IDs, with commas between them: the values of their tag `LogicalId`.
    ids: String,
    /// The one of these on which the commands run. Its role reads the secrets of both sides.
    session: String,
    /// The Auto Scaling group that starts them, if one does.
    fleet: Option<String>,
    /// Whether the first one runs the database as well; it has no such tag, and all are found by `CloudFormation`'s own.
    alone: bool,
}

impl Hosts {
    /// Plain servers, or several fleets.
    pub fn tagged(first: &str, others: &[&str]) -> Self {
        let ids = [&[first], others].concat().join(",");
        Self { ids, session: first.to_owned(), fleet: None, alone: false }
    }

    /// A fleet.
    pub fn fleet(id: &str) -> Self {
        Self { fleet: Some(id.to_owned()), ..Self::tagged(id, &[]) }
    }

    /// The host that runs application and database.
    pub fn alone(id: &str) -> Self {
        Self { alone: true, ..Self::tagged(id, &[]) }
    }

    /// The same, and those that take over: nobody misses one that is not there yet.
    #[must_use]
    pub fn then(mut self, later: &[&str]) -> Self {
        self.ids = [&[self.ids.as_str()], later].concat().join(",");
        self
    }
}
