//! Where the way leads past: every stage between two ends.

use anyhow::{Result, ensure};

use crate::stage::{At, LADDER, Rung};

/// A place on the way: a stage, or a number of users.
#[derive(Clone, Debug)]
pub struct Stop {
    /// As people name it.
    pub name: String,
    /// What it is.
    pub at: At,
}

impl From<Rung> for Stop {
    fn from(rung: Rung) -> Self {
        Self { name: rung.id.to_owned(), at: rung.into() }
    }
}

/// Both ends and the stages between them. The stage that is chosen by name is passed only if the way begins or ends there.
///
/// # Errors
/// When the second end is not after the first one.
pub(super) fn stops(from: Stop, to: Stop) -> Result<Vec<Stop>> {
    let [first, last] = [&from, &to].map(|stop| place(stop.at.rung));
    let smaller = last < first || (last == first && to.at.users < from.at.users);
    ensure!(
        !smaller,
        "{to} is smaller than {from}; a database cannot be made smaller in place: `scalegen diff {from} {to}` says what an \\
         update would take, and what it takes from the data you move by hand, by a dump",
        to = to.name,
        from = from.name,
    );
    ensure!(
        last > first || to.at.users > from.at.users,
        "{} is where the stack is; name a later stage or more users",
        to.name
    );
    let between = LADDER.get(first + 1..last).unwrap_or_default().iter();
    let between = between.filter(|rung| rung.users().is_some()).map(|rung| Stop::from(*rung));
    Ok([from].into_iter().chain(between).chain([to.clone()]).collect())
}

/// A stage's place on the ladder.
fn place(rung: Rung) -> usize {
    LADDER.iter().position(|known| *known == rung).unwrap_or(0)
}
