//! Subnets of hosts behind a load balancer: they go out through NAT gateways, and nobody comes in.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Built, Places, Zones, endpoints, routes, subnets::Tier};
use crate::cfn::{
    Id, Ref, Template,
    types::vpc::{NatGateway, RouteTable},
};

/// How private hosts reach the internet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Nat {
    /// One gateway for all zones: cheaper, and one zone's failure is everybody's.
    #[default]
    Single,
    /// One gateway a zone.
    PerZone,
}

/// The private half of the network.
#[derive(Clone, Copy, Debug)]
pub struct Private {
    /// Zones with a subnet for hosts.
    pub zones: Zones,
    /// How they reach the internet.
    pub nat: Nat,
    /// What the hosts ask DynamoDB for, if anything: `sessions`.
    pub tables: Option<&'static str>,
}

impl Private {
    /// Builds gateways, subnets, routes and endpoints.
    pub fn build(self, t: &mut Template, network: &Built) -> Places {
        t.section("Private subnets");
        let mut gateways = vec![routes::nat(t, &network.public.first().subnet, &network.way_out, 0)];
        let mut tables = Vec::new();
        let places = Places::build(self.zones, |zone| {
            let gateway = self.gateway(t, network, zone, &mut gateways);
            let (table, route) = routes::app_route(t, &network.vpc, &gateway, zone);
            tables.push(table.get());
            Tier::App.build(t, (&network.vpc, &network.plan), zone, &table, &route)
        });
        self.endpoints(t, network, &tables);
        endpoints::build(t, network, self.zones, &places);
        places.through(gateways)
    }

    /// The zone's gateway: the first zone's, or one of its own that joins the others.
    fn gateway(
        self,
        t: &mut Template,
        network: &Built,
        zone: u8,
        gateways: &mut Vec<Id<NatGateway>>,
    ) -> Id<NatGateway> {
        if zone > 0 && self.nat == Nat::PerZone {
            let subnet = &network.public.of(usize::from(zone)).subnet;
            let own = routes::nat(t, subnet, &network.way_out, zone);
            gateways.push(own.clone());
            return own;
        }
        gateways[0].clone()
    }

    fn endpoints(self, t: &mut Template, network: &Built, tables: &[Ref<RouteTable>]) {
        routes::storage_endpoint(t, &network.vpc, tables.to_vec());
        if let Some(asked) = self.tables {
            routes::table_endpoint(t, &network.vpc, tables.to_vec(), asked);
        }
    }
}
