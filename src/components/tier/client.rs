//! By which client a host asks its database.

use crate::components::{
    app::Spoken,
    database::{Dialect, Engine},
};

/// What `MySQL` grants to who owns a database.
pub const OWNER: &str = "ALL";
/// The same for an administrator without `DELETE HISTORY`, which `MariaDB` counts among them and RDS keeps for itself (user
/// guide of RDS, `UsingWithRDS.MasterAccounts`, read 2026-11).
const OWNER_BY_NAME: &str = "SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, REFERENCES, INDEX, ALTER, CREATE TEMPORARY TABLES, \
                             LOCK TABLES, EXECUTE, CREATE VIEW, SHOW VIEW, CREATE ROUTINE, ALTER ROUTINE, EVENT, TRIGGER";

/// A client, and how it is installed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Client {
    /// What the script's and the sample's parts are called.
    pub name: &'static str,
    /// What dnf installs for it. `MariaDB`'s client speaks to `MySQL` as well; the connector that it brings along has the
    /// plugin for the logins of `MySQL` 8.4.
    pub packages: &'static str,
    /// What the application's login is granted on its database, where that has no owner.
    pub rights: &'static str,
}

/// Whether Amazon Linux has a client for it, so that hosts make the application's login.
pub fn has_client(engine: Engine) -> bool {
    matches!(engine.dialect(), Dialect::Postgres | Dialect::Mysql)
}

impl Client {
    /// The database's client; what the photo worker needs where there is no database.
    pub(super) fn of(spoken: Option<Spoken>) -> Self {
        let new = |name, packages, rights| Self { name, packages, rights };
        match spoken.map(|spoken| spoken.engine) {
            None => new("none", "python3-pillow", ""),
            Some(Engine::Postgres) => new("postgres", "postgresql17", ""),
            Some(Engine::Mysql) => new("mysql", "mariadb1011-client-utils", OWNER),
            Some(Engine::Mariadb) => new("mysql", "mariadb1011-client-utils", OWNER_BY_NAME),
            Some(Engine::OracleSe2 | Engine::SqlserverSe) => new("port", "", ""),
        }
    }
}
