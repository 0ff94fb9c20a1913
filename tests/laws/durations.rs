//! Every type that a template holds has a known duration, and every change a range that can be believed.

use scalegen::facts::{Work, durations};

use crate::goldens;

#[test]
fn every_type_of_every_golden_has_a_row() {
    let kinds = goldens::kinds();
    let missing: Vec<_> = kinds.iter().filter(|kind| !durations::known(kind)).collect();
    assert!(
        missing.is_empty(),
        "add rows to facts/durations.tsv, quick ones with `*` as action: {missing:?}"
    );
    assert!(kinds.len() > 80, "{}", kinds.len());
}

#[test]
fn every_work_on_every_type_is_a_range() {
    for kind in goldens::kinds() {
        for work in Work::ALL {
            let paths = durations::paths(&kind, work).map(Some).chain([None]);
            for path in paths {
                let found = durations::of(&kind, work, path);
                assert!(found.least <= found.most && found.most > 0, "{kind} {work:?} {path:?}: {found}");
            }
            let deleted = durations::of(&kind, Work::Delete, None);
            assert!(durations::of(&kind, Work::Snapshot, None).most >= deleted.most, "{kind}");
            assert!(durations::of(&kind, Work::Replace, None).least >= deleted.least, "{kind}");
        }
    }
}
