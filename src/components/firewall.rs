//! Who may reach whom. Each part has a group of its own; whoever calls opens the door.
//!
//! A rule is a resource of its own: CloudFormation removes old rules last, after the new way is up.

use std::borrow::Cow;

use super::{network, talk::Step};
use crate::cfn::{
    Order, Resource, Template,
    types::{
        tag::Tag,
        vpc::{Egress, GroupId, SecurityGroup, SecurityGroupEgress, SecurityGroupIngress},
    },
};

/// The port on which the application listens.
pub const APP_PORT: u16 = 8080;

/// What a security group is for.
#[derive(Clone, Copy, Debug)]
pub struct Purpose {
    /// The logical ID.
    pub id: &'static str,
    /// The step at which it comes.
    pub step: Step,
    /// Who is in it.
    pub why: &'static str,
    /// The description that AWS keeps; it never changes.
    pub description: &'static str,
    /// Whether its members call out by themselves.
    pub calls_out: bool,
}

/// A security group that is there.
#[derive(Clone, Debug)]
pub struct Group(GroupId);

/// Who comes in.
enum Source {
    Block(Cow<'static, str>),
    Group(GroupId),
}

/// Everybody.
const ANYWHERE: Source = Source::Block(Cow::Borrowed("0.0.0.0/0"));

/// A way in.
#[derive(Clone, Copy, Debug)]
pub struct Door<'a> {
    /// The rule's logical ID.
    pub id: &'a str,
    /// The step at which it opens.
    pub step: Step,
    /// Who comes in, and what for.
    pub why: &'a str,
    /// The TCP port.
    pub port: u16,
}

impl Purpose {
    /// Builds the group, with no way in.
    pub fn build(&self, t: &mut Template, network: &network::Built) -> Group {
        let group = SecurityGroup {
            group_description: self.description,
            vpc_id: network.vpc.get(),
            security_group_egress: if self.calls_out { Vec::new() } else { silence() },
            tags: vec![Tag::name(&self.description.to_lowercase().replace(' ', "-"))],
        };
        let why = self.step.needs(self.why).must("keep GroupDescription: a change replaces the group");
        Group(t.add(self.id, why, group).group_id())
    }
}

impl Group {
    /// What a host or another resource takes to be a member.
    pub fn id(&self) -> GroupId {
        self.0.clone()
    }

    /// Lets the members of another group in.
    pub fn admit(&self, t: &mut Template, door: Door<'_>, from: &Self) -> Order {
        self.open(t, door, Source::Group(from.id()))
    }

    /// Lets visitors in, through the doors of these logical IDs.
    pub fn admit_visitors(&self, t: &mut Template, step: Step, http: &str, https: Option<&str>) {
        let door = |id, port, why| Door { id, step, why, port };
        // The same with and without the other: a rule keeps its description.
        self.open(t, door(http, 80, "visitors who type the name alone"), ANYWHERE);
        if let Some(https) = https {
            self.open(t, door(https, 443, "visitors, encrypted"), ANYWHERE);
        }
    }

    /// Lets in whoever has an address of this block.
    pub fn admit_block(&self, t: &mut Template, door: Door<'_>, block: String) -> Order {
        self.open(t, door, Source::Block(block.into()))
    }

    /// Lets the members out to those of another group, where they have no way out.
    pub fn reach(&self, t: &mut Template, door: Door<'_>, to: &Self) -> Order {
        self.leave(t, door, Some(to.id()))
    }

    /// Lets them out to wherever their routes lead.
    pub fn reach_all(&self, t: &mut Template, door: Door<'_>) {
        self.leave(t, door, None);
    }

    fn leave(&self, t: &mut Template, door: Door<'_>, to: Option<GroupId>) -> Order {
        let rule = SecurityGroupEgress {
            group_id: self.id(),
            ip_protocol: "tcp",
            from_port: door.port,
            to_port: door.port,
            description: door.why.to_owned(),
            cidr_ip: to.is_none().then_some("0.0.0.0/0"),
            destination_security_group_id: to,
        };
        door.add(t, rule)
    }

    fn open(&self, t: &mut Template, door: Door<'_>, from: Source) -> Order {
        let (cidr_ip, source_security_group_id) = match from {
            Source::Block(block) => (Some(block), None),
            Source::Group(group) => (None, Some(group)),
        };
        let rule = SecurityGroupIngress {
            group_id: self.id(),
            ip_protocol: "tcp",
            from_port: door.port,
            to_port: door.port,
            description: door.why.to_owned(),
            cidr_ip,
            source_security_group_id,
        };
        door.add(t, rule)
    }
}

impl Door<'_> {
    fn add(self, t: &mut Template, rule: impl Resource) -> Order {
        let why = self.step.needs(self.why);
        let why = why.must("keep every property: a replaced rule collides with its twin");
        Order::from(&t.add(self.id, why, rule))
    }
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
