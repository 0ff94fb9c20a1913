//! What Aurora speaks: it is made for the clients of two engines.

use crate::components::database::Engine;

/// An engine with whose clients Aurora is compatible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compatible {
    /// `PostgreSQL`.
    Postgres,
    /// `MySQL`.
    Mysql,
}

/// What Aurora is like in place of an engine.
#[derive(Debug)]
pub struct Terms {
    /// Its name in RDS.
    pub name: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// A minor version that cfn-lint 1.51 and 1.58 know.
    pub version: &'static str,
    /// What the versions of its default line look like.
    pub pattern: &'static str,
    /// All its logs that RDS can send to CloudWatch.
    pub logs: &'static [&'static str],
    /// Its parameters' description, which never changes.
    pub description: &'static str,
    /// Its parameters.
    pub parameters: &'static [(&'static str, &'static str)],
    /// What they are for.
    pub why: &'static str,
    /// What the proxy before it speaks.
    pub proxy: &'static str,
}

impl Compatible {
    /// Aurora in place of this engine, if there is such.
    #[must_use]
    pub fn with(engine: Engine) -> Option<Self> {
        match engine {
            Engine::Postgres => Some(Self::Postgres),
            Engine::Mysql => Some(Self::Mysql),
            Engine::Mariadb | Engine::OracleSe2 | Engine::SqlserverSe => None,
        }
    }

    /// The engine whose clients it serves.
    #[must_use]
    pub fn engine(self) -> Engine {
        match self {
            Self::Postgres => Engine::Postgres,
            Self::Mysql => Engine::Mysql,
        }
    }

    /// What it is like.
    #[must_use]
    pub fn terms(self) -> &'static Terms {
        match self {
            Self::Postgres => &POSTGRES,
            Self::Mysql => &MYSQL,
        }
    }
}

const POSTGRES: Terms = Terms {
    name: "aurora-postgresql",
    title: "Aurora PostgreSQL",
    version: "17.9",
    pattern: "^17\\.[0-9]+$",
    logs: &["postgresql"],
    description: "Aurora PostgreSQL parameters",
    parameters: &[("rds.force_ssl", "1"), ("rds.logical_replication", "1")],
    why: "TLS for every connection; logical replication, by which functions and shards move out",
    proxy: "POSTGRESQL",
};

/// A reader forwards writes to another region only where it is said how long it waits to see them: here until its own session
/// does.
const MYSQL: Terms = Terms {
    name: "aurora-mysql",
    title: "Aurora MySQL",
    version: "8.0.mysql_aurora.3.12.0",
    pattern: "^8\\.0\\.mysql_aurora\\.3\\.[0-9]+\\.[0-9]+$",
    logs: &["audit", "error", "general", "slowquery"],
    description: "Aurora MySQL parameters",
    parameters: &[
        ("require_secure_transport", "ON"),
        ("binlog_format", "ROW"),
        ("gtid-mode", "ON"),
        ("enforce_gtid_consistency", "ON"),
        ("aurora_replica_read_consistency", "SESSION"),
        ("slow_query_log", "1"),
        ("long_query_time", "1"),
        ("log_output", "FILE"),
    ],
    why: "TLS for every connection; a log of changed rows, by which functions and shards move out; slow queries are logged",
    proxy: "MYSQL",
};
