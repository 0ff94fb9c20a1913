//! What interrupts or replaces a resource of a golden says what its users notice.

use scalegen::facts::{Work, interruptions};

use crate::goldens;

#[test]
fn every_interruption_of_every_golden_is_said() {
    for kind in goldens::kinds() {
        for work in [Work::Interrupt, Work::Roll, Work::Replace, Work::Delete] {
            for held in [false, true] {
                let found = interruptions::of(&kind, work, None, |_, _| held).unwrap();
                assert!(found.least <= found.most && !found.what.is_empty(), "{kind} {work:?}: {found}");
            }
        }
    }
}

/// What holds data, and is made anew, is away until its data is there again.
#[test]
fn nobody_believes_that_a_database_is_replaced_unnoticed() {
    for kind in ["AWS::RDS::DBInstance", "AWS::RDS::DBCluster", "AWS::EC2::Volume"] {
        let found = interruptions::of(kind, Work::Replace, None, |_, _| false).unwrap();
        assert!(found.most >= 3600, "{kind}: {found}");
    }
}
