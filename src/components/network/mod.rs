//! The private network: an address plan for four zones from the first day, of which each stage uses what it needs.

mod endpoints;
mod flow_logs;
mod place;
mod private;
mod routes;
mod subnets;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{
    firewall::Group,
    growth::{Change, When},
    key::DataKey,
    talk::ONE,
};
use crate::cfn::{
    Id, Template,
    types::{
        tag::Tag,
        vpc::{Route, Vpc, VpcEndpoint, VpcGatewayAttachment},
    },
};
pub use endpoints::Endpoint;
pub use place::{Place, Places};
pub use private::{Nat, Private};
use subnets::Tier;

/// A network's addresses, a private /16. They never change: subnets that hold data cannot move. Two regions have different
/// ones, so that they can be connected later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Addresses(u8, u8);

/// `10.20.0.0/16`.
impl Default for Addresses {
    fn default() -> Self {
        Self(10, 20)
    }
}

impl Addresses {
    /// Those that begin with these two numbers.
    pub fn of(first: u8, second: u8) -> Self {
        Self(first, second)
    }

    /// Those of a second region: the next of the same private range (RFC 1918), the one before where there is none, and some
    /// of another range where these are all.
    #[must_use]
    pub fn beside(self) -> Self {
        match self {
            Self(192, _) => Self(10, 21),
            Self(172, 31..) => Self(172, 30),
            Self(first, u8::MAX) => Self(first, u8::MAX - 1),
            Self(first, second) => Self(first, second + 1),
        }
    }

    /// All of them.
    pub fn all(self) -> String {
        self.block("0.0/16")
    }

    /// Some of them: `192.0/20`.
    fn block(self, part: &str) -> String {
        format!("{}.{}.{part}", self.0, self.1)
    }
}

/// Where subnets lie: their addresses and zones.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The network's addresses.
    pub addresses: Addresses,
    /// The letters of the zones, in order: at least as many as there are zones. The region's first ones where there are none.
    pub letters: Vec<char>,
}

/// Everything that is not in the network.
const ANYWHERE: &str = "0.0.0.0/0";

/// The network and its front.
#[derive(Clone, Debug)]
pub struct Network {
    /// Zones with a subnet that the internet may reach.
    pub public: Zones,
    /// Whether hosts live there; they boot through an address of their own.
    pub hosts: bool,
    /// Its addresses and zones.
    pub plan: Plan,
    /// Whether refused connections are recorded.
    pub flow_logs: bool,
    /// AWS services that private hosts reach inside it.
    pub endpoints: Vec<Endpoint>,
}

/// A number of zones: 1 to 4.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(try_from = "u8")]
pub struct Zones(u8);

impl TryFrom<u8> for Zones {
    type Error = String;

    fn try_from(zones: u8) -> Result<Self, String> {
        match zones {
            1..=4 => Ok(Self(zones)),
            _ => Err(format!("{zones} zones; give 1 to 4, as the address plan has")),
        }
    }
}

impl Zones {
    /// The plain number.
    pub fn count(self) -> u8 {
        self.0
    }
}

/// The parts that other components stand in.
#[derive(Debug)]
pub struct Built {
    /// The network itself.
    pub vpc: Id<Vpc>,
    /// One subnet a zone that the internet may reach.
    pub public: Places,
    /// The way out of the public subnets.
    pub way_out: Id<Route>,
    /// What an Elastic IP has to wait for.
    pub attachment: Id<VpcGatewayAttachment>,
    plan: Plan,
    endpoints: Vec<Endpoint>,
}

impl Network {
    /// Builds the network, its door and its public subnets.
    pub fn build(&self, t: &mut Template, key: &DataKey) -> Built {
        t.section("Network");
        let vpc = vpc(t, self.plan.addresses);
        let (gateway, attachment) = routes::gateway(t, &vpc);
        let table = routes::public_table(t, &vpc);
        let way_out = routes::public_route(t, &table, &gateway, &attachment);
        let tier = Tier::Public { hosts: self.hosts };
        let public =
            Places::build(self.public, |zone| tier.build(t, (&vpc, &self.plan), zone, &table, &way_out));
        if self.flow_logs {
            flow_logs::build(t, &vpc, key);
        }
        let (plan, endpoints) = (self.plan.clone(), self.endpoints.clone());
        Built { vpc, public, way_out, attachment, plan, endpoints }
    }
}

impl Built {
    /// Its addresses.
    pub fn addresses(&self) -> Addresses {
        self.plan.addresses
    }

    /// Subnets of databases, with no way in or out.
    pub fn data(&self, t: &mut Template, zones: Zones) -> Places {
        t.section("Data subnets");
        let table = routes::data_table(t, &self.vpc);
        Places::build(zones, |zone| Tier::Data.build(t, (&self.vpc, &self.plan), zone, &table, &self.way_out))
    }

    /// A way from the subnets of databases to S3, and nowhere else.
    pub fn storage_for_data(&self, t: &mut Template, data: &Places) {
        routes::data_storage_endpoint(t, &self.vpc, vec![data.first().table.get()]);
    }

    /// A way from hosts to Kinesis that costs no NAT traffic; its group lets in whom it meets.
    pub fn streams(&self, t: &mut Template, hosts: &Places) -> Group {
        let group = routes::STREAMS.build(t, self);
        routes::stream_endpoint(t, &self.vpc, hosts, &group);
        group
    }
}

fn vpc(t: &mut Template, addresses: Addresses) -> Id<Vpc> {
    let why = ONE.needs("one network of our own, with room for four zones; its addresses never change");
    t.add(
        "Vpc",
        why.must("keep CidrBlock: a change replaces the network and all that is in it"),
        Vpc {
            cidr_block: addresses.all(),
            enable_dns_support: true,
            enable_dns_hostnames: true,
            tags: vec![Tag::name("vpc")],
        },
    )
}

/// A new subnet has its ways out before hosts boot in it.
pub(super) fn growth(change: &Change) -> Option<When> {
    let joined = change.of::<VpcEndpoint>("RouteTableIds") || change.of::<VpcEndpoint>("SubnetIds");
    joined.then_some(When::Joined)
}
