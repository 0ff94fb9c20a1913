//! Types of a family, smallest first, and the family that goes on where one ends, as burstable ones do early.

use crate::facts::InstanceType;

/// For general use: hosts, and databases on RDS.
pub(super) const GENERAL: &str = "m8g.medium";
/// With memory: the only kind that Aurora has beside burstable ones.
pub(super) const MEMORY: &str = "r8g.large";

/// The first type from this one up that has so many processors for good, or else the one with most. `sold` says how many those
/// of a name have that the region sells. What it does not sell stays: a refusal tells of it.
pub(super) fn bigger(name: &str, beyond: &str, vcpus: f64, sold: impl Fn(&str) -> Option<f64>) -> String {
    if sold(name).is_none() {
        return name.to_owned();
    }
    let types: Vec<_> = chain(name, beyond).filter_map(|name| Some((sold(&name)?, name))).collect();
    let first = types.iter().find(|(has, _)| *has >= vcpus);
    let best = first.or_else(|| types.iter().rev().max_by(|(one, _), (other, _)| one.total_cmp(other)));
    best.map_or_else(|| name.to_owned(), |(_, name)| name.clone())
}

/// The types of a type's family from this one up, and behind them those of `beyond` that have no less memory: whoever grows
/// loses none. `db.t4g.small` is of the family of `t4g.small`, and its chain has names like its own.
fn chain(name: &str, beyond: &str) -> impl Iterator<Item = String> {
    let bare = InstanceType::bare(name);
    let prefix = &name[..name.len() - bare.len()];
    let mut most = 0.0_f64;
    let grows = move |name: &String| {
        let memory = InstanceType::find(name).map_or(0.0, |found| found.memory_gib);
        most = most.max(memory);
        memory >= most
    };
    let all = InstanceType::up_from(bare).chain(InstanceType::up_from(beyond));
    all.filter(grows).map(move |name| format!("{prefix}{name}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(name: &str, vcpus: f64) -> String {
        let sold = |name: &str| {
            let bare = InstanceType::bare(name);
            (!bare.starts_with("m8g.medium")).then(|| InstanceType::sustained(bare))
        };
        bigger(name, GENERAL, vcpus, sold)
    }

    #[test]
    fn where_a_family_ends_another_goes_on() {
        for (name, vcpus, bigger) in [
            ("t4g.micro", 0.3, "t4g.small"),
            ("t4g.micro", 3.0, "t4g.2xlarge"),
            ("t4g.micro", 3.3, "m8g.2xlarge"),
            ("db.t4g.small", 3.3, "db.m8g.2xlarge"),
            ("db.t4g.small", 1e9, "db.m8g.48xlarge"),
            ("db.m7g.large", 60.0, "db.m7g.16xlarge"),
            ("db.m7g.large", 70.0, "db.m8g.24xlarge"),
            ("db.r8g.large", 1e9, "db.r8g.48xlarge"),
            ("m8g.medium", 1e9, "m8g.medium"),
        ] {
            assert_eq!(found(name, vcpus), bigger);
        }
    }
}
