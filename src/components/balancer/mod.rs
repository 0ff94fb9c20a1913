//! The load balancer: one name for visitors, over every zone, that asks each web server whether it works.

mod listeners;

use super::{
    alarms::{Alarms, Watch},
    certificate,
    firewall::{APP_PORT, Door, Group, Purpose},
    identity::Identity,
    logs, network,
    talk::{HALF_MILLION, THOUSAND},
};
use crate::cfn::{
    Attributes, Id, Template,
    types::{
        acm::Certificate,
        cloudwatch::Alarm,
        elbv2::{Action, Listener, ListenerRule, LoadBalancer, RuleCondition, TargetGroup},
        tag::Tag,
    },
};

/// The namespace of its metrics.
const METRICS: &str = "AWS/ApplicationELB";

const PURPOSE: Purpose = Purpose {
    id: "LoadBalancerSecurityGroup",
    step: THOUSAND,
    why: "the one door for visitors",
    description: "Public load balancer",
    calls_out: true,
};

/// The parts to which names, rules and alarms point.
#[derive(Debug)]
pub struct Built {
    /// The load balancer.
    pub load_balancer: Id<LoadBalancer>,
    /// The web servers behind it.
    pub targets: Id<TargetGroup>,
    /// The HTTP listener.
    pub http: Id<Listener>,
    /// The HTTPS listener, where a domain was given.
    pub https: Id<Listener>,
    /// The certificate of the domain and its names, where a domain was given.
    pub certificate: Id<Certificate>,
    /// What rings when the application answers with errors.
    pub errors: Id<Alarm>,
}

/// What it stands before.
#[derive(Debug)]
pub struct Balancer<'a> {
    /// Parameters and conditions.
    pub identity: &'a Identity,
    /// Where it stands.
    pub network: &'a network::Built,
    /// The web servers' security group.
    pub web: &'a Group,
    /// Where it finds them.
    pub targets: Id<TargetGroup>,
    /// Where its access logs go, if they are kept.
    pub logs: Option<&'a logs::Built>,
    /// For how many minutes a server may fail its health check before somebody should look: a fleet's hosts do so while they
    /// boot.
    pub patience: u8,
    /// Whether it answers only those who come through the content delivery network.
    pub shut: bool,
}

impl Balancer<'_> {
    /// Builds balancer, targets, certificate, listeners and alarms.
    pub fn build(self, t: &mut Template, alarms: &Alarms) -> Built {
        t.section("Load balancer");
        let identity = self.identity;
        let load_balancer = self.front(t);
        let http = self.http(t, &load_balancer);
        let certificate = certificate::build(t, &identity.domain, &identity.zone, &identity.has_domain);
        let https = self.https(t, &load_balancer, &certificate);
        let errors = watch(t, &load_balancer, &self.targets, alarms, self.patience);
        t.output("LoadBalancerDnsName", "The load balancer's own name", load_balancer.dns_name());
        Built { load_balancer, targets: self.targets, http, https, certificate, errors }
    }

    fn front(&self, t: &mut Template) -> Id<LoadBalancer> {
        let group = PURPOSE.build(t, self.network);
        group.admit_visitors(t, THOUSAND, ["LoadBalancerHttpFromInternet", "LoadBalancerHttpsFromInternet"]);
        let why = "visitors reach the web servers through the load balancer only";
        let door = Door { id: "WebFromLoadBalancer", step: THOUSAND, why, port: APP_PORT };
        self.web.admit(t, door, &group);
        let why = THOUSAND
            .says("a load balancer in every zone: it scales by itself and leaves failed servers out")
            .must("keep Scheme and Type: a change replaces it, and its name with it");
        let order = Attributes::from(why).after(&self.network.way_out);
        let order = self.logs.iter().fold(order, |order, logs| order.after(&logs.policy));
        t.add("LoadBalancer", order, self.load_balancer(&group))
    }

    fn load_balancer(&self, group: &Group) -> LoadBalancer {
        LoadBalancer {
            r#type: "application",
            scheme: "internet-facing",
            subnets: self.network.public.subnets(),
            security_groups: vec![group.id()],
            load_balancer_attributes: self.attributes(),
        }
    }

    fn attributes(&self) -> Vec<Tag> {
        let mut attributes = vec![
            Tag::new("routing.http.drop_invalid_header_fields.enabled", "true"),
            Tag::new("idle_timeout.timeout_seconds", "60"),
            Tag::new("deletion_protection.enabled", "true"),
        ];
        attributes.extend(self.logs.into_iter().flat_map(|logs| {
            [
                Tag::new("access_logs.s3.enabled", "true"),
                Tag::new("access_logs.s3.bucket", logs.bucket.get()),
                Tag::new("access_logs.s3.prefix", logs::BALANCER),
            ]
        }));
        attributes
    }
}

impl Built {
    /// Puts the targets behind the load balancer before any visitor is sent to them: their health checks begin. The rule
    /// itself never matches: its address is one of those that are for documentation only (RFC 5737).
    pub fn warm_up(&self, t: &mut Template) -> Id<ListenerRule> {
        let rule = ListenerRule {
            listener_arn: self.http.get(),
            priority: 5,
            conditions: vec![RuleCondition::source("192.0.2.1/32")],
            actions: self.forward(),
        };
        let why = HALF_MILLION
            .needs("hosts of the fleet are asked for their health before visitors are sent to them");
        t.add("WebFleetWarmUpRule", why, rule)
    }

    /// To the web servers.
    pub fn forward(&self) -> Vec<Action> {
        vec![Action::forward(&self.targets)]
    }
}

fn watch(
    t: &mut Template,
    balancer: &Id<LoadBalancer>,
    targets: &Id<TargetGroup>,
    alarms: &Alarms,
    patience: u8,
) -> Id<Alarm> {
    let mut add = |id: &str, text: &str, watch: Watch| {
        let watch = watch.of("LoadBalancer", balancer.full_name()).silence_is_fine();
        alarms.add(t, id, THOUSAND.watches(text), format!("Site: {text}"), watch)
    };
    let errors = |metric| Watch::above(METRICS, metric, 10).statistic("Sum").for_periods(3, 60);
    let refused = "the load balancer itself refuses visitors: is any web server healthy?";
    add("LoadBalancer5xxAlarm", refused, errors("HTTPCode_ELB_5XX_Count"));
    let wrong = "the application answers with errors: look at its log";
    let wrong = add("Web5xxAlarm", wrong, errors("HTTPCode_Target_5XX_Count"));
    let slow = Watch::above(METRICS, "TargetResponseTime", 1).statistic("p95").for_periods(5, 60);
    add("WebLatencyAlarm", "one visitor in twenty waits longer than a second", slow);
    let down = Watch::above(METRICS, "UnHealthyHostCount", 0).statistic("Maximum").for_periods(patience, 60);
    let down = down.of("TargetGroup", targets.full_name());
    add("WebUnhealthyAlarm", "a web server fails its health check", down);
    wrong
}
