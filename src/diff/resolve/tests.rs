//! What stands in the place of what cannot be known, and templates that would grow without end.

use serde_json::{Value, json};

use super::{Scope, room::weight};
use crate::{
    cfn::{Node, node::node},
    diff::{Known, Stack, compare::is_same},
};

/// A template with a condition `Is`, and no value for its parameters.
fn is(said: &Value) -> Value {
    json!({ "Parameters": { "Open": { "Type": "String" }, "List": { "Type": "CommaDelimitedList" } }, "Conditions": { "Is": said } })
}

/// What its conditions say, by name.
fn conditions(template: &Value) -> Vec<(String, Node)> {
    let template = node(template);
    Scope::new(&template, &Known::default()).and_then(|scope| scope.conditions()).unwrap_or_default()
}

/// Why it is no stack.
fn refusal(template: &Value) -> String {
    let stack = Stack::new(&node(template), &Known::default());
    stack.err().map(|error| format!("{error:#}")).unwrap_or_default()
}

#[test]
fn operands_of_an_open_condition_have_no_order() {
    let open = |value: &str| json!({ "Fn::Equals": [{ "Ref": "Open" }, value] });
    let turned = json!({ "Fn::Equals": ["a", { "Ref": "Open" }] });
    let same = [
        (open("a"), turned.clone()),
        (json!({ "Fn::And": [open("a"), open("b")] }), json!({ "Fn::And": [open("b"), turned, open("a")] })),
        (json!({ "Fn::Or": [open("a"), open("b")] }), json!({ "Fn::Or": [open("b"), open("a"), open("b")] })),
        (json!({ "Fn::And": [open("a"), open("a")] }), open("a")),
        (json!({ "Fn::Not": [{ "Fn::Not": [open("a")] }] }), open("a")),
    ];
    for (one, other) in same {
        assert_eq!(conditions(&is(&one)), conditions(&is(&other)));
    }
    assert_ne!(conditions(&is(&open("a"))), conditions(&is(&json!({ "Fn::Not": [open("a")] }))));
}

/// So many conditions, each of which asks for the next one in a text, deep within.
fn chain(length: usize) -> Vec<(String, Value)> {
    let link = |index: usize| {
        let next = json!({ "Fn::If": [format!("C{}", index + 1), { "Ref": "Open" }, "b"] });
        let deep = (0..36).fold(next, |inner, _| json!({ "Fn::Join": ["-", ["a", inner]] }));
        (format!("C{index}"), json!({ "Fn::Equals": [deep, "c"] }))
    };
    let last = (format!("C{length}"), json!({ "Fn::Equals": [{ "Ref": "Open" }, "a"] }));
    (0..length).map(link).chain([last]).collect()
}

#[test]
fn a_long_chain_of_conditions_says_the_same_in_any_order() {
    let mut all = chain(300);
    let template = |all: &[(String, Value)]| {
        let all: serde_json::Map<_, _> = all.iter().cloned().collect();
        json!({ "Parameters": { "Open": { "Type": "String" } }, "Conditions": all })
    };
    let mut there = conditions(&template(&all));
    all.reverse();
    let mut back = conditions(&template(&all));
    there.sort_by(|left, right| left.0.cmp(&right.0));
    back.sort_by(|left, right| left.0.cmp(&right.0));
    assert_eq!(there.len(), 301);
    assert_eq!(there, back);
    let named = |(name, said): &(String, Node)| *said == Node::single("Condition", name.clone());
    assert!(!there.iter().any(named), "a chain is no circle");
}

#[test]
fn conditions_in_a_circle_know_each_other_by_name() {
    let not = |name: &str| json!({ "Fn::Not": [{ "Condition": name }] });
    let circle = |names: [&str; 2]| {
        let said = [(names[0], not(names[1])), (names[1], not(names[0])), ("Behind", not("A"))];
        let all: serde_json::Map<_, _> =
            said.into_iter().map(|(name, said)| (name.to_owned(), said)).collect();
        conditions(&json!({ "Conditions": all }))
    };
    let (there, back) = (circle(["A", "B"]), circle(["B", "A"]));
    assert_eq!(there.len(), 3);
    assert!(there.iter().all(|said| back.contains(said)), "{there:?} {back:?}");
}

#[test]
fn a_condition_that_is_too_long_to_show_still_differs() {
    let long = |last: &str| {
        let text = format!("{}{last}", "x".repeat(100_000));
        conditions(&is(&json!({ "Fn::Equals": [{ "Ref": "Open" }, text] })))
    };
    assert_eq!(long("a"), long("a"));
    assert_ne!(long("a"), long("b"));
    assert!(long("a").iter().all(|(_, said)| weight(said) < 1_000));
}

/// A mapping's value for rows that nobody knows.
fn found(arguments: &Value) -> Node {
    let template = node(&json!({ "Mappings": { "Map": { "a": { "c": "1" } } } }));
    let found = Scope::new(&template, &Known::default())
        .and_then(|scope| scope.value(&node(&json!({ "Fn::FindInMap": arguments }))));
    found.ok().flatten().unwrap_or(Node::Null)
}

#[test]
fn a_default_is_taken_where_the_mapping_is_known() {
    let default = json!({ "DefaultValue": "9" });
    let open = json!({ "Ref": "AWS::Region" });
    assert_eq!(found(&json!(["Map", "b", "c", default])), "9".into());
    assert_eq!(found(&json!(["Nobody", "a", "c", default])), "9".into());
    assert_eq!(found(&json!(["Map", open, "d", default])), "9".into());
    assert_eq!(found(&json!([open, "a", "c", default])).as_text(), None);
    let table = json!({ "a": "1", "(default)": "9" });
    let one_of = json!({ "Fn::FindInMap": [table, open, "c"] });
    assert!(is_same(&found(&json!(["Map", open, "c", default])), &node(&one_of)));
}

/// A template with so many outputs.
fn outputs(count: usize, value: &Value, rest: &Value) -> Value {
    let all = (0..count).map(|index| (format!("O{index}"), json!({ "Value": value })));
    let mut template = rest.clone();
    template["Outputs"] = all.collect::<serde_json::Map<_, _>>().into();
    template["Resources"] = json!({});
    template
}

#[test]
fn what_repeats_a_long_value_is_refused() {
    let long = "x".repeat(500_000);
    let list =
        json!({ "Parameters": { "P": { "Type": "CommaDelimitedList", "Default": ",".repeat(50_000) } } });
    let mapping = json!({ "Mappings": { "Map": { "a": { "b": long, "c": vec![1; 10_000] } } } });
    let many: Vec<_> = (0..10_000).collect();
    let all = [
        outputs(4_000, &json!({ "Ref": "P" }), &list),
        outputs(1, &json!({ "Fn::Join": [long, vec!["a"; 4_000]] }), &json!({})),
        outputs(4_000, &json!({ "Fn::FindInMap": ["Map", { "Ref": "AWS::Region" }, "b"] }), &mapping),
        outputs(4_000, &json!({ "Fn::FindInMap": ["Map", "a", "c"] }), &mapping),
        outputs(20_000, &json!({ "Fn::Cidr": ["10.0.0.0/8", 256, 8] }), &json!({})),
        outputs(1, &json!({ "Fn::ForEach::L": ["X", many, { "${X}": many }] }), &json!({})),
        outputs(1, &json!({ "Fn::ForEach::L": ["X", [long], { "a": "${X}".repeat(50_000) }] }), &json!({})),
        outputs(1, &(0..40).fold(json!("\""), |inner, _| json!({ "Fn::ToJsonString": [inner] })), &json!({})),
    ];
    for (index, template) in all.iter().enumerate() {
        assert!(refusal(template).contains("it grows beyond 64 MB"), "{index}: {}", refusal(template));
    }
}

#[test]
fn a_long_condition_stands_in_many_values_by_its_name() {
    let long = json!({ "Fn::Equals": [{ "Ref": "Open" }, "x".repeat(500_000)] });
    let value = json!({ "Fn::If": ["Is", "a", "b"] });
    assert_eq!(refusal(&outputs(6_000, &value, &is(&long))), "");
}

#[test]
fn a_loop_over_an_unknown_list_says_what_to_give() {
    let over = |items: Value| {
        let mut template = is(&json!({ "Fn::Equals": ["a", "a"] }));
        template["Resources"] =
            json!({ "Fn::ForEach::Each": ["X", items, { "T${X}": { "Type": "AWS::SNS::Topic" } }] });
        refusal(&template)
    };
    let unknown = "Resources.Fn::ForEach::Each: its items cannot be known here; ";
    assert_eq!(over(json!({ "Ref": "List" })), format!("{unknown}give `List` by --param"));
    assert_eq!(over(json!(["a", { "Ref": "Open" }])), format!("{unknown}give `Open` by --param"));
    assert_eq!(over(json!({ "Fn::GetAtt": ["Other", "Names"] })), format!("{unknown}write them out"));
    assert_eq!(over(json!(["a", "b"])), "");
}

#[test]
fn a_text_with_many_variables_is_filled_in() {
    let names: Vec<_> = (0..20_000).map(|index| format!("V{index}")).collect();
    let values: serde_json::Map<_, _> = names.iter().map(|name| (name.clone(), json!("x"))).collect();
    let pattern = format!("${{{}}}", names.join("}${"));
    let template = node(&json!({}));
    let sub = node(&json!({ "Fn::Sub": [pattern, values] }));
    let found = Scope::new(&template, &Known::default()).and_then(|scope| scope.value(&sub));
    assert_eq!(found.ok().flatten(), Some("x".repeat(20_000).into()));
}
