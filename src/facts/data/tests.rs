use super::*;
use crate::facts::registry::{Alternative, Kind, kind, tests::form_at};

#[test]
fn every_row_is_of_the_registry_and_parses() {
    let mut last = "";
    for row in DATA.rows() {
        assert!(last < row.key(), "{last} before {}", row.key());
        last = row.key();
        let (data, kind) = (Data(row), kind(last).unwrap_or_else(|| panic!("{row:?}")));
        for cell in [HOLDS, SNAPSHOT] {
            assert!(["yes", "no"].contains(&row.cell(cell)), "{row:?}");
        }
        for cell in [DELETION, REPLACE] {
            assert!(Policy::parse(row.cell(cell)).is_some(), "{row:?}");
        }
        assert!(data.snapshots() || data.default_deletion() != Policy::Snapshot, "{row:?}");
        assert!(data.holds() || data.protected_by().next().is_some(), "nothing to say: {row:?}");
        assert!(data.not_with().all(|(path, _)| form_at(kind, path).is_some()), "{row:?}");
        assert_eq!(data.protected_by().count(), row.words(PROTECTED_BY).count(), "{row:?}");
        assert!(data.protected_by().all(|protection| stands(kind, protection)), "{row:?}");
        assert!(!data.source().is_empty(), "{row:?}");
    }
}

/// Whether the registry has the property, and takes the value.
fn stands(kind: Kind, protection: Protection) -> bool {
    let list = protection.item.map_or(String::new(), |_| "/*/Value".to_owned());
    form_at(kind, &format!("{}{list}", protection.path)).is_some_and(|form| {
        form.alternatives().any(|alternative| match alternative {
            Alternative::Text(values) => values.allow(protection.value),
            Alternative::Bool => protection.value == "true",
            _ => false,
        })
    })
}

/// A property of such a name on a type without a row would be a guard that nobody sees.
#[test]
fn every_guard_is_known() {
    let guards = [
        "DeletionProtection",
        "DeletionProtectionEnabled",
        "DeleteProtection",
        "TerminationProtectionEnabled",
    ];
    for kind in crate::facts::registry::kinds() {
        let names = kind.properties().properties().map(|property| property.name);
        for name in names.filter(|name| guards.contains(name)) {
            let known = data(kind.name()).is_some_and(|data| {
                data.protected_by().any(|protection| protection.path.split('/').next() == Some(name))
            });
            assert!(known, "{}: {name}", kind.name());
        }
    }
}

#[test]
fn data_is_told_from_what_holds_none() {
    let database = data("AWS::RDS::DBInstance").unwrap();
    assert!(database.holds() && database.snapshots());
    assert_eq!(database.default_deletion(), Policy::Snapshot);
    assert_eq!(database.default_replace(), Policy::Delete);
    assert!(database.not_with().any(|found| found == ("DBClusterIdentifier", None)));
    let cache = data("AWS::ElastiCache::CacheCluster").unwrap();
    assert!(cache.not_with().eq([("Engine", Some("memcached"))]));
    let balancer = data("AWS::ElasticLoadBalancingV2::LoadBalancer").unwrap();
    let guard = Protection {
        path: "LoadBalancerAttributes",
        item: Some("deletion_protection.enabled"),
        value: "true",
    };
    assert!(!balancer.holds() && balancer.protected_by().eq([guard]));
    assert!(data("AWS::EC2::VPC").is_none());
}
