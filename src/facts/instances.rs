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
