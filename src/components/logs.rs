//! Where AWS services leave their logs: one bucket, a prefix a service, and nobody else may write.

use super::{
    storage::{self, Age, objects},
    talk::TEN_THOUSAND,
};
use crate::{
    cfn::{
        Id, Pseudo, Template, Val,
        types::{
            policy::Statement,
            s3::{Bucket, BucketPolicy},
        },
    },
    sub,
};

/// The load balancer's prefix.
pub const BALANCER: &str = "alb";
/// The prefix of other buckets' access logs.
pub const BUCKETS: &str = "s3/";
/// The trail's prefix.
pub const TRAIL: &str = "trail";
/// How long logs stay, in days; then they are old versions for a while, as what somebody deleted is.
const DAYS: u16 = 90;

/// The bucket, and the policy for which its writers wait.
#[derive(Debug)]
pub struct Built {
    /// The bucket.
    pub bucket: Id<Bucket>,
    /// Who may write.
    pub policy: Id<BucketPolicy>,
}

/// Builds the bucket. `trail` is the ARN of a trail that will write to it.
pub fn build(t: &mut Template, trail: Option<Val>) -> Built {
    t.section("Logs");
    let why = TEN_THOUSAND
        .needs("access logs of the load balancer and of buckets, for 90 days; 30 more as old versions");
    let bucket = storage::bucket(t, "LogBucket", why, Age::Expires(DAYS));
    let mut statements = vec![balancer(&bucket), buckets(&bucket)];
    statements.extend(trail.into_iter().flat_map(|trail| writes_trail(&bucket, &trail)));
    let why = TEN_THOUSAND.needs("only AWS's own log services write here, and only for this account");
    let policy = storage::policy(t, "LogBucketPolicy", why, &bucket, statements);
    Built { bucket, policy }
}

/// Only on behalf of this account.
fn ours(statement: Statement) -> Statement {
    statement.only("StringEquals", "aws:SourceAccount", [Pseudo::AccountId.into()])
}

fn balancer(bucket: &Id<Bucket>) -> Statement {
    let path = sub![bucket.arn(), "/", BALANCER, "/AWSLogs/", Pseudo::AccountId, "/*"];
    Statement::allow(["s3:PutObject"], [path]).by("logdelivery.elasticloadbalancing.amazonaws.com")
}

fn buckets(bucket: &Id<Bucket>) -> Statement {
    let path = objects(bucket, &format!("{BUCKETS}*"));
    ours(Statement::allow(["s3:PutObject"], [path]).by("logging.s3.amazonaws.com"))
}

fn writes_trail(bucket: &Id<Bucket>, trail: &Val) -> [Statement; 2] {
    let by = |statement: Statement| {
        let statement = statement.by("cloudtrail.amazonaws.com");
        statement.only("StringEquals", "aws:SourceArn", [trail.clone()])
    };
    let path = sub![bucket.arn(), "/", TRAIL, "/AWSLogs/", Pseudo::AccountId, "/*"];
    let write = Statement::allow(["s3:PutObject"], [path]);
    let owned = write.only("StringEquals", "s3:x-amz-acl", ["bucket-owner-full-control".into()]);
    [by(Statement::allow(["s3:GetBucketAcl"], [bucket.arn()])), by(owned)]
}
