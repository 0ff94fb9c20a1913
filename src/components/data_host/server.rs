//! What runs the database on a host of one's own.

use crate::components::{
    app::{Spoken, Surroundings},
    database::{Dialect, Engine},
};

/// A database server that this host can run: what it serves, and the network's clients find.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Server {
    /// `PostgreSQL` 17, from Amazon Linux.
    Postgres,
    /// `MySQL` 8.4, from `MySQL`'s own repository: Amazon Linux 2023 has none
    /// (<https://github.com/amazonlinux/amazon-linux-2023/issues/394>, 2023-07-10, open).
    Mysql,
}

impl Server {
    /// The engine that it is.
    fn engine(self) -> Engine {
        match self {
            Self::Postgres => Engine::Postgres,
            Self::Mysql => Engine::Mysql,
        }
    }

    /// What its clients speak.
    pub fn dialect(self) -> Dialect {
        self.engine().dialect()
    }

    /// What its parts of scripts are called, and the application is told.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Postgres => "postgres",
            Self::Mysql => "mysql",
        }
    }

    /// Tells the application what it finds, where that is not what it always was.
    pub(super) fn tell(self, surroundings: &mut Surroundings) {
        surroundings.speak(Spoken { engine: self.engine(), authorities: None });
        self.engine().tell(surroundings);
    }

    /// As people write it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Postgres => "PostgreSQL",
            Self::Mysql => "MySQL",
        }
    }

    /// Where the data volume is mounted.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Postgres => "/var/lib/pgsql",
            Self::Mysql => "/var/lib/mysql",
        }
    }

    /// Whose it is on the host.
    pub(super) fn owner(self) -> &'static str {
        match self {
            Self::Postgres => "postgres",
            Self::Mysql => "mysql",
        }
    }

    /// Its unit of systemd, and the name of its log group.
    pub(super) fn unit(self) -> &'static str {
        match self {
            Self::Postgres => "postgresql",
            Self::Mysql => "mysqld",
        }
    }

    /// Where it writes what goes wrong.
    pub(super) fn log(self) -> &'static str {
        match self {
            Self::Postgres => "/var/lib/pgsql/data/log/*.log",
            Self::Mysql => "/var/lib/mysql/mysqld.log",
        }
    }

    /// What dnf installs for it.
    pub(super) fn packages(self) -> &'static str {
        match self {
            Self::Postgres => "openssl postgresql17 postgresql17-server postgresql17-contrib",
            Self::Mysql => "--nobest logrotate mysql-community-server",
        }
    }
}
