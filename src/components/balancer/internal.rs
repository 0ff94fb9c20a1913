//! The load balancer between the web site and its services: a path for each service, and nothing else.

use crate::{
    cfn::{
        Attributes, Id, Template,
        types::elbv2::{
            Action, FixedResponse, Listener, ListenerRule, LoadBalancer, RuleCondition, TargetGroup,
        },
    },
    components::{
        alarms::Alarms,
        app::{Neighbour, Surroundings},
        firewall::{APP_PORT, Door, Group, Purpose},
        logs,
        network::{self, Places},
        protection::Protection,
        talk::MILLION,
        tier::Job,
    },
    sub,
};

/// The port on which it listens.
const PORT: u16 = 80;

const PURPOSE: Purpose = Purpose {
    id: "InternalLoadBalancerSecurityGroup",
    step: MILLION,
    why: "the door to the services: the web site comes in, and services that ask one another",
    description: "Internal load balancer",
    calls_out: true,
};

const SERVICES: Purpose = Purpose {
    id: "AppSecurityGroup",
    step: MILLION,
    why: "the hosts of the services",
    description: "App tier",
    calls_out: true,
};

/// The load balancer before the services, and their security group.
#[derive(Debug)]
pub struct Internal {
    /// The load balancer.
    pub load_balancer: Id<LoadBalancer>,
    group: Group,
    /// The group of every service's hosts.
    pub hosts: Group,
    listener: Id<Listener>,
}

impl Internal {
    /// Builds it over the hosts' zones; the application learns where it is.
    pub fn build(
        t: &mut Template,
        network: &network::Built,
        places: &Places,
        (logs, protection): (&logs::Built, Protection),
        alarms: &Alarms,
        surroundings: &mut Surroundings,
    ) -> Self {
        t.section("Load balancer of the services");
        let (group, hosts) = (PURPOSE.build(t, network), SERVICES.build(t, network));
        let why = "a service is reached through its load balancer only";
        let door = Door { id: "AppFromInternalLoadBalancer", step: MILLION, why, port: APP_PORT };
        hosts.admit(t, door, &group);
        let why = MILLION
            .says("a load balancer between the tiers: web servers need not know how many hosts a service has")
            .must("keep Scheme and Type: a change replaces it, and its name with it");
        let order = Attributes::from(why).after(&logs.policy);
        let load_balancer =
            t.add("InternalLoadBalancer", order, balancer(places, &group, (logs, protection)));
        let listener = listener(t, &load_balancer);
        let text = "the load balancer of the services refuses requests: is every service healthy?";
        let alarm = ("InternalLoadBalancer5xxAlarm", "Services", text);
        super::watch::refusals(t, alarm, MILLION, &load_balancer, alarms);
        let internal = Self { load_balancer, group, hosts, listener };
        internal.offer(surroundings);
        internal
    }

    /// Whoever calls the services learns where they are.
    pub fn offer(&self, surroundings: &mut Surroundings) {
        surroundings.tell("SERVICES_URL", sub!["http://", self.load_balancer.dns_name()]);
        surroundings.meet(Neighbour {
            name: "InternalLoadBalancer",
            group: self.group.clone(),
            port: PORT,
            step: MILLION,
            does: "calls the services",
        });
    }

    /// Sends `/<role>` and all below it to a service. Rules are asked in the order of `number`, from 1.
    pub fn path(
        &self,
        t: &mut Template,
        job: &Job,
        number: u16,
        targets: &Id<TargetGroup>,
    ) -> Id<ListenerRule> {
        let role = &job.role;
        let forward = ListenerRule {
            listener_arn: self.listener.get(),
            priority: number * 10,
            conditions: vec![RuleCondition::paths(vec![format!("/{role}"), format!("/{role}/*")])],
            actions: vec![Action::forward(targets)],
        };
        let why = MILLION.needs(&format!("the path of the service {role}"));
        t.add(&job.id("Rule"), why, forward)
    }
}

fn balancer(places: &Places, group: &Group, (logs, protection): (&logs::Built, Protection)) -> LoadBalancer {
    LoadBalancer {
        r#type: "application",
        scheme: "internal",
        subnets: places.subnets(),
        security_groups: vec![group.id()],
        load_balancer_attributes: super::attributes(Some(logs), protection),
    }
}

fn listener(t: &mut Template, balancer: &Id<LoadBalancer>) -> Id<Listener> {
    let nobody = Action::respond(FixedResponse {
        status_code: "404",
        content_type: "text/plain",
        message_body: "No such service",
    });
    let listener = Listener {
        load_balancer_arn: balancer.get(),
        port: PORT,
        protocol: "HTTP",
        ssl_policy: None,
        certificates: Vec::new(),
        default_actions: vec![nobody],
    };
    let why = MILLION.needs("services listen inside the network alone, each under its path");
    t.add("InternalListener", why, listener)
}
