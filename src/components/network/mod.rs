//! The private network: an address plan for four zones from the first day, of which each stage uses what it needs.

mod endpoints;
mod flow_logs;
mod place;
mod private;
mod routes;
mod subnets;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{firewall::Group, key::DataKey, talk::ONE};
use crate::cfn::{
    Id, Template,
    types::{
        tag::Tag,
        vpc::{Route, Vpc, VpcGatewayAttachment},
    },
};
pub use endpoints::Endpoint;
pub use place::{Place, Places};
pub use private::{Nat, Private};
use subnets::Tier;

/// A network's addresses: `10.<second number>.0.0/16`. They never change: subnets that hold data cannot move. Two regions have
/// different ones, so that they can be connected later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Addresses(u8);

impl Addresses {
    /// Those of a stack's first region.
    pub const FIRST: Self = Self(20);
    /// Those of its second.
    pub const SECOND: Self = Self(21);

    /// All of them.
    pub fn all(self) -> String {
        self.block("0.0/16")
    }

    /// Some of them: `192.0/20`.
    fn block(self, part: &str) -> String {
        format!("10.{}.{part}", self.0)
    }
}
/// Everything that is not in the network.
const ANYWHERE: &str = "0.0.0.0/0";

/// The network and its front.
#[derive(Clone, Copy, Debug)]
pub struct Network {
    /// Zones with a subnet that the internet may reach.
    pub public: Zones,
    /// Whether hosts live there; they boot through an address of their own.
    pub hosts: bool,
    /// Its addresses.
    pub addresses: Addresses,
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
    /// Its addresses.
    pub addresses: Addresses,
}

impl Network {
    /// Builds the network, its door and its public subnets.
    pub fn build(self, t: &mut Template, key: &DataKey) -> Built {
        t.section("Network");
        let vpc = vpc(t, self.addresses);
        let (gateway, attachment) = routes::gateway(t, &vpc);
        let table = routes::public_table(t, &vpc);
        let way_out = routes::public_route(t, &table, &gateway, &attachment);
        let tier = Tier::Public { hosts: self.hosts };
        let addresses = self.addresses;
        let public =
            Places::build(self.public, |zone| tier.build(t, (&vpc, addresses), zone, &table, &way_out));
        flow_logs::build(t, &vpc, key);
        Built { vpc, public, way_out, attachment, addresses }
    }
}

impl Built {
    /// Subnets of databases, with no way in or out.
    pub fn data(&self, t: &mut Template, zones: Zones) -> Places {
        t.section("Data subnets");
        let table = routes::data_table(t, &self.vpc);
        Places::build(zones, |zone| {
            Tier::Data.build(t, (&self.vpc, self.addresses), zone, &table, &self.way_out)
        })
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
