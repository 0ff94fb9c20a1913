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
