//! What every bucket has: no public way in, encryption, TLS only, and no old versions for ever.

use super::{
    growth::{Change, When},
    key::DataKey,
    logs,
};
use crate::{
    cfn::{
        Attributes, Id, Template, Val, Why,
        types::{
            policy::{PolicyDocument, Statement},
            s3::{
                AbortUploads, Bucket, BucketPolicy, Encryption, EncryptionDefault, EncryptionRule, Lifecycle,
                LifecycleRule, Logging, NoncurrentVersions, Notifications, Ownership, OwnershipRule,
                PublicAccessBlock, Versioning,
            },
            sqs::QueuePolicy,
        },
    },
    sub,
};

/// How long what was overwritten or deleted can be had back, in days.
const REGRET: u16 = 30;

/// What becomes of objects in time.
#[derive(Clone, Copy, Debug)]
pub enum Age {
    /// They stay; what was overwritten or deleted can be had back for a while.
    Versioned,
    /// They stay for ever, every version of them.
    Kept,
    /// They leave after so many days, and can be had back for a while.
    Expires(u16),
}

/// Builds a private bucket whose readers and writers are logged. Its changes are events, so that whoever wants to act on
/// a new file later need not touch the bucket; a million cost a dollar (from memory).
pub fn logged(
    t: &mut Template,
    id: &str,
    why: Why,
    age: Age,
    logs: &logs::Built,
    key: &DataKey,
) -> Id<Bucket> {
    t.add(id, Attributes::from(why).after(&logs.policy), logging(age, logs, key))
}

/// A private bucket whose readers and writers are logged, not yet in the template: it is created after the logs' policy.
pub fn logging(age: Age, logs: &logs::Built, key: &DataKey) -> Bucket {
    let logging = Logging { destination_bucket_name: logs.bucket.get(), log_file_prefix: logs::BUCKETS };
    Bucket {
        logging_configuration: Some(logging),
        notification_configuration: Some(Notifications::events()),
        ..private(age, key)
    }
}

/// Builds a private bucket under S3's own keys.
pub fn bucket(t: &mut Template, id: &str, why: Why, age: Age) -> Id<Bucket> {
    t.add(id, why, private(age, &DataKey::default()))
}

fn private(age: Age, key: &DataKey) -> Bucket {
    Bucket {
        bucket_encryption: Encryption { server_side_encryption_configuration: vec![encryption(key)] },
        public_access_block_configuration: PublicAccessBlock {
            block_public_acls: true,
            block_public_policy: true,
            ignore_public_acls: true,
            restrict_public_buckets: true,
        },
        ownership_controls: Ownership {
            rules: vec![OwnershipRule { object_ownership: "BucketOwnerEnforced" }],
        },
        versioning_configuration: Versioning { status: "Enabled" },
        lifecycle_configuration: Lifecycle { rules: vec![age.rule()] },
        logging_configuration: None,
        notification_configuration: None,
        cors_configuration: None,
        replication_configuration: None,
    }
}

/// With a bucket key S3 asks for the customer's key once for many objects: each time is billed.
fn encryption(key: &DataKey) -> EncryptionRule {
    let kms_master_key_id = key.arn();
    let own = kms_master_key_id.is_some();
    let sse_algorithm = if own { "aws:kms" } else { "AES256" };
    EncryptionRule {
        server_side_encryption_by_default: EncryptionDefault { sse_algorithm, kms_master_key_id },
        bucket_key_enabled: own.then_some(true),
    }
}

/// What lies under a prefix leaves after so many days.
pub fn expire(id: &'static str, prefix: &'static str, days: u16) -> LifecycleRule {
    LifecycleRule { id, prefix: Some(prefix), ..Age::Expires(days).rule() }
}

/// Builds the bucket's own policy: TLS for everybody, and what `statements` allow.
pub fn policy(
    t: &mut Template,
    id: &str,
    why: impl Into<Attributes>,
    bucket: &Id<Bucket>,
    statements: Vec<Statement>,
) -> Id<BucketPolicy> {
    let tls = Statement::deny_without_tls("s3:*", [bucket.arn(), objects(bucket, "*")]);
    let statements = std::iter::once(tls).chain(statements).map(Into::into).collect();
    let policy = BucketPolicy { bucket: bucket.get(), policy_document: PolicyDocument::of(statements) };
    t.add(id, why, policy)
}

/// The ARN of a bucket's objects under a path that may end with `*`.
pub fn objects(bucket: &Id<Bucket>, path: &str) -> Val {
    sub![bucket.arn(), "/", path]
}

impl Age {
    fn rule(self) -> LifecycleRule {
        let regret = Some(NoncurrentVersions { noncurrent_days: REGRET });
        let (id, days, old) = match self {
            Self::Versioned => ("old-versions", None, regret),
            Self::Kept => ("unfinished-uploads", None, None),
            Self::Expires(days) => ("expire", Some(days), regret),
        };
        LifecycleRule {
            id,
            status: "Enabled",
            prefix: None,
            expiration_in_days: days,
            noncurrent_version_expiration: old,
            abort_incomplete_multipart_upload: AbortUploads { days_after_initiation: 7 },
        }
    }
}

/// A bucket or a queue lets new parts in before they come.
pub(super) fn growth(change: &Change) -> Option<When> {
    let joined = change.of::<BucketPolicy>("PolicyDocument") || change.of::<QueuePolicy>("PolicyDocument");
    joined.then_some(When::Joined)
}
