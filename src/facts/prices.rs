//! What things cost in US dollars (`facts/prices.tsv`, `facts/class_prices.tsv`), and which types cost at all (`facts/charges.tsv`).

use super::{
    Region,
    table::{Row, Table},
};

/// A price.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Price {
    /// US dollars an hour; for what is charged a time, such as a canary's run, a time.
    pub usd: f64,
    /// Whether somebody said so: `false` where it is from memory or in proportion to another family.
    pub sourced: bool,
    /// Whether it is the region's own: `false` where us-east-1 stands for it, from which others differ by up to half.
    pub of_region: bool,
}

/// How a type is charged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Way {
    /// What costs by the hour.
    pub hourly: Hourly,
    /// Whether use costs, or costs more.
    pub by_use: bool,
}

/// What costs by the hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hourly {
    /// Nothing.
    Free,
    /// The item of this name in `facts/prices.tsv`.
    Item(&'static str),
    /// It depends on the properties.
    WorkedOut,
}

/// The price of an item, such as `nat_gateway`, in a region.
#[must_use]
pub fn item(name: &str, region: Region) -> Option<Price> {
    let row = PRICES.find(name)?;
    let usd: f64 = row.cell(1).parse().ok()?;
    let usd = if row.cell(2) == "month" { usd / HOURS_A_MONTH } else { usd };
    Some(Price { usd, sourced: sourced(row), of_region: region == Region::default() })
}

/// The price of a type, class or node by the hour, such as `m8g.large` of `ec2`: in the region if it is known, else in us-east-1.
#[must_use]
pub fn class(service: &str, name: &str, region: Region) -> Option<Price> {
    let (family, size) = name.rsplit_once('.')?;
    let key = format!("{service} {family}");
    [region, Region::default()].into_iter().find_map(|at| {
        let row = CLASSES.rows_of(&key).find(|row| row.cell(1) == at.name())?;
        let usd = row.pair(2, size)?.1.parse().ok()?;
        Some(Price { usd, sourced: sourced(row), of_region: at == region })
    })
}

/// How a type is charged; none if nobody knows.
#[must_use]
pub fn way(kind: &str) -> Option<Way> {
    let row = CHARGES.find(kind)?;
    let hourly = match row.cell(1) {
        "" => Hourly::Free,
        "worked-out" => Hourly::WorkedOut,
        item => Hourly::Item(item),
    };
    Some(Way { hourly, by_use: row.cell(2) == "yes" })
}

fn sourced(row: Row) -> bool {
    !row.cell(3).contains("unsourced")
}

/// As AWS counts: 365 × 24 / 12.
const HOURS_A_MONTH: f64 = 730.0;

const PRICES: Table = Table(include_str!("../../facts/prices.tsv"));
const CLASSES: Table = Table(include_str!("../../facts/class_prices.tsv"));
const CHARGES: Table = Table(include_str!("../../facts/charges.tsv"));

#[cfg(test)]
mod tests;
