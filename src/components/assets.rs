//! Static files: in S3, where the web servers neither store nor serve them.

use super::{
    app::Surroundings,
    key::{Context, DataKey},
    logs,
    replication::{Copier, Shared},
    storage::{self, Age, objects},
    talk::TEN_THOUSAND,
};
use crate::cfn::{
    Attributes, Id, Template, Val,
    types::{
        policy::Statement,
        s3::{Bucket, BucketPolicy},
    },
};

/// Builds the bucket; its readers come in through the CDN.
pub fn build(
    t: &mut Template,
    logs: &logs::Built,
    key: &DataKey,
    copier: Option<&Copier>,
    surroundings: &mut Surroundings,
) -> Id<Bucket> {
    t.section("Static files");
    let why = TEN_THOUSAND.says("static files in S3: put them under static/, and /static/ serves them");
    let mut bucket = storage::logging(Age::Versioned, logs, key);
    bucket.replication_configuration = copier.map(|copier| copier.rules(Shared::Assets));
    let bucket = t.add("AssetsBucket", Attributes::from(why).after(&logs.policy), bucket);
    t.output(
        "AssetsBucketName",
        "The bucket of static files; the site serves what lies under static/",
        bucket.get(),
    );
    surroundings.tell("ASSETS_BUCKET", bucket.get());
    surroundings.allow(Statement::allow(["s3:GetObject", "s3:PutObject"], [objects(&bucket, "*")]));
    surroundings.allow_all(key.writes(Context::bucket(&bucket)));
    bucket
}

/// Lets the distribution of this ID, and no other, read the static files.
pub fn admit(t: &mut Template, bucket: &Id<Bucket>, distribution: &Val) -> Id<BucketPolicy> {
    let read = super::cdn::may_read(distribution, objects(bucket, "*"));
    let why = TEN_THOUSAND.needs("static files are read through the distribution only");
    storage::policy(t, "AssetsBucketPolicy", why, bucket, vec![read])
}
