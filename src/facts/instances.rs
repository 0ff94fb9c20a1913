//! EC2 instance types of the arm64 families (`facts/instances.json`).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// What an EC2 instance type has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct InstanceType {
    /// Virtual CPUs.
    pub vcpus: u32,
    /// Memory, GiB.
    pub memory_gib: f64,
    /// Whether it lives on CPU credits, and slows down when they are spent.
    pub burstable: bool,
    /// The architecture of its processor, as in the names of machine images: `arm64`.
    pub arch: &'static str,
}

impl InstanceType {
    /// The type of this name, such as `t4g.small`; none if AWS has no such type, or it is not arm64.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        let (family, size) = name.split_once('.')?;
        let &(vcpus, memory_gib) = FILE.families.get(family)?.get(size)?;
        Some(Self { vcpus, memory_gib, burstable: FILE.burstable.contains(&family), arch: FILE.arch })
    }
}

#[derive(Deserialize)]
struct File {
    arch: &'static str,
    #[serde(borrow)]
    burstable: Vec<&'static str>,
    #[serde(borrow)]
    families: BTreeMap<&'static str, BTreeMap<&'static str, (u32, f64)>>,
}

static FILE: LazyLock<File> = LazyLock::new(|| super::embedded(include_str!("../../facts/instances.json")));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_host_lives_on_credits() {
        let found = InstanceType { vcpus: 2, memory_gib: 0.5, burstable: true, arch: "arm64" };
        assert_eq!(InstanceType::find("t4g.nano"), Some(found));
    }

    #[test]
    fn a_big_host_does_not() {
        let found = InstanceType { vcpus: 8, memory_gib: 32.0, burstable: false, arch: "arm64" };
        assert_eq!(InstanceType::find("m8g.2xlarge"), Some(found));
    }

    #[test]
    fn other_types_are_unknown() {
        for name in ["", "t4g", "t4g.", "t4g.huge", "t3.small"] {
            assert_eq!(InstanceType::find(name), None, "{name}");
        }
    }
}
