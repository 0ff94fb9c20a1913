//! What a resource at rest costs by the hour, before anybody uses it.
//!
//! Prices are those on demand in us-east-1, or of the region where they are known. Conditions are ignored: a resource counts
//! if it is named. Left out are credits of burstable types, throughput and operations of disks, licences and taxes.

mod bill;
mod hosts;
mod network;
mod scope;
mod stores;

use std::{iter::Sum, ops::Add};

use crate::{
    cfn::Node,
    facts::{
        Region,
        prices::{self, Hourly, Price},
    },
    units::UsdPerHour,
};
pub use bill::Bill;
use scope::Scope;

/// What is charged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Charge {
    /// What it costs while nobody uses it.
    pub usd_per_hour: UsdPerHour,
    /// Whether use costs, or costs more.
    pub by_use: bool,
    /// Whether every price in it has a source.
    pub sourced: bool,
    /// Whether every price in it is the region's own.
    pub of_region: bool,
}

/// What the resources of these logical IDs cost in a region, each as `template` has it.
pub fn hourly_of<'a>(template: &Node, ids: impl Iterator<Item = &'a str>, region: Region) -> Bill {
    let scope = Scope { template, region };
    ids.fold(Bill::default(), |bill, id| bill.with(id, hourly(id, &scope)))
}

/// What a resource costs; none if its price is unknown.
fn hourly(id: &str, scope: &Scope<'_>) -> Option<Charge> {
    let (kind, properties) = scope.resource(id)?;
    let way = prices::way(kind)?;
    let charge = match way.hourly {
        Hourly::Free => Some(Charge::FREE),
        Hourly::Item(item) => scope.item(item),
        Hourly::WorkedOut => hosts::charge(kind, properties, scope)
            .or_else(|| network::charge(kind, properties, scope))
            .or_else(|| stores::charge(id, kind, properties, scope)),
    };
    charge.map(|charge| Charge { by_use: way.by_use, ..charge })
}

impl Charge {
    /// Nothing.
    const FREE: Self = Self { usd_per_hour: UsdPerHour::NONE, by_use: false, sourced: true, of_region: true };

    /// So much of what has this price by the hour.
    fn of(price: Price, amount: f64) -> Self {
        let usd_per_hour = UsdPerHour::new(price.usd * amount);
        Self { usd_per_hour, by_use: false, sourced: price.sourced, of_region: price.of_region }
    }
}

impl Add for Charge {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            usd_per_hour: self.usd_per_hour + other.usd_per_hour,
            by_use: self.by_use || other.by_use,
            sourced: self.sourced && other.sourced,
            of_region: self.of_region && other.of_region,
        }
    }
}

impl Sum for Charge {
    fn sum<I: Iterator<Item = Self>>(charges: I) -> Self {
        charges.fold(Self::FREE, Add::add)
    }
}

#[cfg(test)]
mod tests;
