//! Instance classes and versions of RDS for PostgreSQL (`facts/database_classes.tsv`, `facts/versions.tsv`).

use super::{
    Region,
    table::{Row, Table},
};

/// An RDS instance class that runs PostgreSQL.
#[derive(Clone, Copy, Debug)]
pub struct DatabaseClass {
    memory_gib: u32,
    family: Row,
}

impl DatabaseClass {
    /// The class of this name, such as `db.t4g.small`; none if RDS for PostgreSQL has no such class.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        let (family, size) = name.rsplit_once('.')?;
        let family = FAMILIES.find(family)?;
        Some(Self { memory_gib: family.value(1, size)?.parse().ok()?, family })
    }

    /// Memory, GiB.
    #[must_use]
    pub fn memory_gib(self) -> u32 {
        self.memory_gib
    }

    /// How many connections it takes unless a parameter group says otherwise: `LEAST(memory / 9531392, 5000)` (RDS user
    /// guide). RDS keeps a little memory for itself, so the true number is somewhat lower.
    #[must_use]
    pub fn max_connections(self) -> u32 {
        const BYTES_EACH: u64 = 9_531_392;
        let fit = (u64::from(self.memory_gib) << 30) / BYTES_EACH;
        u32::try_from(fit).unwrap_or(u32::MAX).min(5000)
    }

    /// Whether RDS offers it in this region.
    #[must_use]
    pub fn is_offered_in(self, region: Region) -> bool {
        !self.family.words(2).any(|missing| missing == region.name())
    }
}

/// Whether RDS creates databases of this version of PostgreSQL 17, such as `17.9`.
#[must_use]
pub fn is_live_postgres(version: &str) -> bool {
    VERSIONS.find("postgres").is_some_and(|row| row.words(2).any(|live| live == version))
}

const FAMILIES: Table = Table(include_str!("../../facts/database_classes.tsv"));
const VERSIONS: Table = Table(include_str!("../../facts/versions.tsv"));

#[cfg(test)]
mod tests {
    use super::*;

    fn class(name: &str) -> DatabaseClass {
        DatabaseClass::find(name).unwrap()
    }

    #[test]
    fn connections_grow_with_memory_up_to_5000() {
        let names = ["db.t4g.micro", "db.t4g.small", "db.m8g.large", "db.r8g.4xlarge"];
        assert_eq!(names.map(|name| class(name).memory_gib()), [1, 2, 8, 128]);
        assert_eq!(names.map(|name| class(name).max_connections()), [112, 225, 901, 5000]);
    }

    #[test]
    fn some_regions_lack_a_family() {
        let calgary = Region::parse("ca-west-1").unwrap();
        assert!(class("db.t4g.small").is_offered_in(Region::default()));
        assert!(!class("db.t4g.small").is_offered_in(calgary));
    }

    #[test]
    fn every_missing_region_is_a_region() {
        let missing = FAMILIES.rows().flat_map(|family| family.words(2));
        missing.for_each(|name| assert!(Region::parse(name).is_ok(), "{name}"));
    }

    #[test]
    fn every_row_is_read() {
        for family in FAMILIES.rows() {
            for size in family.words(1).filter_map(|pair| pair.split('=').next()) {
                assert!(
                    DatabaseClass::find(&format!("{}.{size}", family.key())).is_some(),
                    "{family:?} {size}"
                );
            }
        }
    }

    #[test]
    fn other_classes_and_versions_are_unknown() {
        assert!(DatabaseClass::find("db.t4g").is_none());
        assert!(DatabaseClass::find("t4g.small").is_none());
        assert!(DatabaseClass::find("db.serverless").is_none());
        assert!(is_live_postgres("17.9") && !is_live_postgres("17.4") && !is_live_postgres("17"));
    }
}
