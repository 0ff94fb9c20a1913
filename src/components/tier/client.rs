//! By which client a host asks its database.

use crate::components::{app::Spoken, database::Dialect};

/// A client, and how it is installed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Client {
    /// What the script's and the sample's parts are called.
    pub name: &'static str,
    /// What dnf installs for it: `MariaDB`'s client speaks to `MySQL` as well, and its connector brings the plugin for the
    /// logins of `MySQL` 8.4.
    pub packages: &'static str,
}

/// Whether Amazon Linux has a client for it, so that hosts make the application's login.
pub fn has_client(dialect: Dialect) -> bool {
    matches!(dialect, Dialect::Postgres | Dialect::Mysql)
}

impl Client {
    /// The database's client; what the sample worker needs where there is no database.
    pub(super) fn of(spoken: Option<Spoken>) -> Self {
        match spoken.map(|spoken| spoken.dialect) {
            None => Self { name: "none", packages: "python3-pillow" },
            Some(Dialect::Postgres) => Self { name: "postgres", packages: "postgresql17" },
            Some(Dialect::Mysql) => Self { name: "mysql", packages: "mariadb1011-client-utils" },
            Some(Dialect::Oracle | Dialect::SqlServer) => Self { name: "port", packages: "" },
        }
    }
}
