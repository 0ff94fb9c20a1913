//! The ladder of stages: what the talk says for that many users, as data in `stages/<id>.yaml`.

pub mod file;
mod from;

use std::{fmt, str::FromStr};

use crate::units::{BadUsers, Users};
use anyhow::{Context, Result, bail};
pub use file::Stage;
pub use from::{AuroraFrom, ManagedFrom};

/// A stage's place on the ladder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rung {
    /// The stage's ID: its number of users, or a name.
    pub id: &'static str,
    json: &'static str,
}

/// A stage file as the build script left it.
macro_rules! stage {
    ($id:literal) => {
        include_str!(concat!(env!("OUT_DIR"), "/", $id, ".json"))
    };
}

/// The stages, smallest first.
pub const LADDER: [Rung; 10] = [
    Rung { id: "1", json: stage!("1") },
    Rung { id: "vertical", json: stage!("vertical") },
    Rung { id: "10", json: stage!("10") },
    Rung { id: "100", json: stage!("100") },
    Rung { id: "1k", json: stage!("1k") },
    Rung { id: "10k", json: stage!("10k") },
    Rung { id: "500k", json: stage!("500k") },
    Rung { id: "1m", json: stage!("1m") },
    Rung { id: "10m", json: stage!("10m") },
    Rung { id: "11m", json: stage!("11m") },
];

impl Rung {
    /// From how many users on; `None` for a stage that is chosen by name only.
    pub fn users(self) -> Option<Users> {
        self.id.parse().ok()
    }

    /// The stage's file, read.
    ///
    /// # Errors
    /// When the file is not a stage; the message says where and why.
    pub fn stage(self) -> Result<Stage> {
        serde_json::from_str(self.json).with_context(|| format!("stages/{}.yaml", self.id))
    }
}

impl Stage {
    /// Reads a stage file.
    ///
    /// # Errors
    /// On an unknown or a double key and a wrong type; the message holds line and column.
    pub fn read(text: &str) -> Result<Self> {
        crate::strict::read(text.as_bytes())
    }
}

/// What was asked for: a stage by its ID, or a number of users.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At {
    /// The stage: the largest at or below the number.
    pub rung: Rung,
    /// The number; none for a stage without one.
    pub users: Option<Users>,
}

impl From<Rung> for At {
    /// The stage at the number of users from which it is.
    fn from(rung: Rung) -> Self {
        Self { rung, users: rung.users() }
    }
}

impl From<Users> for At {
    /// The largest stage at or below the number.
    fn from(users: Users) -> Self {
        Self { rung: below(users), users: Some(users) }
    }
}

impl fmt::Display for At {
    /// The stage's ID, or the number of users where it is another than the stage's: either is read as the same again.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.users {
            Some(users) if self.rung.users() != Some(users) => users.fmt(f),
            _ => f.write_str(self.rung.id),
        }
    }
}

impl FromStr for At {
    type Err = anyhow::Error;

    /// A stage's ID, or any number of users: the largest stage at or below it.
    fn from_str(at: &str) -> Result<Self> {
        if let Some(rung) = LADDER.into_iter().find(|rung| rung.id.eq_ignore_ascii_case(at)) {
            return Ok(Self { rung, users: rung.users() });
        }
        match at.parse::<Users>() {
            Ok(users) => Ok(users.into()),
            Err(BadUsers::NotANumber) => {
                bail!("`{at}` is neither a stage nor a user count; try `500k`, `vertical` or `1.5m`")
            }
            Err(bad) => bail!(bad.sentence(at)),
        }
    }
}

fn below(users: Users) -> Rung {
    let fits = |rung: &Rung| rung.users().is_some_and(|from| from <= users);
    LADDER.into_iter().rfind(fits).unwrap_or(LADDER[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the talk's steps begin, in users.
    const TALK: [u64; 9] = [1, 10, 100, 1_000, 10_000, 500_000, 1_000_000, 10_000_000, 11_000_000];

    #[test]
    fn every_step_of_the_talk_is_a_stage() {
        let steps: Vec<u64> = LADDER.into_iter().filter_map(Rung::users).map(Users::count).collect();
        assert_eq!(steps, TALK);
    }

    #[test]
    fn a_place_is_written_as_it_is_read() {
        let written = |text: &str| text.parse::<At>().unwrap().to_string();
        for (typed, name) in [("1K", "1k"), ("1_0k", "10k"), ("Vertical", "vertical"), ("1_000", "1k")] {
            assert_eq!(written(typed), name);
        }
        for name in LADDER.map(|rung| rung.id).into_iter().chain(["2", "1.1k", "400k", "1b"]) {
            assert_eq!(written(name), name);
            assert_eq!(name.parse::<At>().unwrap(), written(name).parse().unwrap());
        }
    }

    #[test]
    fn a_fault_is_told_where_it_stands() {
        let told = |from: &str, to: &str| {
            let file = include_str!("../../stages/100.yaml").replace(from, to);
            Stage::read(&file).unwrap_err().to_string()
        };
        assert_eq!(told("budget:", "bugdet:"), "8:1: unknown key `bugdet`; did you mean `budget`?");
        assert_eq!(
            told("budget: 70", "dns: 1\nbudget: 70").split(';').next(),
            Some("8:1: unknown key `dns`")
        );
        assert_eq!(told("servers: 1", "servers: 9"), "6:17: web.servers: 9 web servers; give 1 to 4");
    }
}
