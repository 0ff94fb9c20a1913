//! Static files: in S3, where the web servers neither store nor serve them.

use super::{
    app::Surroundings,
    key::{Context, DataKey},
    logs,
    storage::{self, Age, objects},
    talk::TEN_THOUSAND,
};
use crate::cfn::{
    Id, Template,
    types::{policy::Statement, s3::Bucket},
};

/// The logical ID of the bucket's policy.
pub const POLICY: &str = "AssetsBucketPolicy";

/// Builds the bucket; its readers come in through the CDN.
pub fn build(
    t: &mut Template,
    logs: &logs::Built,
    key: &DataKey,
    surroundings: &mut Surroundings,
) -> Id<Bucket> {
    t.section("Static files");
    let why = TEN_THOUSAND.says("static files in S3: put them under static/, and /static/ serves them");
    let bucket = storage::logged(t, "AssetsBucket", why, Age::Versioned, logs, key);
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
