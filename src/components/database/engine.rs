//! What runs the database.

use schemars::JsonSchema;
use serde::Deserialize;

/// An engine of RDS.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Engine {
    /// `PostgreSQL`, at every stage.
    #[default]
    Postgres,
    /// `MySQL`, at every stage.
    Mysql,
    /// `MariaDB`, on RDS: 100 to 500k.
    Mariadb,
    /// Oracle Standard Edition 2, on RDS: 100 to 500k.
    OracleSe2,
    /// SQL Server Standard Edition, on RDS: 100 to 500k.
    SqlserverSe,
}

/// The language and the wire protocol that engines share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// That of `PostgreSQL`.
    Postgres,
    /// That of `MySQL`, and of `MariaDB`.
    Mysql,
    /// Oracle's.
    Oracle,
    /// SQL Server's.
    SqlServer,
}

impl Engine {
    /// As the key `database.engine` says it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Postgres => "postgres",
            Self::Mysql => "mysql",
            Self::Mariadb => "mariadb",
            Self::OracleSe2 => "oracle-se2",
            Self::SqlserverSe => "sqlserver-se",
        }
    }

    /// What it speaks.
    pub fn dialect(self) -> Dialect {
        match self {
            Self::Postgres => Dialect::Postgres,
            Self::Mysql | Self::Mariadb => Dialect::Mysql,
            Self::OracleSe2 => Dialect::Oracle,
            Self::SqlserverSe => Dialect::SqlServer,
        }
    }
}

impl Dialect {
    /// Its usual TCP port.
    pub fn port(self) -> u16 {
        match self {
            Self::Postgres => 5432,
            Self::Mysql => 3306,
            Self::Oracle => 1521,
            Self::SqlServer => 1433,
        }
    }
}
