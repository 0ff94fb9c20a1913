//! What each engine is like on RDS: facts of the RDS user guide, and what we make of them.

use super::{Dialect, Engine};
use crate::components::app::Surroundings;

/// What an engine is like on RDS.
#[derive(Debug)]
pub struct Terms {
    /// Its name, in RDS and in `scalegen.yaml`.
    pub name: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// A minor version that cfn-lint 1.51 and 1.58 know; RDS installs later ones by itself. Of Oracle they know none, and RDS
    /// withdraws its quarterly updates: there RDS takes the newest.
    pub version: &'static str,
    /// Who pays for the licence; none where there is nothing to pay.
    pub licence: Option<&'static str>,
    /// The database that RDS makes: at most eight letters with Oracle, and none with SQL Server.
    pub database: Option<&'static str>,
    /// The character set, where it is fixed at creation.
    pub characters: Option<&'static str>,
    /// All its logs that RDS can send to CloudWatch.
    pub logs: &'static [&'static str],
    /// Its parameters.
    pub parameters: &'static [(&'static str, &'static str)],
    /// What they are for.
    pub why: &'static str,
    /// The parameter that limits connections.
    pub connections: &'static str,
    /// Read replicas at the most.
    pub replicas: u8,
    /// The biggest disk of type gp3, GiB (RDS API reference, `CreateDBInstance`, read 2026-11).
    pub disk: u32,
    /// Whether IAM tokens can open it in place of a password.
    pub tokens: bool,
    /// How long its passwords are.
    pub password: u8,
    /// Whether only an option can encrypt connections.
    pub option: bool,
}

impl Engine {
    /// What it is like on RDS.
    #[must_use]
    pub fn terms(self) -> &'static Terms {
        match self {
            Self::Postgres => &POSTGRES,
            Self::Mysql => &MYSQL,
            Self::Mariadb => &MARIADB,
            Self::OracleSe2 => &ORACLE,
            Self::SqlserverSe => &SQL_SERVER,
        }
    }

    /// The TCP port on which it listens.
    #[must_use]
    pub fn port(self) -> u16 {
        self.dialect().port()
    }

    /// The value of the parameter that limits connections. Oracle's counts its own processes, too.
    pub(super) fn limit(self, connections: u32) -> String {
        let own = if self.dialect() == Dialect::Oracle { ORACLE_PROCESSES } else { 0 };
        (connections + own).to_string()
    }

    /// The application learns what the database speaks, and where it listens; with PostgreSQL it need not be told.
    pub fn tell(self, surroundings: &mut Surroundings) {
        let dialect = match self.dialect() {
            Dialect::Postgres => return,
            Dialect::Mysql => "mysql",
            Dialect::Oracle => "oracle",
            Dialect::SqlServer => "sqlserver",
        };
        surroundings.tell("DB_ENGINE", dialect);
        surroundings.tell("DB_PORT", self.port().to_string());
    }
}

/// What Oracle runs for itself: about eighty processes on an idle instance of 19c (an estimate).
const ORACLE_PROCESSES: u32 = 100;

const POSTGRES: Terms = Terms {
    name: "postgres",
    title: "PostgreSQL",
    version: "17.9",
    licence: None,
    database: Some(super::NAME),
    characters: None,
    logs: &["postgresql", "upgrade"],
    parameters: &[("rds.force_ssl", "1"), ("rds.logical_replication", "1")],
    why: "TLS for every connection; logical replication, by which data moves on without downtime",
    connections: "max_connections",
    replicas: 15,
    disk: 65_536,
    tokens: true,
    password: 32,
    option: false,
};

/// A global transaction identifier names each change, so that another database takes over where a copy ended.
const MYSQL: Terms = Terms {
    name: "mysql",
    title: "MySQL",
    version: "8.4.9",
    logs: &["audit", "error", "general", "slowquery"],
    parameters: &[
        ("require_secure_transport", "1"),
        ("binlog_format", "ROW"),
        ("gtid-mode", "ON"),
        ("enforce_gtid_consistency", "ON"),
        ("slow_query_log", "1"),
        ("long_query_time", "1"),
        ("log_output", "FILE"),
    ],
    why: "TLS for every connection; a log of changed rows, by which data moves on without downtime; slow queries are logged",
    ..POSTGRES
};

/// Its global transaction identifiers need no parameter.
const MARIADB: Terms = Terms {
    name: "mariadb",
    title: "MariaDB",
    version: "11.8.6",
    parameters: &[
        ("require_secure_transport", "1"),
        ("binlog_format", "ROW"),
        ("slow_query_log", "1"),
        ("long_query_time", "1"),
        ("log_output", "FILE"),
    ],
    ..MYSQL
};

/// The audit log goes into files, as only those reach CloudWatch. Read replicas are Enterprise Edition's.
const ORACLE: Terms = Terms {
    name: "oracle-se2",
    title: "Oracle",
    version: "19",
    licence: Some("license-included"),
    database: Some("APP"),
    characters: Some("AL32UTF8"),
    logs: &["alert", "audit", "listener", "oemagent", "trace"],
    parameters: &[("audit_trail", "OS")],
    why: "the audit log in files, which reach CloudWatch",
    connections: "processes",
    replicas: 0,
    disk: 65_536,
    tokens: false,
    password: 30,
    option: true,
};

/// Read replicas are Enterprise Edition's.
const SQL_SERVER: Terms = Terms {
    name: "sqlserver-se",
    title: "SQL Server",
    version: "16.00.4245.2.v1",
    licence: Some("license-included"),
    database: None,
    logs: &["agent", "error"],
    parameters: &[("rds.force_ssl", "1")],
    why: "TLS for every connection",
    connections: "user connections",
    replicas: 0,
    disk: 16_384,
    tokens: false,
    ..POSTGRES
};
