//! The load balancer: one name for visitors, over every zone, that asks each web server whether it works.

use super::{
    alarms::{Alarms, Watch},
    firewall::{APP_PORT, Door, Group, Purpose},
    identity::Identity,
    network,
    talk::THOUSAND,
};
use crate::{
    cfn::{
        Attributes, Id, Template, Val,
        types::{
            acm::{Certificate, DomainValidation},
            ec2::Instance,
            elbv2::{
                Action, Listener, ListenerCertificate, LoadBalancer, Matcher, Redirect, Target, TargetGroup,
            },
            tag::Tag,
        },
        when,
    },
    sub,
};

/// TLS 1.2 and 1.3 with forward secrecy only.
const TLS_POLICY: &str = "ELBSecurityPolicy-TLS13-1-2-2021-06";

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
    /// Plain web servers; none where a fleet registers its own.
    pub servers: &'a [Id<Instance>],
    /// Whether a visitor comes back to the same server, because session state is there.
    pub sticky: bool,
}

impl Balancer<'_> {
    /// Builds balancer, targets, certificate, listeners and alarms.
    pub fn build(&self, t: &mut Template, alarms: &Alarms) -> Built {
        t.section("Load balancer");
        let load_balancer = self.front(t);
        let targets = self.targets(t);
        let http = self.http(t, &load_balancer, &targets);
        let certificate = certificate(t, self.identity);
        let https = self.https(t, &load_balancer, &targets, &certificate);
        watch(t, &load_balancer, &targets, alarms);
        t.output("LoadBalancerDnsName", "The load balancer's own name", load_balancer.dns_name());
        Built { load_balancer, targets, http, https, certificate }
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
        t.add("LoadBalancer", order, self.load_balancer(&group))
    }

    fn load_balancer(&self, group: &Group) -> LoadBalancer {
        LoadBalancer {
            r#type: "application",
            scheme: "internet-facing",
            subnets: self.network.public.subnets(),
            security_groups: vec![group.id()],
            load_balancer_attributes: vec![
                Tag::new("routing.http.drop_invalid_header_fields.enabled", "true"),
                Tag::new("idle_timeout.timeout_seconds", "60"),
            ],
        }
    }

    fn targets(&self, t: &mut Template) -> Id<TargetGroup> {
        let group = TargetGroup {
            vpc_id: self.network.vpc.get(),
            port: APP_PORT,
            protocol: "HTTP",
            target_type: "instance",
            health_check_path: "/healthz",
            health_check_interval_seconds: 5,
            health_check_timeout_seconds: 4,
            healthy_threshold_count: 2,
            unhealthy_threshold_count: 3,
            matcher: Matcher { http_code: "200" },
            target_group_attributes: vec![
                Tag::new("deregistration_delay.timeout_seconds", "30"),
                Tag::new("stickiness.enabled", if self.sticky { "true" } else { "false" }),
                Tag::new("stickiness.type", "lb_cookie"),
            ],
            targets: self.servers.iter().map(|server| Target { id: server.get() }).collect(),
        };
        let why = if self.sticky {
            "health checks: a new server serves after 10 seconds; sessions stick while state is local"
        } else {
            "health checks: a new server serves after 10 seconds; any server may answer any visitor"
        };
        t.add("WebTargetGroup", THOUSAND.says(why), group)
    }

    fn http(&self, t: &mut Template, balancer: &Id<LoadBalancer>, targets: &Id<TargetGroup>) -> Id<Listener> {
        let listener = Listener {
            load_balancer_arn: balancer.get(),
            port: 80,
            protocol: "HTTP",
            ssl_policy: None,
            certificates: Vec::new(),
            default_actions: when(&self.identity.has_domain, Val::Is(redirect()), Val::Is(forward(targets))),
        };
        let why = THOUSAND.needs("sends visitors to HTTPS, or serves them where there is no domain");
        t.add("HttpListener", why, listener)
    }

    fn https(
        &self,
        t: &mut Template,
        balancer: &Id<LoadBalancer>,
        targets: &Id<TargetGroup>,
        certificate: &Id<Certificate>,
    ) -> Id<Listener> {
        let listener = Listener {
            load_balancer_arn: balancer.get(),
            port: 443,
            protocol: "HTTPS",
            ssl_policy: Some(TLS_POLICY),
            certificates: vec![ListenerCertificate { certificate_arn: certificate.get() }],
            default_actions: Val::Is(forward(targets)),
        };
        let why = Attributes::from(THOUSAND.needs("serves visitors, encrypted"));
        t.add("HttpsListener", why.when(&self.identity.has_domain), listener)
    }
}

impl Built {
    /// To the web servers.
    pub fn forward(&self) -> Vec<Action> {
        forward(&self.targets)
    }
}

fn forward(targets: &Id<TargetGroup>) -> Vec<Action> {
    vec![Action {
        r#type: "forward",
        redirect_config: None,
        fixed_response_config: None,
        target_group_arn: Some(targets.get()),
    }]
}

fn redirect() -> Vec<Action> {
    let redirect = Redirect { protocol: "HTTPS", port: "443", status_code: "HTTP_301" };
    vec![Action {
        r#type: "redirect",
        redirect_config: Some(redirect),
        fixed_response_config: None,
        target_group_arn: None,
    }]
}

fn certificate(t: &mut Template, identity: &Identity) -> Id<Certificate> {
    let wildcard = sub!["*.", &identity.domain];
    let validate = |domain_name| DomainValidation { domain_name, hosted_zone_id: identity.zone.get() };
    let certificate = Certificate {
        domain_name: identity.domain.get(),
        subject_alternative_names: vec![wildcard.clone()],
        validation_method: "DNS",
        domain_validation_options: vec![validate(identity.domain.get()), validate(wildcard)],
    };
    let why = THOUSAND
        .needs("one certificate for the domain and all its names; it waits until DNS proves the domain");
    t.add("SiteCertificate", Attributes::from(why).when(&identity.has_domain), certificate)
}

fn watch(t: &mut Template, balancer: &Id<LoadBalancer>, targets: &Id<TargetGroup>, alarms: &Alarms) {
    let elb = "AWS/ApplicationELB";
    let mut add = |id: &str, text: &str, watch: Watch| {
        let watch = watch.of("LoadBalancer", balancer.full_name()).silence_is_fine();
        alarms.add(t, id, THOUSAND.watches(text), format!("Site: {text}"), watch);
    };
    let errors = |metric| Watch::above(elb, metric, 10).statistic("Sum").for_periods(3, 60);
    add(
        "LoadBalancer5xxAlarm",
        "the load balancer itself refuses visitors: is any web server healthy?",
        errors("HTTPCode_ELB_5XX_Count"),
    );
    add(
        "Web5xxAlarm",
        "the application answers with errors: look at its log",
        errors("HTTPCode_Target_5XX_Count"),
    );
    let slow = Watch::above(elb, "TargetResponseTime", 1).statistic("p95").for_periods(5, 60);
    add("WebLatencyAlarm", "one visitor in twenty waits longer than a second", slow);
    let down = Watch::above(elb, "UnHealthyHostCount", 0).statistic("Maximum").for_periods(3, 60);
    add(
        "WebUnhealthyAlarm",
        "a web server fails its health check",
        down.of("TargetGroup", targets.full_name()),
    );
}
