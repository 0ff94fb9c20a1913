use std::collections::BTreeSet;

use super::*;
use crate::facts::registry::{kind, tests::form_at};

#[test]
fn every_row_is_of_the_registry_and_parses() {
    let mut known = BTreeSet::new();
    for row in CONDITIONAL.rows() {
        let rule = Rule(row);
        let kind = kind(row.key()).unwrap_or_else(|| panic!("{row:?}"));
        assert!(form_at(kind, rule.path()).is_some(), "{row:?}");
        assert!(ruled(row.key()).any(|path| path == rule.path()), "apart from its type: {row:?}");
        assert!(known.insert((row.key(), rule.path())), "twice: {row:?}");
        assert!(!rule.source().is_empty() && !rule.why().is_empty(), "{row:?}");
        assert!(!rule.why().ends_with('.') && !rule.why().starts_with(char::is_uppercase), "{row:?}");
        words(rule);
    }
}

fn words(rule: Rule) {
    assert_eq!(rule.exceptions().count(), rule.0.words(EXCEPT).count(), "{rule:?}");
    let exceptions = rule.exceptions().map(|(_, _, effect)| effect);
    let cells = [ADDED, REMOVED, LOWERED].map(|column| rule.0.cell(column));
    let said = cells.into_iter().filter(|word| !word.is_empty());
    for word in said.chain([rule.0.cell(CHANGED)]).chain(exceptions) {
        assert!(Effect::named(word).is_some(), "{word}: {rule:?}");
    }
}

fn effect(kind: &str, path: &str, from: &str, to: &str) -> Effect {
    let value = |text: &'static str| (text != "-").then_some(text);
    let known = [
        "-",
        "",
        "1",
        "16.4",
        "16.9",
        "50",
        "100",
        "{}",
        "redis",
        "valkey",
        "memcached",
        "true",
        "false",
        "a",
        "b",
    ];
    let own = |text: &str| known.into_iter().find(|one| *one == text).unwrap_or_else(|| panic!("{text}"));
    rule(kind, path).unwrap().effect(value(own(from)), value(own(to)))
}

#[test]
fn values_say_what_a_change_does() {
    let database = |path, from, to| effect("AWS::RDS::DBInstance", path, from, to);
    assert_eq!(database("AllocatedStorage", "100", "50"), Effect::Refused);
    assert_eq!(database("AllocatedStorage", "50", "100"), Effect::InPlace);
    assert_eq!(database("EngineVersion", "16.9", "16.4"), Effect::Refused);
    assert_eq!(database("EngineVersion", "16.4", "16.9"), Effect::Interrupts);
    assert_eq!(database("SourceDBInstanceIdentifier", "a", "-"), Effect::Interrupts);
    assert_eq!(database("SourceDBInstanceIdentifier", "a", ""), Effect::Interrupts, "an empty text is none");
    assert_eq!(database("SourceDBInstanceIdentifier", "a", "b"), Effect::Replaces);
    let cache = |path, from, to| effect("AWS::ElastiCache::ReplicationGroup", path, from, to);
    assert_eq!(cache("Engine", "redis", "valkey"), Effect::InPlace);
    assert_eq!(cache("Engine", "valkey", "redis"), Effect::Replaces);
    assert_eq!(cache("NumNodeGroups", "1", "50"), Effect::Resharding);
    let bucket = |from, to| effect("AWS::S3::Bucket", "ObjectLockEnabled", from, to);
    assert_eq!(bucket("-", "true"), Effect::InPlace);
    assert_eq!(bucket("false", "true"), Effect::InPlace);
    assert_eq!(bucket("true", "false"), Effect::Refused);
    assert_eq!(bucket("true", "-"), Effect::Refused);
    let group = |path| effect("AWS::AutoScaling::AutoScalingGroup", path, "a", "b");
    assert_eq!(group("LaunchTemplate/Version"), Effect::UpdatePolicy);
}

#[test]
fn the_deepest_rule_wins() {
    let disk = |path| rule("AWS::EC2::Instance", path).map(Rule::path);
    assert_eq!(disk("BlockDeviceMappings"), Some("BlockDeviceMappings"));
    assert_eq!(disk("BlockDeviceMappings/*/Ebs/VolumeSize"), Some("BlockDeviceMappings"));
    let deepest = Some("BlockDeviceMappings/*/Ebs/DeleteOnTermination");
    assert_eq!(disk("BlockDeviceMappings/*/Ebs/DeleteOnTermination"), deepest);
    assert_eq!(
        disk("BlockDeviceMappings/Ebs/DeleteOnTermination"),
        deepest,
        "as the registry leaves `*` out"
    );
    assert_eq!(disk("Monitoring"), None);
    assert_eq!(disk("BlockDevice"), None);
}
