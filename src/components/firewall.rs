//! Who may reach whom. A rule is a resource of its own: CloudFormation removes old rules last, after the new way is up.

use super::{
    network,
    talk::{HUNDRED, ONE, Step, TEN, THOUSAND},
};
use crate::cfn::{
    Id, Template,
    types::{
        tag::Tag,
        vpc::{Egress, GroupId, SecurityGroup, SecurityGroupIngress},
    },
};

/// The port on which the application listens.
pub const APP_PORT: u16 = 8080;
/// PostgreSQL's port.
const DATABASE_PORT: u16 = 5432;

/// The groups that an architecture needs.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each says whether one group of hosts is there")]
pub struct Firewall {
    /// A host that holds the database.
    pub data_host: bool,
    /// Web servers apart from it.
    pub web: bool,
    /// A load balancer before them.
    pub balancer: bool,
    /// A managed database.
    pub database: bool,
}

/// The security groups that are there.
#[derive(Debug)]
pub struct Built {
    /// The host that holds the database.
    pub data_host: Option<GroupId>,
    /// The web servers.
    pub web: Option<GroupId>,
    /// The load balancer.
    pub balancer: Option<GroupId>,
    /// The managed database.
    pub database: Option<GroupId>,
}

/// One allowed way in.
struct Door<'a> {
    id: &'static str,
    step: Step,
    why: &'static str,
    to: &'a GroupId,
    port: u16,
    from: Option<&'a GroupId>,
}

impl Firewall {
    /// Builds the groups and the ways between them.
    pub fn build(self, t: &mut Template, network: &network::Built) -> Built {
        t.section("Firewall");
        let built = self.groups(t, network);
        for door in self.doors(&built) {
            door.build(t);
        }
        built
    }

    fn groups(self, t: &mut Template, network: &network::Built) -> Built {
        let mut group = |there: bool, id: &str, step: Step, why: &str, description, egress| {
            there.then(|| group(t, network, id, step, why, description, egress).group_id())
        };
        Built {
            data_host: group(
                self.data_host,
                "DataHostSecurityGroup",
                ONE,
                "the host that owns the database's disk",
                "Data host",
                vec![],
            ),
            web: group(self.web, "WebSecurityGroup", TEN, "the web servers", "Web tier", vec![]),
            balancer: group(
                self.balancer,
                "LoadBalancerSecurityGroup",
                THOUSAND,
                "the one door for visitors",
                "Public load balancer",
                vec![],
            ),
            database: group(
                self.database,
                "DatabaseSecurityGroup",
                HUNDRED,
                "the managed database; it never calls out",
                "Database tier",
                silence(),
            ),
        }
    }

    fn doors(self, built: &Built) -> Vec<Door<'_>> {
        let (host, web) = (built.data_host.as_ref(), built.web.as_ref());
        let front = match (self.balancer, self.web) {
            (true, _) => internet(&BALANCER, THOUSAND, built.balancer.as_ref()),
            (false, true) => internet(&WEB, TEN, web),
            (false, false) => internet(&HOST, ONE, host),
        };
        let behind = [
            way(
                "WebFromLoadBalancer",
                THOUSAND,
                "visitors reach the web servers through the load balancer only",
                web,
                APP_PORT,
                built.balancer.as_ref(),
            ),
            way("DataHostFromWeb", TEN, "the web site reaches its database", host, DATABASE_PORT, web),
            way(
                "DatabaseFromWeb",
                HUNDRED,
                "the web site reaches its database",
                built.database.as_ref(),
                DATABASE_PORT,
                web,
            ),
        ];
        front.into_iter().chain(behind.into_iter().flatten()).collect()
    }
}

/// The logical IDs of a front's two doors.
type Front = [&'static str; 2];
const HOST: Front = ["DataHostHttpFromInternet", "DataHostHttpsFromInternet"];
const WEB: Front = ["WebHttpFromInternet", "WebHttpsFromInternet"];
const BALANCER: Front = ["LoadBalancerHttpFromInternet", "LoadBalancerHttpsFromInternet"];

fn internet<'a>([http, https]: &Front, step: Step, to: Option<&'a GroupId>) -> Vec<Door<'a>> {
    let door = |id, port, why| Some(Door { id, step, why, to: to?, port, from: None });
    [door(*http, 80, "visitors who type the name alone"), door(*https, 443, "visitors, encrypted")]
        .into_iter()
        .flatten()
        .collect()
}

fn way<'a>(
    id: &'static str,
    step: Step,
    why: &'static str,
    to: Option<&'a GroupId>,
    port: u16,
    from: Option<&'a GroupId>,
) -> Option<Door<'a>> {
    Some(Door { id, step, why, to: to?, port, from: Some(from?) })
}

impl Door<'_> {
    fn build(self, t: &mut Template) {
        let rule = SecurityGroupIngress {
            group_id: self.to.clone(),
            ip_protocol: "tcp",
            from_port: self.port,
            to_port: self.port,
            description: self.why,
            cidr_ip: self.from.is_none().then_some("0.0.0.0/0"),
            source_security_group_id: self.from.cloned(),
        };
        let why = self.step.needs(self.why);
        t.add(self.id, why.must("keep every property: a replaced rule collides with its twin"), rule);
    }
}

fn group(
    t: &mut Template,
    network: &network::Built,
    id: &str,
    step: Step,
    why: &str,
    group_description: &'static str,
    security_group_egress: Vec<Egress>,
) -> Id<SecurityGroup> {
    let group = SecurityGroup {
        group_description,
        vpc_id: network.vpc.get(),
        security_group_egress,
        tags: vec![Tag::name(group_description.to_lowercase().replace(' ', "-").as_str())],
    };
    t.add(id, step.needs(why).must("keep GroupDescription: a change replaces the group"), group)
}

/// No way out: a rule that matches nothing, because a group without rules may call everywhere.
fn silence() -> Vec<Egress> {
    vec![Egress {
        ip_protocol: "icmp",
        from_port: 252,
        to_port: 86,
        cidr_ip: "255.255.255.255/32",
        description: "No outbound traffic",
    }]
}
