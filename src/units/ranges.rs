//! Whole numbers that AWS takes in a range only.

use schemars::JsonSchema;
use serde::Deserialize;

macro_rules! range {
    ($(#[$doc:meta])* $name:ident: $type:ty, $least:literal to $most:literal, $what:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
        #[serde(try_from = "u64")]
        #[schemars(with = "u64", extend("minimum" = $least, "maximum" = $most))]
        pub struct $name($type);

        impl TryFrom<u64> for $name {
            type Error = String;

            fn try_from(number: u64) -> Result<Self, String> {
                let fits = <$type>::try_from(number).ok().filter(|number| ($least..=$most).contains(number));
                fits.map(Self).ok_or_else(|| format!("{number} {}; give {} to {}", $what, $least, $most))
            }
        }

        impl $name {
            /// The greatest.
            pub const MOST: $type = $most;

            /// The plain number.
            pub fn get(self) -> $type {
                self.0
            }
        }
    };
}

range! {
    /// Shards of a cache (ElastiCache's quota of node groups per cluster).
    Shards: u16, 1 to 90, "shards"
}
range! {
    /// Databases of the service that outgrows one.
    DatabaseShards: u8, 1 to 64, "shards"
}
range! {
    /// Read replicas of a database (RDS for PostgreSQL takes 15).
    Replicas: u8, 0 to 15, "replicas"
}
range! {
    /// Readers of a cluster at the most (Aurora takes 15).
    Readers: u8, 1 to 15, "readers"
}
range! {
    /// Days of point-in-time recovery (RDS keeps 35 at the most; replicas need one).
    BackupDays: u8, 1 to 35, "days of backups"
}
range! {
    /// Connections of a database (PostgreSQL's `max_connections`).
    ConnectionCount: u32, 6 to 262_143, "connections"
}
range! {
    /// A disk in GiB (gp3 volumes of EC2 and RDS).
    Gib: u32, 20 to 65_536, "GiB"
}
range! {
    /// A share in percent.
    Percent: u8, 1 to 100, "percent"
}
range! {
    /// Hosts of a fleet.
    Hosts: u16, 1 to 10_000, "hosts"
}

macro_rules! real {
    ($(#[$doc:meta])* $name:ident, $bound:literal $least:literal, $above:expr, $most:literal, $what:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Deserialize, JsonSchema)]
        #[serde(try_from = "f64")]
        #[schemars(with = "f64", extend($bound = $least, "maximum" = $most))]
        pub struct $name(f64);

        impl TryFrom<f64> for $name {
            type Error = String;

            fn try_from(number: f64) -> Result<Self, String> {
                let above: fn(&f64, &f64) -> bool = $above;
                if above(&number, &f64::from($least)) && number <= $most { Ok(Self(number)) } else { Err(format!("{number} is no {}", $what)) }
            }
        }

        impl $name {
            /// A figure of ours, which is in range.
            pub(crate) const fn new(number: f64) -> Self {
                Self(number)
            }

            /// The plain number.
            pub fn get(self) -> f64 {
                self.0
            }
        }
    };
}

real! {
    /// A share: more than 0, and 1 at the most.
    Share, "exclusiveMinimum" 0, f64::gt, 1.0, "share; give more than 0 and at most 1"
}
real! {
    /// A number above 0, and a million at the most.
    Positive, "exclusiveMinimum" 0, f64::gt, 1_000_000.0, "such number; give more than 0 and at most 1000000"
}
real! {
    /// How many times something is as much: once at the least, and a million times at the most.
    Times, "minimum" 1, f64::ge, 1_000_000.0, "such multiple; give 1 or more and at most 1000000"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_out_of_range_is_told_with_the_range() {
        assert_eq!(Shards::try_from(90).map(Shards::get), Ok(90));
        assert_eq!(Shards::try_from(91), Err("91 shards; give 1 to 90".to_owned()));
        assert_eq!(Shards::try_from(70_000), Err("70000 shards; give 1 to 90".to_owned()));
        assert_eq!(BackupDays::try_from(0), Err("0 days of backups; give 1 to 35".to_owned()));
    }
}
