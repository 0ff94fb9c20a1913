//! The load balancer: one name for visitors, over every zone, that asks each web server whether it works.

pub mod internal;
mod listeners;
mod watch;

use super::{
    alarms::Alarms,
    certificate,
    firewall::{APP_PORT, Door, Group, Purpose},
    growth::{Change, When},
    identity::Identity,
    logs, network,
    protection::Protection,
    talk::{HALF_MILLION, THOUSAND},
    tier::Job,
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
pub use internal::Internal;
pub use watch::Watched;

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
    /// Whether it refuses its deletion.
    pub protection: Protection,
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
        let watched = Watched { job: &Job::web(), balancer: &load_balancer, targets: &self.targets, alarms };
        let text = "the load balancer itself refuses visitors: is any web server healthy?";
        watch::refusals(t, ("LoadBalancer5xxAlarm", "Site", text), THOUSAND, &load_balancer, alarms);
        let errors = watched.hosts(t, THOUSAND, self.patience);
        t.output("LoadBalancerDnsName", "The load balancer's own name", load_balancer.dns_name());
        Built { load_balancer, targets: self.targets, http, https, certificate, errors }
    }

    fn front(&self, t: &mut Template) -> Id<LoadBalancer> {
        let group = PURPOSE.build(t, self.network);
        let https = Some("LoadBalancerHttpsFromInternet");
        group.admit_visitors(t, THOUSAND, "LoadBalancerHttpFromInternet", https);
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
            load_balancer_attributes: attributes(self.logs, self.protection),
        }
    }
}

/// What both load balancers do.
fn attributes(logs: Option<&logs::Built>, protection: Protection) -> Vec<Tag> {
    let mut attributes = vec![
        Tag::new("routing.http.drop_invalid_header_fields.enabled", "true"),
        Tag::new("idle_timeout.timeout_seconds", "60"),
        Tag::new("deletion_protection.enabled", protection.text()),
    ];
    attributes.extend(logs.into_iter().flat_map(|logs| {
        [
            Tag::new("access_logs.s3.enabled", "true"),
            Tag::new("access_logs.s3.bucket", logs.bucket.get()),
            Tag::new("access_logs.s3.prefix", logs::BALANCER),
        ]
    }));
    attributes
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

/// A zone, a log or a target more is there before anybody is sent to it.
pub(super) fn growth(change: &Change) -> Option<When> {
    let joined = change.of::<LoadBalancer>("Subnets")
        || change.of::<LoadBalancer>("LoadBalancerAttributes")
        || change.of::<TargetGroup>("Targets");
    joined.then_some(When::Joined)
}
