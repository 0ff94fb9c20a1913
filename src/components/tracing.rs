//! Deep analysis: X-Ray follows a request through tiers and queues, and Application Signals makes latency and errors of it.
//!
//! The hosts' agent takes what an application that is instrumented with OpenTelemetry sends it; without that nothing is sent.

use super::{app::Surroundings, names, talk::MORE};
use crate::{
    cfn::{
        Template,
        types::{
            policy::Statement,
            xray::{Group, Insights, Rule, SamplingRule},
        },
    },
    sub,
};

/// The share of requests that is followed, beside one a second on each host.
const RATE: f64 = 0.01;

/// Builds what is followed, and what of it is shown first; hosts may send it.
pub fn build(t: &mut Template, surroundings: &mut Surroundings) {
    t.section("Tracing");
    let rule = SamplingRule {
        sampling_rule: Rule {
            rule_name: sub!["app-", names::short_id()],
            priority: 1000,
            reservoir_size: 1,
            fixed_rate: RATE,
            service_name: "*",
            service_type: "*",
            host: "*",
            http_method: "*",
            url_path: "*",
            resource_arn: "*",
            version: 1,
        },
    };
    let why =
        MORE.says("deep analysis of the whole stack: one request in a hundred is followed, and one a second");
    t.add("TraceSampling", why, rule);
    let group = Group {
        group_name: sub!["slow-", names::short_id()],
        filter_expression: "fault = true OR responsetime > 2".into(),
        insights_configuration: Insights { insights_enabled: true, notifications_enabled: false },
    };
    t.add("TraceGroup", MORE.needs("what failed or took longer than two seconds, and where"), group);
    for (name, value) in OTEL {
        surroundings.tell(name, value);
    }
    surroundings.allow(may_send());
}

/// Lets a role send what it knows of a request.
pub(super) fn may_send() -> Statement {
    let send = [
        "xray:PutTraceSegments",
        "xray:PutTelemetryRecords",
        "xray:GetSamplingRules",
        "xray:GetSamplingTargets",
    ];
    Statement::allow(send, ["*".into()])
}

/// Where an instrumented application sends what it knows (CloudWatch user guide, Application Signals on EC2).
const OTEL: [(&str, &str); 7] = [
    ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4316"),
    ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
    ("OTEL_AWS_APPLICATION_SIGNALS_ENABLED", "true"),
    ("OTEL_METRICS_EXPORTER", "none"),
    ("OTEL_LOGS_EXPORTER", "none"),
    ("OTEL_TRACES_SAMPLER", "xray"),
    ("OTEL_TRACES_SAMPLER_ARG", "endpoint=http://127.0.0.1:2000"),
];
