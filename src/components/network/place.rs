//! Where things can stand: subnets, one a zone.

use super::Zones;
use crate::cfn::{
    Attributes, Id, Ref,
    types::vpc::{NatGateway, Route, RouteTable, Subnet, SubnetRouteTableAssociation},
};

/// A subnet whose routes are in place.
#[derive(Clone, Debug)]
pub struct Place {
    /// The subnet.
    pub subnet: Id<Subnet>,
    /// Its route table's association.
    pub association: Id<SubnetRouteTableAssociation>,
    /// The table of its routes.
    pub table: Id<RouteTable>,
    /// Its way out.
    pub route: Id<Route>,
}

/// One place a zone, and at least one.
#[derive(Clone, Debug)]
pub struct Places {
    first: Place,
    others: Vec<Place>,
    gateways: Vec<Id<NatGateway>>,
}

impl Place {
    /// A host starts when its subnet has its routes: without them its boot cannot install or signal anything.
    pub fn before(&self, attributes: impl Into<Attributes>) -> Attributes {
        attributes.into().after(&self.route).after(&self.association)
    }
}

impl Places {
    /// Builds the place of each zone, counted from 0.
    pub(super) fn build(zones: Zones, mut place: impl FnMut(u8) -> Place) -> Self {
        Self { first: place(0), others: (1..zones.count()).map(place).collect(), gateways: Vec::new() }
    }

    /// Those whose hosts go out through `gateways`.
    pub(super) fn through(self, gateways: Vec<Id<NatGateway>>) -> Self {
        Self { gateways, ..self }
    }

    /// The place of the first zone.
    pub fn first(&self) -> &Place {
        &self.first
    }

    /// The place of the host with this number, counted from 0: zone after zone, round and round.
    pub fn of(&self, host: usize) -> &Place {
        let index = host % (self.others.len() + 1);
        index.checked_sub(1).and_then(|other| self.others.get(other)).unwrap_or(&self.first)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Place> {
        std::iter::once(&self.first).chain(&self.others)
    }

    /// The NAT gateways through which their hosts go out, each once; none where they need none.
    pub fn gateways(&self) -> &[Id<NatGateway>] {
        &self.gateways
    }

    /// Their subnets.
    pub fn subnets(&self) -> Vec<Ref<Subnet>> {
        self.iter().map(|place| place.subnet.get()).collect()
    }
}
