//! What holds of every pair.

use std::collections::BTreeSet;

use scalegen::{
    cfn::{Node, node::Map},
    diff::{Action, Diff, Known, Stack},
};

use super::pairs;

/// What leaves, whether it can or not.
const GONE: [Action; 3] = [Action::Delete, Action::Orphan, Action::Refused];

/// The resources that meet any of these ends.
fn of(diff: &Diff, actions: &[Action]) -> BTreeSet<String> {
    let all = diff.changes.iter().filter(|change| actions.contains(&change.action));
    all.map(|change| change.logical_id.clone()).collect()
}

#[test]
fn a_pair_says_nothing_where_its_sentence_says_so() {
    for pair in pairs::all() {
        let told = !pair.diff().changes.is_empty();
        assert_ne!(told, pair.says_nothing_happens(), "{}", pair.sentence);
    }
}

#[test]
fn what_is_created_one_way_leaves_the_other_way() {
    for pair in pairs::all() {
        let back = Diff::new(&pair.to, &pair.from);
        for (one, other) in [(pair.diff(), back.clone()), (back, pair.diff())] {
            let (created, gone) = (of(&one, &[Action::Create]), of(&other, &GONE));
            assert!(created.is_subset(&gone), "{}: {created:?} and {gone:?}", pair.sentence);
        }
    }
}

#[test]
fn a_template_against_itself_changes_nothing() {
    for pair in pairs::all() {
        for stack in [&pair.from, &pair.to] {
            let diff = Diff::new(stack, stack);
            let rows = [&diff.parameters, &diff.outputs, &diff.conditions];
            let is_empty =
                diff.changes.is_empty() && diff.moves.is_empty() && rows.iter().all(|rows| rows.is_empty());
            assert!(is_empty, "{}: {diff:?}", pair.sentence);
        }
    }
}

/// A template of so many resources.
fn topics(count: usize) -> Stack {
    let topic = |number| (format!("Topic{number}").into(), Node::single("Type", "AWS::SNS::Topic"));
    let resources: Map = (0..count).map(topic).collect();
    Stack::new(&Node::single("Resources", resources), &Known::default()).unwrap()
}

#[test]
fn more_than_500_resources_are_refused() {
    let refused = |from, to| of(&Diff::new(&topics(from), &topics(to)), &[Action::Refused]);
    assert!(refused(499, 500).is_empty() && refused(501, 500).is_empty());
    assert_eq!(refused(500, 501), BTreeSet::from(["Resources".to_owned()]));
}
