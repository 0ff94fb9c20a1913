//! What several resources cost together.

use super::Charge;
use crate::units::UsdPerHour;

/// What several resources cost.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bill {
    /// What they cost together while nobody uses them.
    pub usd_per_hour: UsdPerHour,
    /// Logical IDs of those whose use costs, or costs more.
    pub by_use: Vec<String>,
    /// Logical IDs of those whose price nobody knows, or that are not there.
    pub unknown: Vec<String>,
    /// Whether a price in it is from memory or in proportion to another.
    pub unsourced: bool,
    /// Whether a price of us-east-1 stands for the region's.
    pub elsewhere: bool,
}

impl Bill {
    pub(super) fn with(mut self, id: &str, charge: Option<Charge>) -> Self {
        let Some(charge) = charge else {
            self.unknown.push(id.to_owned());
            return self;
        };
        if charge.by_use {
            self.by_use.push(id.to_owned());
        }
        self.usd_per_hour = self.usd_per_hour + charge.usd_per_hour;
        self.unsourced |= !charge.sourced;
        self.elsewhere |= !charge.of_region;
        self
    }
}
