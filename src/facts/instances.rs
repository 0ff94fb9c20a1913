//! EC2 instance types of the arm64 families (`facts/instances.tsv`).

use super::{Region, generation::offered, table::Table};

/// What an EC2 instance type has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct InstanceType {
    /// Virtual CPUs.
    pub vcpus: u32,
    /// Memory, GiB.
    pub memory_gib: f64,
    /// Whether it lives on CPU credits, and slows down when they are spent.
    pub burstable: bool,
}

/// What a T4g type has of each processor for good, in percent (EC2 user guide, burstable performance; from memory).
const BASELINE: [(&str, f64); 7] = [
    ("nano", 5.0),
    ("micro", 10.0),
    ("small", 20.0),
    ("medium", 20.0),
    ("large", 30.0),
    ("xlarge", 40.0),
    ("2xlarge", 40.0),
];

impl InstanceType {
    /// The type of this name, such as `t4g.small`; none if AWS has no such type, or it is not arm64.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        let (family, size) = name.split_once('.')?;
        let row = FAMILIES.find(family)?;
        let (vcpus, memory) = row.pair(2, size)?.1.split_once('/')?;
        Some(Self {
            vcpus: vcpus.parse().ok()?,
            memory_gib: memory.parse().ok()?,
            burstable: row.cell(1) == "burstable",
        })
    }

    /// The processors that the type of this name has for good: a burstable one has a share of each. 0 for an unknown one.
    #[must_use]
    pub fn sustained(name: &str) -> f64 {
        let Some(found) = Self::find(name) else { return 0.0 };
        let size = name.split_once('.').map_or("", |(_, size)| size);
        let share = BASELINE.iter().find(|(known, _)| found.burstable && *known == size);
        f64::from(found.vcpus) * share.map_or(1.0, |(_, percent)| percent / 100.0)
    }

    /// Whether it has less of something than another type.
    #[must_use]
    pub fn lacks(self, other: Self) -> bool {
        self.vcpus < other.vcpus || self.memory_gib < other.memory_gib
    }

    /// The EC2 type in the name of a database's class or a cache's node: `t4g.small` in `db.t4g.small`.
    #[must_use]
    pub fn bare(name: &str) -> &str {
        name.strip_prefix("db.").or(name.strip_prefix("cache.")).unwrap_or(name)
    }

    /// The types of a type's family from this one up, smallest first; those without a hypervisor are left out.
    pub fn up_from(name: &str) -> impl Iterator<Item = String> {
        let (family, from) = name.split_once('.').unwrap_or((name, ""));
        let sizes = FAMILIES.find(family).into_iter().flat_map(|row| row.words(2));
        let sizes = sizes.filter_map(|pair| pair.split('=').next()).filter(|size| !size.starts_with("metal"));
        let family = family.to_owned();
        sizes.skip_while(move |size| *size != from).map(move |size| format!("{family}.{size}"))
    }

    /// Whether no type of its family is bigger.
    #[must_use]
    pub fn is_biggest(name: &str) -> bool {
        Self::up_from(name).nth(1).is_none()
    }

    /// The type's name where the region offers it, otherwise that of the same size of an older generation; none if the region
    /// offers neither, or there is no such type.
    #[must_use]
    pub fn offered(name: &str, region: Region) -> Option<String> {
        let (family, size) = name.split_once('.')?;
        let name = format!("{}.{size}", offered(FAMILIES, 3, family, region)?.key());
        Self::find(&name).map(|_| name)
    }
}

const FAMILIES: Table = Table(include_str!("../../facts/instances.tsv"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_host_lives_on_credits() {
        let found = InstanceType { vcpus: 2, memory_gib: 0.5, burstable: true };
        assert_eq!(InstanceType::find("t4g.nano"), Some(found));
    }

    #[test]
    fn a_small_host_has_a_share_of_its_processors() {
        for (name, share) in [("t4g.small", 0.4), ("t4g.2xlarge", 3.2), ("m8g.large", 2.0), ("x", 0.0)] {
            assert!((InstanceType::sustained(name) - share).abs() < 1e-9, "{name}");
        }
    }

    #[test]
    fn a_type_with_less_of_something_is_known() {
        let lacks = |one, other| InstanceType::find(one).unwrap().lacks(InstanceType::find(other).unwrap());
        assert!(lacks("t4g.micro", "m8g.2xlarge") && !lacks("m8g.2xlarge", "t4g.micro"));
        assert!(lacks("r8g.xlarge", "c8g.2xlarge") && lacks("c8g.2xlarge", "r8g.xlarge"));
        assert!(!lacks("m8g.large", "t4g.large"));
    }

    #[test]
    fn bigger_types_follow_in_order() {
        let up: Vec<_> = InstanceType::up_from("c8g.12xlarge").collect();
        assert_eq!(up, ["c8g.12xlarge", "c8g.16xlarge", "c8g.24xlarge", "c8g.48xlarge"]);
        assert_eq!(InstanceType::up_from("t3.small").count(), 0);
        assert!(InstanceType::is_biggest("c8g.48xlarge") && !InstanceType::is_biggest("c8g.24xlarge"));
    }

    #[test]
    fn a_big_host_does_not() {
        let found = InstanceType { vcpus: 8, memory_gib: 32.0, burstable: false };
        assert_eq!(InstanceType::find("m8g.2xlarge"), Some(found));
    }

    #[test]
    fn every_row_is_read() {
        for family in FAMILIES.rows() {
            for size in family.words(2).filter_map(|pair| pair.split('=').next()) {
                assert!(
                    InstanceType::find(&format!("{}.{size}", family.key())).is_some(),
                    "{family:?} {size}"
                );
            }
        }
    }

    #[test]
    fn other_types_are_unknown() {
        for name in ["", "t4g", "t4g.", "t4g.huge", "t3.small"] {
            assert_eq!(InstanceType::find(name), None, "{name}");
        }
    }
}
