//! Amazon DynamoDB.

use serde::Serialize;

use crate::cfn::{Id, Keep, Resource, Val};

/// `AWS::DynamoDB::GlobalTable`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct GlobalTable {
    pub billing_mode: &'static str,
    pub attribute_definitions: Vec<AttributeDefinition>,
    pub key_schema: Vec<KeySchema>,
    pub global_secondary_indexes: Vec<GlobalSecondaryIndex>,
    pub time_to_live_specification: Option<TimeToLive>,
    pub stream_specification: Stream,
    pub replicas: Vec<Replica>,
}

impl Resource for GlobalTable {
    const TYPE: &'static str = "AWS::DynamoDB::GlobalTable";
    const KEEP: Keep = Keep::Retain;
}

impl Id<GlobalTable> {
    /// Its Amazon Resource Name.
    pub fn arn(&self) -> Val {
        self.att("Arn")
    }
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AttributeDefinition {
    pub attribute_name: &'static str,
    pub attribute_type: &'static str,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct KeySchema {
    pub attribute_name: &'static str,
    pub key_type: &'static str,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct GlobalSecondaryIndex {
    pub index_name: &'static str,
    pub key_schema: Vec<KeySchema>,
    pub projection: Projection,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Projection {
    pub projection_type: &'static str,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct TimeToLive {
    pub attribute_name: &'static str,
    pub enabled: bool,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Stream {
    pub stream_view_type: &'static str,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Replica {
    pub region: Val,
    pub deletion_protection_enabled: Val<bool>,
    pub point_in_time_recovery_specification: PointInTimeRecovery,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct PointInTimeRecovery {
    pub point_in_time_recovery_enabled: bool,
}
