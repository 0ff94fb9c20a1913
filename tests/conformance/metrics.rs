//! Metrics: what alarms compare and dashboards draw is published, under exactly that set of dimensions.

use serde_json::Value;

use crate::golden::{Finding, kind, resources};
use crate::published::{self, ByHand};
use crate::{alarms, dashboards};

/// A metric that is asked for.
#[derive(Debug)]
pub struct Asked {
    /// Where, inside its resource.
    pub path: String,
    pub namespace: String,
    pub name: String,
    /// Names and values.
    pub dimensions: Vec<(String, String)>,
    /// The region, where it is not the stack's.
    pub region: Option<String>,
}

/// What the metrics that a template asks for have wrong.
pub fn check(template: &Value) -> Vec<Finding> {
    let wrong = |(id, asked): (String, Asked)| Some((id, asked.path.clone(), wrong(template, &asked)?));
    asked(template).into_iter().filter_map(wrong).collect()
}

/// Every metric in an alarm or a dashboard, with the logical ID of the resource.
pub fn asked(template: &Value) -> Vec<(String, Asked)> {
    let all = resources(template).iter().flat_map(|(id, resource)| {
        let properties = &resource["Properties"];
        let asked = match kind(resource) {
            "AWS::CloudWatch::Alarm" => alarms::asked(properties),
            "AWS::CloudWatch::Dashboard" => dashboards::asked(properties),
            _ => Vec::new(),
        };
        asked.into_iter().map(|asked| (id.clone(), asked))
    });
    all.collect()
}

/// Whether this metric is asked for under this set.
pub fn is(asked: &Asked, by_hand: &ByHand) -> bool {
    asked.namespace == by_hand.namespace && asked.name == by_hand.metric && fits(asked, by_hand.set)
}

/// A literal, a reference or a pattern, as a dashboard's body shows it when each variable stands for its own name.
pub fn shown(value: &Value) -> String {
    let literal = value.as_str().or(value["Ref"].as_str()).or(value["Fn::Sub"].as_str());
    literal.map_or_else(|| value.to_string(), str::to_owned)
}

fn wrong(template: &Value, asked: &Asked) -> Option<String> {
    let Asked { namespace, name, region, .. } = asked;
    let mut sets = published::sets(namespace, name);
    sets.extend(filters(template, namespace, name));
    if sets.is_empty() {
        return Some(format!("{namespace} has no metric {name}"));
    }
    if !sets.iter().any(|set| fits(asked, set)) {
        let given: Vec<_> = asked.dimensions.iter().map(|(name, value)| format!("{name}={value}")).collect();
        return Some(format!("{namespace} {name} is not published under [{}]", given.join(",")));
    }
    let home = (namespace == "AWS/CloudFront").then_some("us-east-1");
    (region.as_deref() != home).then(|| format!("{namespace} {name} is not published in {region:?}"))
}

/// The set of no dimensions for each log filter of the template that publishes this metric.
fn filters(template: &Value, namespace: &str, name: &str) -> impl Iterator<Item = &'static str> {
    let filters = resources(template).values().filter(|one| kind(one) == "AWS::Logs::MetricFilter");
    let metrics = filters.filter_map(|one| one["Properties"]["MetricTransformations"].as_array()).flatten();
    let plain = metrics.filter(|one| one["Dimensions"].is_null());
    plain
        .filter(move |one| shown(&one["MetricNamespace"]) == namespace && one["MetricName"] == name)
        .map(|_| "-")
}

/// Whether the dimensions are those of a set.
fn fits(asked: &Asked, set: &str) -> bool {
    let parts: Vec<_> = set.split(',').filter(|part| *part != "-").collect();
    let has = |part: &&str| {
        let (name, value) = part.split_once('=').map_or((*part, None), |(name, value)| (name, Some(value)));
        asked.dimensions.iter().any(|(given, is)| given == name && value.is_none_or(|value| value == is))
    };
    parts.len() == asked.dimensions.len() && parts.iter().all(has)
}
