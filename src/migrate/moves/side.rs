//! One of the two databases of a move.

use serde::Serialize;

/// Where data comes from, or where it goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Side {
    /// The logical ID, such as `Database`.
    pub id: String,
    /// What stands behind it.
    pub kind: Kind,
    /// The logical ID of the secret with the application's login, which owns the database.
    pub secret: String,
    /// The logical ID of the secret with the administrator's login; a host of the stack has none, as its superuser is local.
    pub admin_secret: Option<String>,
}

/// What stands behind a database's logical ID.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// An `AWS::EC2::Instance` with a database server of its own.
    Host,
    /// An `AWS::RDS::DBInstance`.
    Instance,
    /// An `AWS::RDS::DBCluster`.
    Cluster,
}
