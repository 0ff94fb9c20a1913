//! Whether this region can serve: who asks from all over the world, and what it asks.

use super::{balancer, identity::Identity, world::STEP};
use crate::cfn::{
    Attributes, Id, Template,
    types::{
        elbv2::{ListenerRule, RuleCondition},
        route53::{HealthCheck, HealthCheckConfig},
    },
};

/// What is asked: the application asks its databases before it answers.
const PATH: &str = "/readyz";
/// Where the rule stands among the listener's: before the one that asks for the header.
const PRIORITY: u16 = 8;

/// Builds the way in for health checks, and the check, where a domain was given.
pub fn build(t: &mut Template, identity: &Identity, balancer: &balancer::Built) -> Id<HealthCheck> {
    let rule = ListenerRule {
        listener_arn: balancer.https.get(),
        priority: PRIORITY,
        conditions: vec![RuleCondition::path(PATH)],
        actions: balancer.forward(),
    };
    let why = STEP.needs("health checks come without the header: this path, and no other, is open to them");
    let rule = t.add("RegionHealthRule", Attributes::from(why).when(&identity.has_domain), rule);
    let check = HealthCheck {
        health_check_config: HealthCheckConfig {
            r#type: "HTTPS",
            fully_qualified_domain_name: balancer.load_balancer.dns_name(),
            port: 443,
            resource_path: PATH,
            request_interval: 10,
            failure_threshold: 3,
            enable_sni: true,
        },
    };
    let why = STEP
        .needs("asks this region from all over the world; 30 seconds without an answer, and visitors go elsewhere")
        .must("keep Type and RequestInterval: a change replaces the check");
    t.add("RegionHealthCheck", Attributes::from(why).when(&identity.has_domain).after(&rule), check)
}
