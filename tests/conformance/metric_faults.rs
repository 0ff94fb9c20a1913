//! The judge of metrics judged.

use serde_json::{Value, json};

use crate::metrics;

/// What the check says of an alarm.
fn alarm(properties: &Value) -> Vec<String> {
    verdict(&json!({ "It": { "Type": "AWS::CloudWatch::Alarm", "Properties": properties } }))
}

/// What the check says of a dashboard with one widget in the stack's region.
fn drawn(metrics: &Value) -> Vec<String> {
    widget(&json!({ "region": "${AWS::Region}", "metrics": metrics }))
}

fn widget(properties: &Value) -> Vec<String> {
    let body = json!({ "widgets": [{ "type": "text" }, { "type": "metric", "properties": properties }] });
    let properties = json!({ "DashboardBody": { "Fn::Sub": body.to_string() } });
    verdict(&json!({ "It": { "Type": "AWS::CloudWatch::Dashboard", "Properties": properties } }))
}

fn verdict(resources: &Value) -> Vec<String> {
    let findings = metrics::check(&json!({ "Resources": resources }));
    findings.into_iter().map(|(id, path, wrong)| format!("{id}: {path}: {wrong}")).collect()
}

fn of(namespace: &str, name: &str, dimensions: &Value) -> Value {
    json!({ "Namespace": namespace, "MetricName": name, "Dimensions": dimensions })
}

#[test]
fn a_metric_needs_its_name_and_its_dimensions() {
    let instance = json!([{ "Name": "InstanceId", "Value": { "Ref": "Host" } }]);
    assert!(alarm(&of("AWS/EC2", "CPUUtilization", &instance)).is_empty());
    assert!(alarm(&of("AWS/EC2", "CPUUtilization", &json!([]))).is_empty());
    assert_eq!(
        alarm(&of("AWS/EC2", "CpuUtilization", &instance)),
        ["It: MetricName: AWS/EC2 has no metric CpuUtilization"]
    );
    assert_eq!(
        alarm(&of("AWS/Moon", "CPUUtilization", &instance)),
        ["It: MetricName: AWS/Moon has no metric CPUUtilization"]
    );
    let cache = json!([{ "Name": "ReplicationGroupId", "Value": "a" }]);
    assert_eq!(
        alarm(&of("AWS/ElastiCache", "CacheHits", &cache)),
        ["It: MetricName: AWS/ElastiCache CacheHits is not published under [ReplicationGroupId=a]"]
    );
    let both = json!([{ "Name": "InstanceId", "Value": "a" }, { "Name": "ImageId", "Value": "b" }]);
    assert_eq!(alarm(&of("AWS/EC2", "CPUUtilization", &both)).len(), 1);
    assert_eq!(alarm(&of("AWS/RDS", "CPUUtilization", &json!([]))).len(), 1);
}

#[test]
fn every_metric_of_an_alarm_on_several_is_looked_at() {
    let good = of("AWS/ElastiCache", "Evictions", &json!([{ "Name": "CacheClusterId", "Value": "a" }]));
    let bad = of("AWS/ElastiCache", "Evictions", &json!([{ "Name": "CacheCluster", "Value": "a" }]));
    let queries = json!({ "Metrics": [
        { "MetricStat": { "Metric": good } },
        { "MetricStat": { "Metric": bad } },
        { "Expression": "MAX(METRICS())" },
    ]});
    assert_eq!(
        alarm(&queries),
        ["It: Metrics/1: AWS/ElastiCache Evictions is not published under [CacheCluster=a]"]
    );
}

#[test]
fn what_the_facts_lack_is_known_as_precisely() {
    let on = |name: &str| json!([{ "Name": name, "Value": "a" }]);
    assert!(alarm(&of("AWS/RDS", "ReplicaLag", &on("DBInstanceIdentifier"))).is_empty());
    assert_eq!(alarm(&of("AWS/RDS", "ReplicaLag", &on("DBClusterIdentifier"))).len(), 1);
    assert!(alarm(&of("CWAgent", "mem_used_percent", &on("AutoScalingGroupName"))).is_empty());
    assert_eq!(alarm(&of("CWAgent", "swap_used_percent", &on("AutoScalingGroupName"))).len(), 1);
}

#[test]
fn a_metric_of_our_own_is_published_by_a_filter() {
    let ours = |filter: &str| {
        let namespace = json!({ "Ref": "AWS::StackName" });
        let transformation = json!([{ "MetricNamespace": namespace, "MetricName": filter }]);
        verdict(&json!({
            "Filter": { "Type": "AWS::Logs::MetricFilter", "Properties": { "MetricTransformations": transformation } },
            "It": { "Type": "AWS::CloudWatch::Alarm", "Properties": { "Namespace": namespace, "MetricName": "AppErrors" } },
        }))
    };
    assert!(ours("AppErrors").is_empty());
    assert_eq!(ours("Errors"), ["It: MetricName: AWS::StackName has no metric AppErrors"]);
}

#[test]
fn rows_of_a_dashboard_repeat_what_stands_above() {
    let rows = json!([
        ["AWS/ApplicationELB", "HealthyHostCount", "TargetGroup", "${A}", "LoadBalancer", "${B.C}"],
        [".", "UnHealthyHostCount", ".", ".", ".", ".", { "stat": "Maximum" }],
        ["...", { "stat": "Minimum" }],
    ]);
    assert!(drawn(&rows).is_empty());
    let rows = json!([
        ["AWS/ApplicationELB", "RequestCount", "LoadBalancer", "${B.C}"],
        [".", "HealthyHostCount", ".", "."],
        ["...", { "stat": "Minimum" }],
    ]);
    let wrong = "AWS/ApplicationELB HealthyHostCount is not published under [LoadBalancer=B.C]";
    assert_eq!(drawn(&rows), [1, 2].map(|row| format!("It: widgets/1/metrics/{row}: {wrong}")));
}

#[test]
fn searches_are_looked_at() {
    let search = |schema: &str| {
        let expression = format!("SUM(SEARCH('{{{schema}}} MetricName=\"CacheHits\" AND ${{A}}','Sum',60))");
        drawn(&json!([[{ "expression": expression }]]))
    };
    assert!(search("AWS/ElastiCache,CacheClusterId").is_empty());
    assert_eq!(
        search("AWS/ElastiCache,ReplicationGroupId"),
        [
            "It: widgets/1/metrics/0: AWS/ElastiCache CacheHits is not published under [ReplicationGroupId=searched]"
        ]
    );
}

#[test]
fn the_edge_publishes_in_one_region_and_under_one_value() {
    let draw = |region: &str, value: &str| {
        let row = json!([["AWS/CloudFront", "Requests", "Region", value, "DistributionId", "${A}"]]);
        widget(&json!({ "region": region, "metrics": row })).len()
    };
    assert_eq!(draw("us-east-1", "Global"), 0);
    assert_eq!(draw("us-east-1", "us-east-1"), 1);
    assert_eq!(draw("${AWS::Region}", "Global"), 1);
}
