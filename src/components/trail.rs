//! Who did what in the account, for the day when it matters.

use super::{key::DataKey, logs, names, talk::HALF_MILLION};
use crate::{
    cfn::{
        Attributes, Id, Template, Val,
        types::{cloudtrail::Trail, iam::Role, logs::LogGroup, policy::Statement},
    },
    sub,
};

/// Its name begins so, and ends with the stack's own ID.
const PREFIX: &str = "trail-";

/// The trail's ARN, which the log bucket's policy names before there is a trail.
pub fn arn() -> Val {
    names::arn("cloudtrail", sub!["trail/", PREFIX, names::id()])
}

/// Builds the trail: every region, into the log bucket for 90 days and into CloudWatch Logs for a year.
pub fn build(t: &mut Template, logs: &logs::Built, key: &DataKey) {
    t.section("Audit trail");
    let why = HALF_MILLION.needs("the trail where it can be searched, for a year");
    let group = t.add("TrailLogGroup", why, LogGroup { retention_in_days: 365, kms_key_id: key.arn() });
    let role = role(t, &group);
    let trail = Trail {
        trail_name: names::unique(PREFIX),
        s3_bucket_name: logs.bucket.get(),
        s3_key_prefix: logs::TRAIL,
        cloud_watch_logs_log_group_arn: group.arn(),
        cloud_watch_logs_role_arn: role.arn(),
        kms_key_id: key.arn(),
        is_logging: true,
        is_multi_region_trail: true,
        include_global_service_events: true,
        enable_log_file_validation: true,
    };
    let why =
        HALF_MILLION.says("CloudTrail: who did what in the account; a second trail of an account is billed");
    let why = why.must("keep TrailName: the log bucket's policy names it");
    t.add("Trail", Attributes::from(why).after(&logs.policy), trail);
}

fn role(t: &mut Template, group: &Id<LogGroup>) -> Id<Role> {
    let write = Statement::allow(["logs:CreateLogStream", "logs:PutLogEvents"], [group.arn()]);
    let role = Role::of("cloudtrail.amazonaws.com").allowed("write", vec![write.into()]);
    t.add("TrailRole", HALF_MILLION.needs("lets the trail write to that log group, and to no other"), role)
}
