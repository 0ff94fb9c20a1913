//! Security patches for hosts that live long.

use indexmap::IndexMap;

use super::talk::ONE;
use crate::cfn::{
    Id, Ref, Template, Val,
    types::{
        ec2::Instance,
        ssm::{Association, Target},
    },
};

/// Installs patches on Sunday at 04:00 UTC, one host after the other, and restarts a host that asks for it.
pub fn build(t: &mut Template, hosts: &[&Id<Instance>]) {
    t.section("Patches");
    let is = |value: &str| vec![Val::from(value)];
    let association = Association {
        name: "AWS-RunPatchBaseline",
        targets: vec![target(hosts)],
        parameters: IndexMap::from([("Operation", is("Install")), ("RebootOption", is("RebootIfNeeded"))]),
        schedule_expression: Some("cron(0 4 ? * SUN *)"),
        apply_only_at_cron_interval: Some(true),
        max_concurrency: Some("1"),
        max_errors: Some("0"),
        wait_for_success_timeout_seconds: None,
    };
    let why = ONE.needs(
        "security patches every Sunday, one host after the other: these hosts are not replaced for months",
    );
    t.add("HostPatches", why, association);
}

/// The hosts themselves, by instance ID.
pub(super) fn target(hosts: &[&Id<Instance>]) -> Target {
    Target { key: "InstanceIds", values: hosts.iter().map(|host| host.get()).collect::<Vec<Ref<Instance>>>() }
}
