//! What the databases of a move speak, and which ways back that leaves.

use serde::Serialize;

use crate::components::database;

/// An engine whose data moves while a stack grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Engine {
    /// `PostgreSQL`.
    Postgres,
    /// `MySQL`.
    Mysql,
}

/// How far a way back leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Back {
    /// With what was written since, through a window of its own.
    Kept,
    /// Until the first write to the target.
    Unwritten,
}

impl Engine {
    /// The one of this name; none where no stage moves its data.
    pub fn of(engine: database::Engine) -> Option<Self> {
        match engine {
            database::Engine::Postgres => Some(Self::Postgres),
            database::Engine::Mysql => Some(Self::Mysql),
            _ => None,
        }
    }

    /// The port on which each of its databases listens.
    pub fn port(self) -> u16 {
        let engine = match self {
            Self::Postgres => database::Engine::Postgres,
            Self::Mysql => database::Engine::Mysql,
        };
        engine.dialect().port()
    }

    /// The way back of a move.
    pub fn back(self) -> Back {
        match self {
            Self::Postgres => Back::Kept,
            Self::Mysql => Back::Unwritten,
        }
    }
}
