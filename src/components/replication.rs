//! Copies of files in the other region, both ways: what is uploaded in one is shown in both.

use super::{
    storage::objects,
    world::{First, STEP, Second, World},
};
use crate::{
    cfn::{
        Attributes, Id, Pseudo, Template, Val, no_value,
        types::{
            iam::{Role, RolePolicy},
            policy::{PolicyDocument, Statement},
            s3::{
                Bucket, DeleteMarkerReplication, Destination, ReplicaModifications, Replication,
                ReplicationFilter, ReplicationRule, SourceSelection,
            },
        },
        when,
    },
    sub,
};

/// Which of the two buckets that both regions have.
#[derive(Clone, Copy, Debug)]
pub enum Shared {
    /// Static files.
    Assets,
    /// Uploads, and what was made of them.
    Media,
}

impl Shared {
    /// What is copied. What has just arrived is not: its own region works on it.
    fn prefixes(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Assets => &[("all", "")],
            Self::Media => &[("media", "media/"), ("originals", "originals/")],
        }
    }

    fn output(self) -> &'static str {
        match self {
            Self::Assets => "AssetsBucketName",
            Self::Media => "MediaBucketName",
        }
    }
}

/// Who copies, where there is another region.
#[derive(Debug)]
pub struct Copier {
    role: Id<Role>,
    other: Other,
}

/// The other region.
#[derive(Debug)]
enum Other {
    /// The second, which may not be there yet.
    Second(First),
    /// The first, which is.
    First(Second),
}

impl Copier {
    /// Builds the role; what it may do comes when the buckets are there.
    pub fn build(t: &mut Template, world: &World) -> Option<Self> {
        let other = match world {
            World::Alone => return None,
            World::First(first) => Other::Second(first.clone()),
            World::Second(second) => Other::First(second.clone()),
        };
        t.section("Copies in the other region");
        let role = Role::of_all(["s3.amazonaws.com", "batchoperations.s3.amazonaws.com"]);
        let why = STEP.needs("S3 copies new files, and by a batch job those that were there before");
        Some(Self { role: t.add("ReplicationRole", why, role), other })
    }

    /// What a bucket does with its new files.
    pub fn rules(&self, kind: Shared) -> Val<Replication> {
        let rules = (1..).zip(kind.prefixes()).map(|(priority, (id, prefix))| ReplicationRule {
            id,
            status: "Enabled",
            priority,
            filter: ReplicationFilter { prefix },
            delete_marker_replication: DeleteMarkerReplication { status: "Enabled" },
            source_selection_criteria: SourceSelection {
                replica_modifications: ReplicaModifications { status: "Enabled" },
            },
            destination: Destination { bucket: self.twin(kind) },
        });
        let replication = Val::Is(Replication { role: self.role.arn(), rules: rules.collect() });
        match &self.other {
            Other::Second(first) => when(&first.joined, replication, no_value()),
            Other::First(_) => replication,
        }
    }

    /// The other region's bucket of this kind.
    fn twin(&self, kind: Shared) -> Val {
        let name = match (&self.other, kind) {
            (Other::Second(first), Shared::Assets) => first.assets.get(),
            (Other::Second(first), Shared::Media) => first.media.get(),
            (Other::First(second), kind) => second.told(kind.output()),
        };
        sub!["arn:", Pseudo::Partition, ":s3:::", name]
    }

    /// Lets the role read these buckets and write to their twins; a batch job leaves its report among the logs.
    pub fn allow(&self, t: &mut Template, buckets: &[(Shared, &Id<Bucket>)], logs: &Id<Bucket>) {
        let own = || buckets.iter().map(|(_, bucket)| *bucket);
        let twins = || buckets.iter().map(|(kind, _)| sub![self.twin(*kind), "/*"]);
        let whole = ["s3:GetReplicationConfiguration", "s3:ListBucket", "s3:PutInventoryConfiguration"];
        let read = [
            "s3:GetObjectVersionForReplication",
            "s3:GetObjectVersionAcl",
            "s3:GetObjectVersionTagging",
            "s3:InitiateReplication",
        ];
        let write = ["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"];
        let statements = [
            Statement::allow_on(whole, own().map(Id::<Bucket>::arn)),
            Statement::allow_on(read, own().map(|bucket| objects(bucket, "*"))),
            Statement::allow_on(write, twins()),
            Statement::allow(["s3:GetObject", "s3:PutObject"], [objects(logs, "batch/*")]),
        ];
        let policy = RolePolicy {
            policy_name: "replicate",
            role_name: self.role.get(),
            policy_document: PolicyDocument::of(statements.map(Into::into).into()),
        };
        let why: Attributes = STEP.needs("reads the buckets here and writes to their twins there").into();
        let why = if let Other::Second(first) = &self.other { why.when(&first.joined) } else { why };
        t.add("ReplicationPolicy", why, policy);
    }
}
