//! Amazon S3.

mod notification;
mod replication;

use serde::Serialize;

use super::policy::PolicyDocument;
use crate::cfn::{Id, Keep, Ref, Resource, Val};

pub use notification::{
    EventBridge, FilterRule, KeyFilter, NotificationFilter, Notifications, QueueConfiguration,
};
pub use replication::{
    DeleteMarkerReplication, Destination, ReplicaModifications, Replication, ReplicationFilter,
    ReplicationRule, SourceSelection,
};

/// `AWS::S3::Bucket`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Bucket {
    pub bucket_encryption: Encryption,
    pub public_access_block_configuration: PublicAccessBlock,
    pub ownership_controls: Ownership,
    pub versioning_configuration: Versioning,
    pub lifecycle_configuration: Lifecycle,
    pub logging_configuration: Option<Logging>,
    pub notification_configuration: Option<Notifications>,
    pub cors_configuration: Option<Cors>,
    pub replication_configuration: Option<Val<Replication>>,
}

impl Resource for Bucket {
    const TYPE: &'static str = "AWS::S3::Bucket";
    const KEEP: Keep = Keep::Retain;
}

impl Id<Bucket> {
    /// Its Amazon Resource Name.
    pub fn arn(&self) -> Val {
        self.att("Arn")
    }

    /// The name under which CloudFront reaches it.
    pub fn regional_domain_name(&self) -> Val {
        self.att("RegionalDomainName")
    }
}

/// `AWS::S3::BucketPolicy`
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct BucketPolicy {
    pub bucket: Ref<Bucket>,
    pub policy_document: PolicyDocument,
}

impl Resource for BucketPolicy {
    const TYPE: &'static str = "AWS::S3::BucketPolicy";
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Cors {
    pub cors_rules: Vec<CorsRule>,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct CorsRule {
    pub allowed_methods: Vec<&'static str>,
    pub allowed_origins: Val<Vec<Val>>,
    pub allowed_headers: Vec<&'static str>,
    pub max_age: u16,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Encryption {
    pub server_side_encryption_configuration: Vec<EncryptionRule>,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct EncryptionRule {
    pub server_side_encryption_by_default: EncryptionDefault,
    pub bucket_key_enabled: Option<bool>,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct EncryptionDefault {
    #[serde(rename = "SSEAlgorithm")]
    pub sse_algorithm: &'static str,
    #[serde(rename = "KMSMasterKeyID")]
    pub kms_master_key_id: Option<Val>,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct PublicAccessBlock {
    pub block_public_acls: bool,
    pub block_public_policy: bool,
    pub ignore_public_acls: bool,
    pub restrict_public_buckets: bool,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Ownership {
    pub rules: Vec<OwnershipRule>,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct OwnershipRule {
    pub object_ownership: &'static str,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Versioning {
    pub status: &'static str,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Lifecycle {
    pub rules: Vec<LifecycleRule>,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct LifecycleRule {
    pub id: &'static str,
    pub status: &'static str,
    pub prefix: Option<&'static str>,
    pub expiration_in_days: Option<u16>,
    pub noncurrent_version_expiration: Option<NoncurrentVersions>,
    pub abort_incomplete_multipart_upload: AbortUploads,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct NoncurrentVersions {
    pub noncurrent_days: u16,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AbortUploads {
    pub days_after_initiation: u16,
}

/// A nested part of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Logging {
    pub destination_bucket_name: Ref<Bucket>,
    pub log_file_prefix: &'static str,
}
