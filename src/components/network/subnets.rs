//! The address plan: three tiers, four zones, and the /16 is full.

use super::{Addresses, Place, Plan};
use crate::{
    cfn::{
        Id, Pseudo, Template, Val, Why, select,
        types::{
            tag::Tag,
            vpc::{Route, RouteTable, Subnet, SubnetRouteTableAssociation, Vpc},
        },
        zones,
    },
    components::talk::{HALF_MILLION, HUNDRED, ONE, Step, THOUSAND},
    sub,
};

/// Who lives in a subnet.
#[derive(Clone, Copy, Debug)]
pub(super) enum Tier {
    /// Load balancers, NAT gateways, and hosts while there is no load balancer: 4,091 addresses a zone.
    Public {
        /// Whether hosts live there, and need an address.
        hosts: bool,
    },
    /// Hosts behind a load balancer: 8,187 addresses a zone.
    App,
    /// Databases and caches: 4,091 addresses a zone.
    Data,
}

/// The letter of a zone in logical IDs: zone 0 is `A`.
pub(super) fn letter(zone: u8) -> char {
    char::from(b'A' + zone)
}

impl Plan {
    /// The name of a zone, counted from 0.
    fn zone(&self, zone: u8) -> Val {
        match self.letters.get(usize::from(zone)) {
            Some(letter) => sub![Pseudo::Region, letter.to_string()],
            None => select(zone, &zones()),
        }
    }
}

impl Tier {
    fn name(self) -> &'static str {
        match self {
            Self::Public { .. } => "Public",
            Self::App => "App",
            Self::Data => "Data",
        }
    }

    /// The addresses of a zone's subnet.
    pub(super) fn block(self, addresses: Addresses, zone: u8) -> String {
        const PUBLIC: [&str; 4] = ["0.0/20", "16.0/20", "32.0/20", "48.0/20"];
        const APP: [&str; 4] = ["64.0/19", "96.0/19", "128.0/19", "160.0/19"];
        const DATA: [&str; 4] = ["192.0/20", "208.0/20", "224.0/20", "240.0/20"];
        let plan = match self {
            Self::Public { .. } => PUBLIC,
            Self::App => APP,
            Self::Data => DATA,
        };
        addresses.block(plan[usize::from(zone)])
    }

    fn step(self, zone: u8) -> Step {
        match (self, zone) {
            (_, 2..) => HALF_MILLION,
            (Self::Public { .. }, 0) => ONE,
            (Self::Data, _) => HUNDRED,
            _ => THOUSAND,
        }
    }

    fn why(self, zone: u8) -> Why {
        match (self, zone) {
            (_, 2..) => HALF_MILLION.says("a third zone: the loss of one takes a third, not a half"),
            (Self::Public { .. }, 0) => ONE.needs("the site's front: what the internet may reach"),
            (Self::Public { .. }, _) => THOUSAND.needs("a load balancer stands in two zones at least"),
            (Self::App, _) => {
                THOUSAND.says("web servers in another availability zone; private, behind the load balancer")
            }
            (Self::Data, _) => HUNDRED.needs("RDS asks for two zones, even while the database runs in one"),
        }
    }

    /// The subnet of a zone (0 to 3) and its routes.
    pub(super) fn build(
        self,
        t: &mut Template,
        (vpc, plan): (&Id<Vpc>, &Plan),
        zone: u8,
        table: &Id<RouteTable>,
        route: &Id<Route>,
    ) -> Place {
        let name = format!("{}Subnet{}", self.name(), letter(zone));
        let part = format!("{}-{}", self.name(), letter(zone)).to_lowercase();
        let subnet = Subnet {
            vpc_id: vpc.get(),
            availability_zone: plan.zone(zone),
            cidr_block: self.block(plan.addresses, zone),
            map_public_ip_on_launch: matches!(self, Self::Public { hosts: true }),
            tags: vec![Tag::name(&part)],
        };
        let why =
            self.why(zone).must("keep CidrBlock and AvailabilityZone: a change replaces what lives here");
        let subnet = t.add(&name, why, subnet);
        let association =
            SubnetRouteTableAssociation { subnet_id: subnet.get(), route_table_id: table.get() };
        let why = self.step(zone).needs("gives the subnet its routes");
        let association = t.add(&format!("{name}RouteTableAssociation"), why, association);
        Place { subnet, association, table: table.clone(), route: route.clone() }
    }
}
