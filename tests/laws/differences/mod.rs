//! What holds for the difference of any two templates.

mod hostile;
mod templates;

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use scalegen::{
    cfn::{Node, node::node, read::read, yaml},
    diff::{Action, Change, Diff, Fate, Known, Stack, report},
    facts::data::{Data, data},
};
use serde_json::{Map, Value, json};

use crate::{all, kind, update};
use templates::{SECRET, any_template};

fn stack(template: &Node) -> Stack {
    Stack::new(template, &Known::default()).unwrap()
}

fn diff(from: &Value, to: &Value) -> Diff {
    Diff::new(&stack(&node(from)), &stack(&node(to)))
}

/// What a program reads of it.
fn printed(diff: &Diff) -> String {
    report::json(diff, ["A", "B"])
}

/// Logical IDs of resources to which one of the actions happens.
fn with(diff: &Diff, actions: &[Action]) -> BTreeSet<String> {
    let is_resource = |change: &&Change| change.kind.contains("::");
    let meant = diff.changes.iter().filter(is_resource).filter(|change| actions.contains(&change.action));
    meant.map(|change| change.logical_id.clone()).collect()
}

/// The same value with its names the other way round.
fn turned(value: &Value) -> Value {
    match value {
        Value::Object(map) => {
            map.iter().rev().map(|(name, value)| (name.clone(), turned(value))).collect::<Map<_, _>>().into()
        }
        Value::Array(items) => items.iter().map(turned).collect(),
        value => value.clone(),
    }
}

/// In the other language, and read back.
fn in_yaml(value: &Value) -> Node {
    read(&yaml::write(&node(value), &[])).unwrap()
}

/// The same value with its names in order.
fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(map) => {
            let entries: BTreeMap<_, _> =
                map.iter().map(|(name, value)| (name.clone(), sorted(value))).collect();
            entries.into_iter().collect::<Map<_, _>>().into()
        }
        Value::Array(items) => items.iter().map(sorted).collect(),
        value => value.clone(),
    }
}

/// What changes, in one order: equally bad changes stand as the templates have them.
fn lines(diff: &Diff) -> Vec<String> {
    let line = |change: &Change| {
        let mut reasons: Vec<_> =
            change.reasons.iter().map(|reason| sorted(&json!(reason)).to_string()).collect();
        reasons.sort();
        format!("{} {:?} {:?} {reasons:?}", change.logical_id, change.action, change.data)
    };
    let mut lines: Vec<_> = diff.changes.iter().map(line).collect();
    lines.sort();
    lines
}

#[test]
fn a_stage_is_no_change_to_itself() {
    for (id, document) in all() {
        let diff = diff(document, document);
        assert!(diff.changes.is_empty() && diff.outputs.is_empty() && diff.conditions.is_empty(), "{id}");
    }
}

/// An oracle that was written on its own says the same of every pair of stages. It knows neither what stands there under a
/// condition nor most values on which it depends whether a resource is replaced: of what holds no data it may say so too often.
#[test]
fn stages_lose_what_the_oracle_says() {
    for (from, old) in all() {
        for (to, new) in all() {
            let diff = diff(old, new);
            let known = |id: &String| old["Resources"][id]["Condition"].is_null();
            let told =
                |actions: &[Action]| with(&diff, actions).into_iter().filter(known).collect::<BTreeSet<_>>();
            let losses = update::losses(old, new, &update::in_place::IN_PLACE).into_iter();
            let (gone, replaced): (Vec<_>, Vec<_>) =
                losses.filter(|(id, _)| known(id)).partition(|(_, loss)| *loss == update::Loss::Removed);
            let ids = |losses: Vec<(String, update::Loss)>| {
                losses.into_iter().map(|(id, _)| id).collect::<BTreeSet<_>>()
            };
            assert_eq!(told(&[Action::Delete, Action::Orphan, Action::Refused]), ids(gone), "{from} to {to}");
            let (replaced, anew) = (ids(replaced), told(&[Action::Replace]));
            assert!(anew.is_subset(&replaced), "{from} to {to}: {anew:?} {replaced:?}");
            let holds = |id: &String| data(kind(&old["Resources"][id])).is_some_and(Data::holds);
            assert!(!replaced.difference(&anew).any(holds), "{from} to {to}: {anew:?} {replaced:?}");
        }
    }
}

/// Whether nobody but us gives the letter a meaning.
fn is_private(letter: char) -> bool {
    letter >= '\u{f0000}'
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_template_is_no_change_to_itself(template in any_template()) {
        let diff = diff(&template, &template);
        prop_assert!(diff.changes.is_empty() && diff.moves.is_empty(), "{}", printed(&diff));
        prop_assert!(diff.parameters.is_empty() && diff.outputs.is_empty() && diff.conditions.is_empty(), "{}", printed(&diff));
    }

    #[test]
    fn language_and_order_of_names_say_nothing(from in any_template(), to in any_template()) {
        let plain = diff(&from, &to);
        let other = Diff::new(&stack(&in_yaml(&turned(&from))), &stack(&node(&turned(&to))));
        prop_assert_eq!(lines(&plain), lines(&other));
        let again = Diff::new(&stack(&node(&from)), &stack(&in_yaml(&turned(&from))));
        prop_assert!(again.changes.is_empty(), "{}", printed(&again));
    }

    #[test]
    fn what_comes_one_way_goes_the_other_way(from in any_template(), to in any_template()) {
        let (there, back) = (diff(&from, &to), diff(&to, &from));
        // What may be there, and would be another one if it is, may be replaced.
        let other = |diff: &Diff| with(diff, &[Action::Refused, Action::MayReplace]);
        let (gone, come) = (with(&back, &[Action::Delete, Action::Orphan]), with(&there, &[Action::Create]));
        prop_assert!(come.is_subset(&(&gone | &other(&back))), "{:?} {:?}", come, gone);
        prop_assert!(gone.is_subset(&(&come | &other(&there))), "{:?} {:?}", come, gone);
    }

    #[test]
    fn no_secret_stands_in_any_output(from in any_template(), to in any_template()) {
        let diff = diff(&from, &to);
        let texts = [printed(&diff), report::text(&diff, report::Colour::Off), report::markdown(&diff, ["A", "B"]), format!("{diff:?}")];
        for text in texts {
            prop_assert!(!text.contains(SECRET) && !text.contains(is_private), "{}", text);
        }
    }

    #[test]
    fn another_secret_is_seen(template in any_template()) {
        let mut other = template.clone();
        let note = json!({ "Type": "AWS::SSM::Parameter", "Properties": { "Type": "String", "Value": { "Fn::Sub": "x-${Secret}-y" } } });
        let mut same = template;
        same["Resources"]["Note"] = note.clone();
        other["Resources"]["Note"] = note;
        other["Parameters"]["Secret"]["Default"] = json!("another");
        let changed = with(&diff(&same, &other), &[Action::Update]);
        prop_assert!(changed.contains("Note"), "{:?}", changed);
    }

    #[test]
    fn data_is_told_of_what_leaves_alone(from in any_template(), to in any_template()) {
        for change in diff(&from, &to).changes {
            let leaves = matches!(change.action, Action::Replace | Action::MayReplace | Action::Delete | Action::Orphan);
            let gone = matches!(change.data, Fate::Lost | Fate::Snapshot | Fate::Retained);
            prop_assert!(leaves || !gone, "{:?}", change);
            prop_assert!(!(leaves && change.data == Fate::Safe), "{:?}", change);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn any_two_templates_are_compared_and_printed(from in any_template(), to in any_template()) {
        let diff = diff(&from, &to);
        prop_assert!(report::text(&diff, report::Colour::On).ends_with("data lost\n"));
        prop_assert!(report::markdown(&diff, ["A", "B"]).starts_with("**A → B**"));
        let json: Value = serde_json::from_str(&printed(&diff)).unwrap();
        let summary = json["summary"].as_object().unwrap();
        let counted: u64 = summary.iter().filter(|(name, _)| *name != "data_at_risk").filter_map(|(_, count)| count.as_u64()).sum();
        prop_assert_eq!(counted, json["changes"].as_array().unwrap().len() as u64);
        prop_assert_eq!(summary.len(), 10);
    }
}
