use std::collections::BTreeSet;

use super::*;
use crate::facts::registry;

/// What is said of a resource that has these properties with these values.
fn said(kind: &str, work: Work, path: &str, properties: &[(&str, &str)]) -> String {
    let has = |path: &str, value: Option<&str>| {
        properties.iter().any(|(name, held)| *name == path && value.is_none_or(|value| value == *held))
    };
    of(kind, work, Some(path), has).map(|found| found.to_string()).unwrap_or_default()
}

#[test]
fn every_row_is_a_range_with_a_sentence_and_a_source() {
    let mut seen = BTreeSet::new();
    for row in INTERRUPTIONS.rows() {
        let (least, most): (u32, u32) = (row.cell(LEAST).parse().unwrap(), row.cell(MOST).parse().unwrap());
        let what = row.cell(WHAT);
        assert!(least <= most && (most == 0) == what.starts_with("nobody notices"), "{row:?}");
        assert!(most == 0 || ["with ", "without "].iter().any(|word| what.starts_with(word)), "{row:?}");
        assert!(Work::named(row.cell(ACTION)).is_some(), "{row:?}");
        assert!(row.cell(SOURCE).len() > 3 && row.cell(SOURCE + 1).is_empty(), "{row:?}");
        assert!(seen.insert((row.key(), row.cell(ACTION), row.cell(PATH), row.cell(IF))), "twice: {row:?}");
    }
}

/// `UseOnlineResharding` stands in `UpdatePolicy`.
#[test]
fn every_row_names_what_there_is() {
    for row in INTERRUPTIONS.rows().filter(|row| row.key() != ANY) {
        let kind = registry::kind(row.key()).unwrap_or_else(|| panic!("{row:?}"));
        let condition = row.cell(IF).split('=').next().unwrap();
        for path in [row.cell(PATH), condition].into_iter().filter(|path| !path.is_empty()) {
            let first = path.split(['.', '/']).next().unwrap();
            let there = kind.properties().property(first).is_some() || path == "UseOnlineResharding";
            assert!(there, "{path}: {row:?}");
        }
    }
}

#[test]
fn the_rows_of_a_type_stand_together() {
    let keys: Vec<_> = INTERRUPTIONS.rows().map(Row::key).collect();
    let blocks = keys.chunk_by(|left, right| left == right).count();
    assert_eq!(blocks, keys.iter().collect::<BTreeSet<_>>().len());
}

#[test]
fn a_standby_makes_a_class_change_short() {
    let class =
        |properties: &[_]| said("AWS::RDS::DBInstance", Work::Interrupt, "DBInstanceClass", properties);
    assert_eq!(class(&[("MultiAZ", "true")]), "60–120 s without writes while it fails over");
    assert_eq!(class(&[("MultiAZ", "false")]), "3–15 min without the database: it restarts on another host");
    assert!(class(&[("DBClusterIdentifier", "db")]).starts_with("30–60 s without this instance"));
}

#[test]
fn a_deeper_row_for_a_change_goes_before_that_of_an_interruption() {
    let standby = said("AWS::RDS::DBInstance", Work::Interrupt, "MultiAZ", &[("MultiAZ", "true")]);
    assert_eq!(standby, "nobody notices: the standby is filled beside it, somewhat slower");
}

#[test]
fn what_nobody_notices_has_no_range() {
    let rolled = said("AWS::AutoScaling::AutoScalingGroup", Work::Roll, "LaunchTemplate", &[]);
    assert_eq!(rolled, "nobody notices: hosts go when as many others serve");
    assert_eq!(said("AWS::RDS::DBInstance", Work::Create, "", &[]), "");
    assert_eq!(said("AWS::SNS::Topic", Work::Update, "DisplayName", &[]), "");
}

#[test]
fn any_type_has_a_careful_answer() {
    assert_eq!(said("Custom::Anything", Work::Interrupt, "", &[]), "up to 60 s with a pause of it");
    assert!(said("AWS::EC2::VPC", Work::Replace, "CidrBlock", &[]).starts_with("nobody notices if"));
    assert_eq!(
        said("AWS::EC2::EIP", Work::Update, "InstanceId", &[]),
        "1–60 s without answers while the address moves: open connections break"
    );
}
