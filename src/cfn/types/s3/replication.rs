//! Copies of a bucket's objects in another bucket.

use serde::Serialize;

use crate::cfn::Val;

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Replication {
    pub role: Val,
    pub rules: Vec<ReplicationRule>,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ReplicationRule {
    pub id: &'static str,
    pub status: &'static str,
    pub priority: u16,
    pub filter: ReplicationFilter,
    pub delete_marker_replication: DeleteMarkerReplication,
    pub source_selection_criteria: SourceSelection,
    pub destination: Destination,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ReplicationFilter {
    pub prefix: &'static str,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct DeleteMarkerReplication {
    pub status: &'static str,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct SourceSelection {
    pub replica_modifications: ReplicaModifications,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ReplicaModifications {
    pub status: &'static str,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Destination {
    pub bucket: Val,
}
