//! Amazon Data Firehose.

use serde::Serialize;

use crate::cfn::{Resource, Val};

/// `AWS::KinesisFirehose::DeliveryStream`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct DeliveryStream {
    pub delivery_stream_type: &'static str,
    pub kinesis_stream_source_configuration: KinesisStreamSource,
    pub extended_s3_destination_configuration: ExtendedS3Destination,
}

impl Resource for DeliveryStream {
    const TYPE: &'static str = "AWS::KinesisFirehose::DeliveryStream";
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct KinesisStreamSource {
    #[serde(rename = "KinesisStreamARN")]
    pub kinesis_stream_arn: Val,
    #[serde(rename = "RoleARN")]
    pub role_arn: Val,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ExtendedS3Destination {
    #[serde(rename = "BucketARN")]
    pub bucket_arn: Val,
    #[serde(rename = "RoleARN")]
    pub role_arn: Val,
    pub compression_format: &'static str,
    pub buffering_hints: BufferingHints,
    pub prefix: &'static str,
    pub error_output_prefix: &'static str,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct BufferingHints {
    pub interval_in_seconds: u16,
    #[serde(rename = "SizeInMBs")]
    pub size_in_mbs: u16,
}
