//! The private network: an address plan for four zones from the first day, of which each stage uses what it needs.

mod flow_logs;
mod routes;
mod subnets;

use schemars::JsonSchema;
use serde::Deserialize;

use super::talk::ONE;
use crate::cfn::{
    Id, Ref, Template,
    types::{
        tag::Tag,
        vpc::{Route, RouteTable, Subnet, SubnetRouteTableAssociation, Vpc, VpcGatewayAttachment},
    },
};
use subnets::Tier;

/// The network's addresses. They never change: subnets that hold data cannot move.
pub const ADDRESSES: &str = "10.20.0.0/16";
/// Everything that is not in the network.
const ANYWHERE: &str = "0.0.0.0/0";

/// In how many zones (0 to 4) each tier has a subnet.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Network {
    /// Subnets with a way in from the internet.
    pub public: Zones,
    /// Subnets of hosts that only go out, through a NAT gateway in the first zone.
    #[serde(default)]
    pub app: Zones,
    /// Subnets of databases, with no way in or out.
    #[serde(default)]
    pub data: Zones,
}

/// A number of zones: 0 to 4.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(try_from = "u8")]
pub struct Zones(u8);

impl TryFrom<u8> for Zones {
    type Error = String;

    fn try_from(zones: u8) -> Result<Self, String> {
        if zones <= 4 {
            Ok(Self(zones))
        } else {
            Err(format!("{zones} zones are more than the address plan's 4; lower it"))
        }
    }
}

/// The parts that other components stand in.
#[derive(Debug)]
pub struct Built {
    /// The network itself.
    pub vpc: Id<Vpc>,
    /// One subnet a zone.
    pub public: Vec<Place>,
    /// One subnet a zone; empty while hosts live in public subnets.
    pub app: Vec<Place>,
    /// One subnet a zone; empty while the database runs on a host.
    pub data: Vec<Place>,
    /// The way out of the public subnets.
    pub public_route: Id<Route>,
    /// What an Elastic IP has to wait for.
    pub attachment: Id<VpcGatewayAttachment>,
}

/// Where a host can start: a subnet whose routes are in place.
#[derive(Clone, Debug)]
pub struct Place {
    /// The subnet.
    pub subnet: Id<Subnet>,
    /// Its route table's association.
    pub association: Id<SubnetRouteTableAssociation>,
    /// Its way out, where it has one of its own.
    pub route: Option<Id<Route>>,
}

impl Network {
    /// How many zones the region must have.
    pub fn zones(&self) -> u8 {
        self.public.max(self.app).max(self.data).0
    }

    /// Builds gateways, subnets and routes, tier by tier.
    pub fn build(&self, t: &mut Template) -> Built {
        t.section("Network");
        let vpc = vpc(t);
        let (gateway, attachment) = routes::gateway(t, &vpc);
        let table = routes::public_table(t, &vpc);
        let public_route = routes::public_route(t, &table, &gateway, &attachment);
        let public = self.tier(t, &vpc, Tier::Public, |_, _| (table.clone(), None));
        let app = self.app(t, &vpc, &public, &public_route);
        let data = self.data(t, &vpc);
        flow_logs::build(t, &vpc);
        Built { vpc, public, app, data, public_route, attachment }
    }

    fn tier(
        &self,
        t: &mut Template,
        vpc: &Id<Vpc>,
        tier: Tier,
        mut routes: impl FnMut(&mut Template, char) -> (Id<RouteTable>, Option<Id<Route>>),
    ) -> Vec<Place> {
        let zones = match tier {
            Tier::Public => self.public,
            Tier::App => self.app,
            Tier::Data => self.data,
        };
        (0..zones.0)
            .map(|zone| {
                let (table, route) = routes(t, subnets::letter(zone));
                let (subnet, association) = tier.build(t, vpc, zone, &table);
                Place { subnet, association, route }
            })
            .collect()
    }

    fn app(&self, t: &mut Template, vpc: &Id<Vpc>, public: &[Place], way_out: &Id<Route>) -> Vec<Place> {
        let Some(first) = public.first().filter(|_| self.app > Zones(0)) else { return Vec::new() };
        let nat = routes::nat(t, &first.subnet, way_out);
        let mut tables = Vec::new();
        let places = self.tier(t, vpc, Tier::App, |t, letter| {
            let (table, route) = routes::app_route(t, vpc, &nat, letter);
            tables.push(table.get());
            (table, Some(route))
        });
        routes::storage_endpoint(t, vpc, tables);
        places
    }

    fn data(&self, t: &mut Template, vpc: &Id<Vpc>) -> Vec<Place> {
        if self.data == Zones(0) {
            return Vec::new();
        }
        let table = routes::data_table(t, vpc);
        self.tier(t, vpc, Tier::Data, |_, _| (table.clone(), None))
    }
}

impl Built {
    /// What a host in `place` waits for: without a route its boot cannot install or signal anything.
    pub fn way_out<'a>(&'a self, place: &'a Place) -> &'a Id<Route> {
        place.route.as_ref().unwrap_or(&self.public_route)
    }

    /// The subnets of a tier.
    pub fn subnets(places: &[Place]) -> Vec<Ref<Subnet>> {
        places.iter().map(|place| place.subnet.get()).collect()
    }
}

fn vpc(t: &mut Template) -> Id<Vpc> {
    let why = ONE.needs("one network of our own, with room for four zones; its addresses never change");
    t.add(
        "Vpc",
        why.must("keep CidrBlock: a change replaces the network and all that is in it"),
        Vpc {
            cidr_block: ADDRESSES,
            enable_dns_support: true,
            enable_dns_hostnames: true,
            tags: vec![Tag::name("vpc")],
        },
    )
}
