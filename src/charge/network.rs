//! What lies between users and hosts: load balancers, endpoints, filters and what watches them.

use super::{
    Charge,
    scope::{Scope, at, count, number, text},
};
use crate::cfn::Node;

/// What one of them costs.
pub(super) fn charge(kind: &str, properties: &Node, scope: &Scope<'_>) -> Option<Charge> {
    match kind {
        "AWS::ElasticLoadBalancingV2::LoadBalancer" => balancer(properties, scope),
        "AWS::EC2::VPCEndpoint" => endpoint(properties, scope),
        "AWS::WAFv2::WebACL" => {
            Some(scope.item("web_acl")? + scope.items("web_acl_rule", count(properties, "Rules"))?)
        }
        "AWS::Route53::HealthCheck" => health_check(properties, scope),
        "AWS::Synthetics::Canary" => {
            scope.items("canary_run", runs(text(properties, "Schedule/Expression")?)?)
        }
        _ => None,
    }
}

/// One that faces the internet has a public address in each zone.
fn balancer(properties: &Node, scope: &Scope<'_>) -> Option<Charge> {
    let public = text(properties, "Scheme") != Some("internal");
    let addresses = if public { count(properties, "Subnets") } else { 0.0 };
    Some(scope.item("balancer")? + scope.items("address", addresses)?)
}

/// Gateways for routes are free.
fn endpoint(properties: &Node, scope: &Scope<'_>) -> Option<Charge> {
    match text(properties, "VpcEndpointType") {
        Some("Interface") => scope.items("endpoint_in_a_zone", count(properties, "SubnetIds")),
        Some("Gateway") | None => Some(Charge::FREE),
        Some(_) => None,
    }
}

/// HTTPS and asking every ten seconds are options.
fn health_check(properties: &Node, scope: &Scope<'_>) -> Option<Charge> {
    let config = at(properties, "HealthCheckConfig")?;
    let https = text(config, "Type").is_some_and(|kind| kind.starts_with("HTTPS"));
    let fast = number(config, "RequestInterval") == Some(10.0);
    let options = f64::from(u8::from(https)) + f64::from(u8::from(fast));
    Some(scope.item("health_check")? + scope.items("health_check_option", options)?)
}

/// How often an hour `rate(5 minutes)` is.
fn runs(schedule: &str) -> Option<f64> {
    let (every, unit) = schedule.strip_prefix("rate(")?.strip_suffix(')')?.split_once(' ')?;
    let every = every.parse::<f64>().ok().filter(|every| *every > 0.0)?;
    match unit.trim_end_matches('s') {
        "minute" => Some(60.0 / every),
        "hour" => Some(1.0 / every),
        _ => None,
    }
}
