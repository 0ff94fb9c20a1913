//! Amazon Kinesis Data Streams.

use serde::Serialize;

use crate::cfn::{Id, Keep, Resource, Val};

/// `AWS::Kinesis::Stream`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Stream {
    pub stream_mode_details: StreamModeDetails,
    pub retention_period_hours: u16,
    pub stream_encryption: StreamEncryption,
}

impl Resource for Stream {
    const TYPE: &'static str = "AWS::Kinesis::Stream";
    const KEEP: Keep = Keep::Delete;
}

impl Id<Stream> {
    /// Its Amazon Resource Name.
    pub fn arn(&self) -> Val {
        self.att("Arn")
    }
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct StreamModeDetails {
    pub stream_mode: &'static str,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct StreamEncryption {
    pub encryption_type: &'static str,
    pub key_id: Val,
}
