//! Where the way leads past: every stage between two ends.

use std::fmt;

use anyhow::{Result, ensure};

use crate::stage::{At, LADDER, Rung};

/// A place on the way: a stage, or a number of users.
#[derive(Clone, Copy, Debug)]
pub struct Stop {
    /// What it is.
    pub at: At,
}

impl<T: Into<At>> From<T> for Stop {
    fn from(at: T) -> Self {
        Self { at: at.into() }
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.at.fmt(f)
    }
}

/// Both ends and the stages between them. The stage that is chosen by name is passed only if the way begins or ends there.
///
/// # Errors
/// When the second end is not after the first one.
pub(super) fn stops(from: &Stop, to: &Stop) -> Result<Vec<Stop>> {
    let [first, last] = [from, to].map(|stop| place(stop.at.rung));
    let smaller = last < first || (last == first && to.at.users < from.at.users);
    ensure!(
        !smaller,
        "{to} is smaller than {from}: that takes a new stack of the smaller stage, the data by a dump, and the names turned to it; \
         `scalegen diff {from} {to}` says what an update in place would destroy",
    );
    ensure!(
        last > first || to.at.users > from.at.users,
        "{to} is where the stack is; name a later stage or more users"
    );
    let between = LADDER.get(first + 1..last).unwrap_or_default().iter();
    let between = between.filter(|rung| rung.users().is_some()).map(|rung| Stop::from(*rung));
    Ok([*from].into_iter().chain(between).chain([*to]).collect())
}

/// A stage's place on the ladder.
fn place(rung: Rung) -> usize {
    LADDER.iter().position(|known| known.id == rung.id).unwrap_or(0)
}
