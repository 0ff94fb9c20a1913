//! Where the load balancer finds the web servers, and how it asks whether they work.

use super::{firewall::APP_PORT, network, talk::THOUSAND, tier::Job};
use crate::cfn::{
    Id, Template,
    types::{
        ec2::Instance,
        elbv2::{Matcher, Target, TargetGroup},
        tag::Tag,
    },
};

/// Plain servers. While session state is local to them, a visitor sticks to one.
pub fn of_servers(
    t: &mut Template,
    network: &network::Built,
    servers: &[Id<Instance>],
    sticky: bool,
) -> Id<TargetGroup> {
    let mut group = group(network);
    group.targets = servers.iter().map(|server| Target { id: server.get() }).collect();
    group.target_group_attributes.extend([
        Tag::new("stickiness.enabled", if sticky { "true" } else { "false" }),
        Tag::new("stickiness.type", "lb_cookie"),
    ]);
    let why = if sticky {
        "health checks: a new server serves after 10 seconds; sessions stick while state is local"
    } else {
        "health checks: a new server serves after 10 seconds; any server may answer any visitor"
    };
    t.section("Targets");
    t.add("WebTargetGroup", THOUSAND.says(why), group)
}

/// A fleet, which registers its own hosts. A group of its own: the servers before it stay in theirs until the fleet serves.
pub fn of_fleet(t: &mut Template, network: &network::Built, job: &Job) -> Id<TargetGroup> {
    let why = job
        .fleet
        .needs("the fleet's hosts, as they come and go; they serve once they pass two health checks");
    t.add(&job.id("FleetTargetGroup"), why, group(network))
}

fn group(network: &network::Built) -> TargetGroup {
    TargetGroup {
        vpc_id: network.vpc.get(),
        port: APP_PORT,
        protocol: "HTTP",
        target_type: "instance",
        health_check_path: "/healthz",
        health_check_interval_seconds: 5,
        health_check_timeout_seconds: 4,
        healthy_threshold_count: 2,
        unhealthy_threshold_count: 3,
        matcher: Matcher { http_code: "200" },
        target_group_attributes: vec![Tag::new("deregistration_delay.timeout_seconds", "30")],
        targets: Vec::new(),
    }
}
