use std::collections::BTreeSet;

use super::*;
use crate::facts::registry;

const DATABASE: &str = "AWS::RDS::DBInstance";

fn range(kind: &str, work: Work, path: Option<&str>) -> (u16, u16) {
    let found = of(kind, work, path);
    (found.least, found.most)
}

#[test]
fn every_row_is_a_range_with_a_source() {
    let mut seen = BTreeSet::new();
    for row in DURATIONS.rows() {
        let (least, most): (u16, u16) = (row.cell(LEAST).parse().unwrap(), row.cell(MOST).parse().unwrap());
        assert!(least <= most && most > 0, "{row:?}");
        assert!(row.cell(ACTION) == ANY || Work::named(row.cell(ACTION)).is_some(), "{row:?}");
        assert!(row.cell(SOURCE).len() > 3 && row.cell(SOURCE + 1).is_empty(), "{row:?}");
        assert!(seen.insert((row.key(), row.cell(ACTION), row.cell(PATH))), "twice: {row:?}");
    }
}

/// A slip in a type or a property would be a row that nobody reads.
#[test]
fn every_row_names_what_there_is() {
    for row in DURATIONS.rows().filter(|row| row.key() != ANY) {
        let kind = registry::kind(row.key()).unwrap_or_else(|| panic!("{row:?}"));
        let path = row.cell(PATH);
        assert!(path.is_empty() || kind.properties().property(path).is_some(), "{row:?}");
    }
}

#[test]
fn the_rows_of_a_type_stand_together() {
    let keys: Vec<_> = DURATIONS.rows().map(Row::key).collect();
    let blocks = keys.chunk_by(|left, right| left == right).count();
    assert_eq!(blocks, keys.iter().collect::<BTreeSet<_>>().len());
}

#[test]
fn a_property_goes_before_its_type() {
    assert_eq!(range(DATABASE, Work::Update, Some("MultiAZ")), (10, 60));
    assert_eq!(range(DATABASE, Work::Update, Some("Tags")), range(DATABASE, Work::Update, None));
    assert_eq!(range(DATABASE, Work::Create, Some("DBClusterIdentifier")), (4, 10));
    assert_eq!(range("AWS::DynamoDB::GlobalTable", Work::Update, Some("Replicas/*/Region")), (5, 60));
}

#[test]
fn what_has_no_row_is_as_what_is_nearest() {
    assert_eq!(range(DATABASE, Work::Interrupt, Some("DBInstanceClass")), (8, 30));
    assert_eq!(range(DATABASE, Work::Replace, None), (7, 35));
    assert_eq!(range("AWS::SQS::Queue", Work::Snapshot, None), (0, 2));
    assert_eq!(range("AWS::RDS::DBCluster", Work::Snapshot, None), (3, 30));
    assert_eq!(range("Custom::Anything", Work::Interrupt, None), (0, 5));
    assert!(!known("Custom::Anything"));
}

#[test]
fn experience_is_marked() {
    assert!(of("AWS::EC2::NatGateway", Work::Create, None).sourced);
    assert!(!of("AWS::EC2::NatGateway", Work::Replace, None).sourced);
}

#[test]
fn work_has_one_name() {
    for work in Work::ALL {
        assert_eq!(Work::named(work.name()), Some(work));
    }
    assert_eq!(Work::named("may-replace"), Some(Work::Replace));
    assert_eq!((Work::named("refused"), Work::named("orphan")), (None, None));
}
