//! AWS regions (`facts/regions.tsv`).

use std::{borrow::Cow, fmt, str::FromStr};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, de::Error};

use super::table::{Row, Table};
use crate::words::nearest;

/// A region that AWS runs, in any public partition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Region(&'static str);

/// A name that is not a region's, and the region that its author may have meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownRegion {
    name: String,
    meant: Option<Region>,
}

impl Region {
    /// The region of this name.
    ///
    /// # Errors
    /// Says so if AWS has no such region, and names the nearest one.
    pub fn parse(name: &str) -> Result<Self, UnknownRegion> {
        let known = REGIONS.find(name).map(|row| Self(row.key()));
        known.ok_or_else(|| UnknownRegion { name: name.to_owned(), meant: meant(name) })
    }

    /// All of them, by name.
    pub fn all() -> impl Iterator<Item = Self> {
        REGIONS.rows().map(|row| Self(row.key()))
    }

    /// As AWS writes it: `us-east-1`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0
    }

    /// How many availability zones an account of today gets there.
    #[must_use]
    pub fn zones(self) -> usize {
        self.row().and_then(|row| row.cell(2).parse().ok()).unwrap_or_default()
    }

    /// The part of AWS that it belongs to, as in ARNs: `aws`, `aws-cn`, `aws-us-gov` or `aws-eusc`.
    #[must_use]
    pub fn partition(self) -> &'static str {
        self.row().map(|row| row.cell(1)).unwrap_or_default()
    }

    /// The end of the host names of its services (CloudFormation user guide, pseudo parameters, 2026-10).
    #[must_use]
    pub fn url_suffix(self) -> &'static str {
        match self.partition() {
            "aws-cn" => "amazonaws.com.cn",
            "aws-eusc" => "amazonaws.eu",
            _ => "amazonaws.com",
        }
    }

    fn row(self) -> Option<Row> {
        REGIONS.find(self.0)
    }
}

/// `us-east-1`, where AWS puts what has no region of its own.
impl Default for Region {
    fn default() -> Self {
        Self("us-east-1")
    }
}

impl FromStr for Region {
    type Err = UnknownRegion;

    fn from_str(name: &str) -> Result<Self, UnknownRegion> {
        Self::parse(name)
    }
}

impl<'de> Deserialize<'de> for Region {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let name = String::deserialize(from)?;
        Self::parse(&name).map_err(D::Error::custom)
    }
}

impl JsonSchema for Region {
    fn schema_name() -> Cow<'static, str> {
        "Region".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let names: Vec<_> = Self::all().map(Self::name).collect();
        json_schema!({ "description": "An AWS region.", "type": "string", "enum": names })
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}

impl fmt::Display for UnknownRegion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not an AWS region; ", self.name)?;
        match self.meant {
            Some(region) => write!(f, "did you mean `{region}`?"),
            None => write!(f, "try `{}`", Region::default()),
        }
    }
}

impl std::error::Error for UnknownRegion {}

const REGIONS: Table = Table(include_str!("../../facts/regions.tsv"));

fn meant(name: &str) -> Option<Region> {
    nearest(name, Region::all().map(Region::name)).map(Region)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(name: &str) -> String {
        Region::parse(name).unwrap_err().to_string()
    }

    #[test]
    fn a_region_knows_its_zones_and_partition() {
        let region: Region = "cn-north-1".parse().unwrap();
        assert_eq!((region.name(), region.zones(), region.partition()), ("cn-north-1", 3, "aws-cn"));
        assert_eq!(Region::parse("us-west-1").unwrap().zones(), 2);
    }

    #[test]
    fn the_default_is_a_region() {
        assert_eq!(Region::parse("us-east-1"), Ok(Region::default()));
    }

    #[test]
    fn every_region_has_two_zones_or_more() {
        assert!(Region::all().all(|region| region.zones() >= 2));
    }

    #[test]
    fn a_slip_is_answered_with_the_nearest_region() {
        assert_eq!(refusal("us-esat-1"), "`us-esat-1` is not an AWS region; did you mean `us-east-1`?");
        assert_eq!(refusal("EU-WEST-1"), "`EU-WEST-1` is not an AWS region; did you mean `eu-west-1`?");
        assert_eq!(refusal("us-east-1a"), "`us-east-1a` is not an AWS region; did you mean `us-east-1`?");
    }

    #[test]
    fn another_word_is_answered_with_an_example() {
        assert_eq!(refusal("frankfurt"), "`frankfurt` is not an AWS region; try `us-east-1`");
    }
}
