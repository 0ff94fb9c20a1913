//! AWS CloudTrail.

use serde::Serialize;

use super::s3::Bucket;
use crate::cfn::{Ref, Resource, Val};

/// `AWS::CloudTrail::Trail`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Trail {
    pub trail_name: Val,
    pub s3_bucket_name: Ref<Bucket>,
    pub s3_key_prefix: &'static str,
    pub cloud_watch_logs_log_group_arn: Val,
    pub cloud_watch_logs_role_arn: Val,
    #[serde(rename = "KMSKeyId")]
    pub kms_key_id: Option<Val>,
    pub is_logging: bool,
    pub is_multi_region_trail: bool,
    pub include_global_service_events: bool,
    pub enable_log_file_validation: bool,
}

impl Resource for Trail {
    const TYPE: &'static str = "AWS::CloudTrail::Trail";
}
