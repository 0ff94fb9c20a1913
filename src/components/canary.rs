//! A visitor of our own, from outside: what every check inside the network takes for granted (names, certificates, the way
//! through CloudFront) is part of its way.

use indexmap::IndexMap;

use super::{
    alarms::{Alarms, Watch},
    names, storage,
    talk::HALF_MILLION,
};
use crate::{
    cfn::{
        Id, Template, Val,
        types::{
            iam::Role,
            policy::Statement,
            s3::Bucket,
            synthetics::{Canary, Code, RunConfig, Schedule},
        },
    },
    sub, text,
};

/// The namespace of its metrics, and the only one in which it may publish.
const METRICS: &str = "CloudWatchSynthetics";
/// The newest with Node.js and Puppeteer, of November 2026. AWS refuses to create canaries of a deprecated one.
const RUNTIME: &str = "syn-nodejs-puppeteer-15.0";
/// What its name begins with. Up to 21 characters a name stands whole in that of the log group which Synthetics makes.
const NAME: &str = "site-";
/// How long what Synthetics knows of a run stays; the reports stay as long as the bucket keeps them.
const DAYS: u16 = 31;
/// A visitor who waits longer is gone.
const LIMIT_MS: u32 = 10_000;
/// A visitor who waits longer complains.
const SLOW_MS: u64 = 5_000;

/// Builds the canary, its role and its alarms. It asks for `url` every 5 minutes and leaves its reports in `bucket`, under
/// `canary/`.
pub fn build(t: &mut Template, url: Val, bucket: &Id<Bucket>, alarms: &Alarms) -> Id<Canary> {
    t.section("Canary");
    let role = role(t, bucket);
    let why = HALF_MILLION
        .says("external site performance: a visitor of our own asks for the front page every 5 minutes")
        .must("keep Name: a change replaces the canary and ends its history");
    let canary = t.add("SiteCanary", why, visitor(url, bucket, &role));
    watch(t, &canary, alarms);
    canary
}

fn visitor(url: Val, bucket: &Id<Bucket>, role: &Id<Role>) -> Canary {
    let environment_variables =
        IndexMap::from([("SITE_URL", url), ("LIMIT_MS", LIMIT_MS.to_string().into())]);
    Canary {
        name: sub![NAME, names::short_id()],
        runtime_version: RUNTIME,
        code: Code { handler: "index.handler", script: text::render("canary.js", &()) },
        schedule: Schedule { expression: "rate(5 minutes)" },
        run_config: RunConfig { timeout_in_seconds: 60, environment_variables },
        execution_role_arn: role.arn(),
        artifact_s3_location: sub!["s3://", bucket.get(), "/canary"],
        success_retention_period: DAYS,
        failure_retention_period: DAYS,
        start_canary_after_creation: true,
        provisioned_resource_cleanup: "AUTOMATIC",
    }
}

fn role(t: &mut Template, bucket: &Id<Bucket>) -> Id<Role> {
    let statements = statements(bucket).map(Into::into).into();
    let role = Role::of("lambda.amazonaws.com").allowed("inline", statements);
    let why = "the canary writes its reports, its own log and its metrics, and nothing else";
    t.add("CanaryRole", HALF_MILLION.needs(why), role)
}

/// What AWS's guide asks for, without reading reports back, which only a comparison of screenshots does, and without traces.
fn statements(bucket: &Id<Bucket>) -> [Statement; 5] {
    [
        Statement::allow(["s3:PutObject"], [storage::objects(bucket, "canary/*")]),
        Statement::allow(["s3:GetBucketLocation"], [bucket.arn()]),
        Statement::allow(["s3:ListAllMyBuckets"], ["*".into()]),
        Statement::allow(["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"], [log_group()]),
        Statement::allow(["cloudwatch:PutMetricData"], ["*".into()]).only(
            "StringEquals",
            "cloudwatch:namespace",
            [METRICS.into()],
        ),
    ]
}

/// Synthetics adds an ID of its own to the name.
fn log_group() -> Val {
    names::arn("logs", sub!["log-group:/aws/lambda/cwsyn-", NAME, names::short_id(), "-*"])
}

fn watch(t: &mut Template, canary: &Id<Canary>, alarms: &Alarms) {
    let mut add = |id: &str, text: &str, watch: Watch| {
        let watch = watch.of("CanaryName", canary.get());
        alarms.add(t, id, HALF_MILLION.watches(text), format!("Site: {text}"), watch);
    };
    let failed = Watch::below(METRICS, "SuccessPercent", 90).for_periods(2, 300).silence_is_trouble();
    add("SiteCanaryAlarm", "two visits from outside failed in a row: look at the canary's last run", failed);
    // One run a period: three slow ones in a row. What failed for good, the other alarm says.
    let slow = Watch::above(METRICS, "Duration", SLOW_MS).statistic("p95").for_periods(3, 300);
    add(
        "SiteCanarySlowAlarm",
        "visits from outside take longer than 5 seconds: compare with the load balancer's latency",
        slow.silence_is_fine(),
    );
}
