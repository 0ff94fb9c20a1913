//! The private network: an address plan for four zones from the first day, of which each stage uses what it needs.

mod flow_logs;
mod subnets;

use schemars::JsonSchema;
use serde::Deserialize;

use super::talk::{HUNDRED, ONE, THOUSAND};
use crate::{
    cfn::{
        Attributes, Id, Pseudo, Ref, Template,
        types::{
            ec2::Eip,
            tag::Tag,
            vpc::{
                InternetGateway, NatGateway, Route, RouteTable, Subnet, SubnetRouteTableAssociation, Vpc,
                VpcEndpoint, VpcGatewayAttachment,
            },
        },
    },
    sub,
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
        let (gateway, attachment) = gateway(t, &vpc);
        let table = public_table(t, &vpc);
        let public_route = public_route(t, &table, &gateway, &attachment);
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
        let nat = nat(t, &first.subnet, way_out);
        let mut tables = Vec::new();
        let places = self.tier(t, vpc, Tier::App, |t, letter| {
            let (table, route) = app_route(t, vpc, &nat, letter);
            tables.push(table.get());
            (table, Some(route))
        });
        storage_endpoint(t, vpc, tables);
        places
    }

    fn data(&self, t: &mut Template, vpc: &Id<Vpc>) -> Vec<Place> {
        if self.data == Zones(0) {
            return Vec::new();
        }
        let table = data_table(t, vpc);
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

fn gateway(t: &mut Template, vpc: &Id<Vpc>) -> (Id<InternetGateway>, Id<VpcGatewayAttachment>) {
    let why = ONE.needs("the network's door to the internet");
    let gateway = t.add("InternetGateway", why, InternetGateway { tags: vec![Tag::name("igw")] });
    let why = ONE.needs("opens the door; addresses and routes wait for it");
    let attachment = VpcGatewayAttachment { vpc_id: vpc.get(), internet_gateway_id: gateway.get() };
    let attachment = t.add("InternetGatewayAttachment", why, attachment);
    (gateway, attachment)
}

fn public_table(t: &mut Template, vpc: &Id<Vpc>) -> Id<RouteTable> {
    let why = ONE.needs("the routes of every public subnet");
    t.add("PublicRouteTable", why, RouteTable { vpc_id: vpc.get(), tags: vec![Tag::name("public")] })
}

fn public_route(
    t: &mut Template,
    table: &Id<RouteTable>,
    gateway: &Id<InternetGateway>,
    attachment: &Id<VpcGatewayAttachment>,
) -> Id<Route> {
    let why = ONE.needs("public subnets reach the internet directly");
    let route = Route {
        route_table_id: table.get(),
        destination_cidr_block: ANYWHERE,
        gateway_id: Some(gateway.get()),
        nat_gateway_id: None,
    };
    t.add("PublicDefaultRoute", Attributes::from(why).after(attachment), route)
}

fn nat(t: &mut Template, public: &Id<Subnet>, way_out: &Id<Route>) -> Id<NatGateway> {
    let why = THOUSAND
        .needs("the address under which private hosts appear on the internet; partners may allow-list it");
    let address = Eip { domain: "vpc", instance_id: None, tags: vec![Tag::name("nat-a")] };
    let address = t.add("NatAddressA", Attributes::from(why).after(way_out), address);
    let why = THOUSAND
        .needs("private hosts go out, nobody comes in; one for both zones until 500k users pay for more");
    let nat = NatGateway {
        allocation_id: address.allocation_id(),
        subnet_id: public.get(),
        tags: vec![Tag::name("nat-a")],
    };
    t.add("NatGatewayA", Attributes::from(why).after(way_out), nat)
}

fn app_route(
    t: &mut Template,
    vpc: &Id<Vpc>,
    nat: &Id<NatGateway>,
    letter: char,
) -> (Id<RouteTable>, Id<Route>) {
    let part = format!("app-{}", letter.to_ascii_lowercase());
    let why = THOUSAND.needs("its own table, so that the zone can get its own NAT gateway in place");
    let table = RouteTable { vpc_id: vpc.get(), tags: vec![Tag::name(&part)] };
    let table = t.add(&format!("AppRouteTable{letter}"), why, table);
    let route = Route {
        route_table_id: table.get(),
        destination_cidr_block: ANYWHERE,
        gateway_id: None,
        nat_gateway_id: Some(nat.get()),
    };
    let why = THOUSAND.needs("web servers fetch packages, secrets and releases through the NAT gateway");
    let route = t.add(&format!("AppDefaultRoute{letter}"), why, route);
    (table, route)
}

fn storage_endpoint(t: &mut Template, vpc: &Id<Vpc>, route_table_ids: Vec<Ref<RouteTable>>) {
    let endpoint = VpcEndpoint {
        vpc_id: vpc.get(),
        service_name: sub!["com.amazonaws.", Pseudo::Region, ".s3"],
        vpc_endpoint_type: "Gateway",
        route_table_ids,
    };
    t.add(
        "S3Endpoint",
        THOUSAND.needs("S3 and package downloads cost no NAT traffic; the endpoint is free"),
        endpoint,
    );
}

fn data_table(t: &mut Template, vpc: &Id<Vpc>) -> Id<RouteTable> {
    let why = HUNDRED.needs("no routes: a database neither reaches the internet nor is reached from it");
    t.add("DataRouteTable", why, RouteTable { vpc_id: vpc.get(), tags: vec![Tag::name("data")] })
}
