//! Instance classes and versions of RDS for PostgreSQL (`facts/database_classes.tsv`, `facts/versions.tsv`).

use super::{
    Region,
    generation::offered,
    table::{Row, Table},
};

/// An RDS instance class that runs PostgreSQL.
#[derive(Clone, Copy, Debug)]
pub struct DatabaseClass {
    memory_gib: u32,
    family: Row,
    size: &'static str,
}

impl DatabaseClass {
    /// The class of this name, such as `db.t4g.small`; none if RDS for PostgreSQL has no such class.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        let (family, size) = name.rsplit_once('.')?;
        let family = FAMILIES.find(family)?;
        let (size, memory) = family.pair(1, size)?;
        Some(Self { memory_gib: memory.parse().ok()?, family, size })
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

    /// The class of this name where the region offers it, otherwise the same size of an older generation; none if the region
    /// offers neither, or there is no such class.
    #[must_use]
    pub fn offered(name: &str, region: Region) -> Option<Self> {
        let (family, size) = name.rsplit_once('.')?;
        Self::find(&format!("{}.{size}", offered(FAMILIES, 2, family, region)?.key()))
    }

    /// As [`Self::offered`], for Aurora `PostgreSQL`.
    #[must_use]
    pub fn of_aurora(name: &str, region: Region) -> Option<Self> {
        let (family, size) = name.rsplit_once('.')?;
        let family = offered(AURORA, 2, family, region)?;
        let (size, memory) = family.pair(1, size)?;
        Some(Self { memory_gib: memory.parse().ok()?, family, size })
    }

    /// Its name, such as `db.t4g.small`.
    #[must_use]
    pub fn name(self) -> String {
        format!("{}.{}", self.family.key(), self.size)
    }

    /// Whether Performance Insights runs on it: the smallest burstable classes have no room for it (RDS user guide).
    #[must_use]
    pub fn has_insights(self) -> bool {
        !matches!(self.size, "micro" | "small")
    }
}

/// Whether RDS creates databases of this version of PostgreSQL 17, such as `17.9`.
#[must_use]
pub fn is_live_postgres(version: &str) -> bool {
    VERSIONS.find("postgres").is_some_and(|row| row.words(2).any(|live| live == version))
}

const FAMILIES: Table = Table(include_str!("../../facts/database_classes.tsv"));
const AURORA: Table = Table(include_str!("../../facts/aurora_classes.tsv"));
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
        let name = |name, region| DatabaseClass::offered(name, region).map(DatabaseClass::name);
        assert_eq!(name("db.t4g.small", Region::default()).as_deref(), Some("db.t4g.small"));
        assert_eq!(name("db.t4g.small", calgary), None);
        let taipei = Region::parse("ap-east-2").unwrap();
        assert_eq!(name("db.m8g.large", taipei).as_deref(), Some("db.m7g.large"));
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
