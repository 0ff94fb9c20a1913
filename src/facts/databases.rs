//! Instance classes of RDS and Aurora, by engine (`facts/*_classes.tsv`).
//!
//! Engines have the names that RDS gives them: `postgres`, `aurora-mysql`.

use super::{
    InstanceType, Region,
    generation::offered,
    table::{Row, Table},
};

/// An instance class that runs an engine.
#[derive(Clone, Copy, Debug)]
pub struct DatabaseClass {
    engine: &'static str,
    memory_gib: u32,
    family: Row,
    size: &'static str,
}

impl DatabaseClass {
    /// The class of this name, such as `db.t4g.small`; none if the engine has no such class.
    #[must_use]
    pub fn find(engine: &str, name: &str) -> Option<Self> {
        let (family, size) = name.rsplit_once('.')?;
        let (engine, table) = shelf(engine)?;
        Self::of(engine, table.find(family)?, size)
    }

    /// The class of this name where the region offers it, otherwise the same size of an older generation; none if the region
    /// offers neither, or there is no such class.
    #[must_use]
    pub fn offered(engine: &str, name: &str, region: Region) -> Option<Self> {
        let (family, size) = name.rsplit_once('.')?;
        let (engine, table) = shelf(engine)?;
        Self::of(engine, offered(table, 2, family, region)?, size)
    }

    /// What the region offers in place of a class that the engine does not have: the same kind, with as much memory and no
    /// less than the engine's smallest burstable class; none if the region offers nothing so big.
    #[must_use]
    pub fn like(engine: &str, name: &str, region: Region) -> Option<Self> {
        let memory = SHELVES.iter().find_map(|(known, _)| Self::find(known, name))?.memory_gib;
        let (engine, table) = shelf(engine)?;
        let memory = memory.max(smallest(table));
        let families =
            PLAIN.iter().skip_while(|(kind, _)| !name.starts_with(kind)).flat_map(|(_, families)| *families);
        let here = |row: &Row| !row.words(2).any(|gone| gone == region.name());
        let mut rows = families.filter_map(|family| table.find(family).filter(here));
        rows.find_map(|row| Self::all_of(engine, row).find(|class| class.memory_gib >= memory))
    }

    fn of(engine: &'static str, family: Row, size: &str) -> Option<Self> {
        Self::all_of(engine, family).find(|class| class.size == size)
    }

    /// A family's classes, smallest first.
    fn all_of(engine: &'static str, family: Row) -> impl Iterator<Item = Self> {
        sizes(family).map(move |(size, memory_gib)| Self { engine, memory_gib, family, size })
    }

    /// The processors that the class of this name has for good, as [`InstanceType::sustained`]: those of the EC2 type of its
    /// name, or of the arm64 type of its kind and size. 0 for an unknown one.
    #[must_use]
    pub fn sustained(name: &str) -> f64 {
        let bare = InstanceType::bare(name);
        if InstanceType::find(bare).is_some() {
            return InstanceType::sustained(bare);
        }
        let size = bare.split_once('.').map_or("", |(_, size)| size);
        let twin = TWINS.iter().find(|(kind, _)| bare.starts_with(kind));
        twin.map_or(0.0, |(_, family)| InstanceType::sustained(&format!("{family}.{size}")))
    }

    /// Whether the engine has no bigger class of this one's family.
    #[must_use]
    pub fn is_biggest(engine: &str, name: &str) -> bool {
        let last = |class: Self| sizes(class.family).last().map(|(size, _)| size) == Some(class.size);
        Self::find(engine, name).is_some_and(last)
    }

    /// Memory, GiB.
    #[must_use]
    pub fn memory_gib(self) -> u32 {
        self.memory_gib
    }

    /// How many connections it takes unless a parameter group says otherwise, by the formulas of the RDS and the Aurora user
    /// guide. RDS keeps a little memory for itself, so the true number is somewhat lower.
    #[must_use]
    pub fn max_connections(self) -> u32 {
        let bytes = u64::from(self.memory_gib) << 30;
        let fit = |each: u64, most: u32| u32::try_from(bytes / each).unwrap_or(u32::MAX).min(most);
        match self.engine {
            "mysql" => fit(12_582_880, 100_000),
            "mariadb" => fit(25_165_760, 12_000),
            "oracle-se2" => fit(9_868_951, 20_000),
            "sqlserver-se" => WORKERS,
            "aurora-mysql" => aurora_mysql(self.memory_gib),
            _ => fit(9_531_392, 5000),
        }
    }

    /// Its name, such as `db.t4g.small`.
    #[must_use]
    pub fn name(self) -> String {
        format!("{}.{}", self.family.key(), self.size)
    }

    /// Whether Performance Insights runs on it: the smallest burstable classes have no room for it (RDS user guide), and Aurora
    /// `MySQL` has it on no `db.t3` (Aurora user guide).
    #[must_use]
    pub fn has_insights(self) -> bool {
        let old = self.engine == "aurora-mysql" && self.family.key() == "db.t3";
        !old && !matches!(self.size, "micro" | "small")
    }
}

/// Threads that answer connections of SQL Server, at the least; further connections wait (`max worker threads`, SQL Server
/// documentation: 512 with up to four processors). SQL Server itself takes 32,767.
const WORKERS: u32 = 512;

/// `GREATEST(log2(memory / 0.75 GiB) * 45, log2(memory / 7.625 GiB) * 1000)` with what Aurora keeps for itself taken off, as the
/// Aurora user guide's table has it: 90 with 4 GiB, 1000 with 16, 3000 with 64.
fn aurora_mysql(memory_gib: u32) -> u32 {
    let doublings = |of: u32| (memory_gib / of).checked_ilog2().unwrap_or_default();
    (doublings(1) * 45).max(doublings(8) * 1000)
}

/// The least memory of the engine's burstable classes: no stage goes below it, so that none but the last is smaller.
fn smallest(table: Table) -> u32 {
    let burstable = table.rows().filter(|row| row.key().starts_with("db.t"));
    burstable.filter_map(|row| sizes(row).next()).map(|(_, memory)| memory).min().unwrap_or_default()
}

/// A family's sizes with their memory in GiB, smallest first.
fn sizes(family: Row) -> impl Iterator<Item = (&'static str, u32)> {
    let pairs = family.words(1).filter_map(|pair| pair.split_once('='));
    pairs.filter_map(|(size, memory)| Some((size, memory.parse().ok()?)))
}

/// The plain families of each kind, the best first: arm64 where an engine has it. A kind that is missing gives way to the next.
const PLAIN: [(&str, &[&str]); 3] = [
    ("db.t", &["db.t4g", "db.t3"]),
    ("db.m", &["db.m8g", "db.m7g", "db.m6g", "db.m6i", "db.m7i", "db.m8i", "db.m5"]),
    ("db.r", &["db.r8g", "db.r7g", "db.r6g", "db.r6i", "db.r7i", "db.r8i", "db.r5"]),
];

/// Each kind's arm64 family on EC2.
const TWINS: [(&str, &str); 3] = [("t", "t4g"), ("m", "m6g"), ("r", "r6g")];

/// The engine's own name for itself, and its table.
fn shelf(engine: &str) -> Option<(&'static str, Table)> {
    SHELVES.into_iter().find(|(known, _)| *known == engine)
}

const OPEN: Table = Table(include_str!("../../facts/database_classes.tsv"));
const SHELVES: [(&str, Table); 7] = [
    ("postgres", OPEN),
    ("mysql", OPEN),
    ("mariadb", OPEN),
    ("oracle-se2", Table(include_str!("../../facts/oracle_classes.tsv"))),
    ("sqlserver-se", Table(include_str!("../../facts/sqlserver_classes.tsv"))),
    ("aurora-postgresql", Table(include_str!("../../facts/aurora_classes.tsv"))),
    ("aurora-mysql", Table(include_str!("../../facts/aurora_mysql_classes.tsv"))),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn region(name: &str) -> Region {
        Region::parse(name).unwrap()
    }

    #[test]
    fn connections_grow_with_memory_up_to_a_limit() {
        let names = ["db.t4g.micro", "db.t4g.small", "db.m8g.large", "db.r8g.4xlarge"];
        let most = |engine| names.map(|name| DatabaseClass::find(engine, name).unwrap().max_connections());
        assert_eq!(
            names.map(|name| DatabaseClass::find("mysql", name).unwrap().memory_gib()),
            [1, 2, 8, 128]
        );
        assert_eq!(most("postgres"), [112, 225, 901, 5000]);
        assert_eq!(most("mysql"), [85, 170, 682, 10922]);
        assert_eq!(most("mariadb"), [42, 85, 341, 5461]);
        let most = |name| DatabaseClass::find("aurora-mysql", name).unwrap().max_connections();
        let names = ["db.t4g.medium", "db.t4g.large", "db.r8g.large", "db.r8g.2xlarge", "db.r8g.4xlarge"];
        assert_eq!(names.map(most), [90, 135, 1000, 3000, 4000]);
    }

    #[test]
    fn a_family_ends() {
        for (engine, name, ends) in [
            ("postgres", "db.m7g.16xlarge", true),
            ("postgres", "db.m8g.16xlarge", false),
            ("oracle-se2", "db.r5.4xlarge", true),
            ("oracle-se2", "db.r8g.4xlarge", false),
        ] {
            assert_eq!(DatabaseClass::is_biggest(engine, name), ends, "{engine} {name}");
        }
    }

    #[test]
    fn some_regions_lack_a_family() {
        let name = |name, region| DatabaseClass::offered("postgres", name, region).map(DatabaseClass::name);
        assert_eq!(name("db.t4g.small", Region::default()).as_deref(), Some("db.t4g.small"));
        assert_eq!(name("db.t4g.small", region("ca-west-1")), None);
        assert_eq!(name("db.m8g.large", region("ap-east-2")).as_deref(), Some("db.m7g.large"));
    }

    #[test]
    fn another_class_of_the_kind_serves_an_engine_that_lacks_one() {
        let like =
            |engine, name, place| DatabaseClass::like(engine, name, region(place)).map(DatabaseClass::name);
        for (engine, name, place, found) in [
            ("oracle-se2", "db.t4g.small", "us-east-1", Some("db.t3.small")),
            ("oracle-se2", "db.t4g.small", "ap-east-2", Some("db.m7i.large")),
            ("oracle-se2", "db.r8g.4xlarge", "us-east-1", Some("db.r6i.4xlarge")),
            ("oracle-se2", "db.r8g.8xlarge", "us-east-1", None),
            ("sqlserver-se", "db.t4g.small", "us-east-1", Some("db.t3.xlarge")),
            ("sqlserver-se", "db.m7g.large", "us-east-1", Some("db.m6i.xlarge")),
            ("mysql", "db.m6i.large", "us-east-1", Some("db.m8g.large")),
            ("postgres", "db.m0.large", "us-east-1", None),
        ] {
            assert_eq!(like(engine, name, place).as_deref(), found, "{engine} {name} {place}");
        }
    }

    #[test]
    fn a_class_without_a_type_of_its_name_has_the_processors_of_its_kind() {
        for (class, twin) in
            [("db.r6i.xlarge", "r6g.xlarge"), ("db.t3.small", "t4g.small"), ("db.m8g.large", "m8g.large")]
        {
            let found = DatabaseClass::sustained(class);
            assert!(found > 0.0 && (found - InstanceType::sustained(twin)).abs() < 1e-9, "{class}");
        }
        assert!(DatabaseClass::sustained("db.huge").abs() < 1e-9);
    }

    #[test]
    fn every_row_is_read() {
        for (engine, table) in SHELVES {
            for family in table.rows() {
                let read: Vec<_> = DatabaseClass::all_of(engine, family).collect();
                assert_eq!(read.len(), family.words(1).count(), "{engine} {family:?}");
                assert!(read.is_sorted_by_key(|class| class.memory_gib), "{engine} {family:?}");
                family.words(2).for_each(|name| assert!(Region::parse(name).is_ok(), "{name}"));
            }
        }
    }

    #[test]
    fn other_classes_are_unknown() {
        for name in ["db.t4g", "t4g.small", "db.serverless", "db.t4g.huge"] {
            assert!(DatabaseClass::find("postgres", name).is_none(), "{name}");
        }
        assert!(DatabaseClass::find("db2", "db.t4g.small").is_none());
    }
}
