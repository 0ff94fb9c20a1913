//! Templates that are made to take long: with steps that grow with the square of their size, these tests would take minutes.

use scalegen::diff::{Diff, report};
use serde_json::{Map, Value, json};

use super::{diff, printed};

/// The difference, printed for people and for programs.
fn told(from: &Value, to: &Value) -> Diff {
    let diff = diff(from, to);
    assert!(
        printed(&diff).ends_with("}\n") && report::text(&diff, report::Colour::Off).ends_with("data lost\n")
    );
    diff
}

fn numbered(count: usize, entry: impl Fn(usize) -> Value) -> Map<String, Value> {
    (0..count).map(|at| (format!("Name{at}"), entry(at))).collect()
}

fn topic(properties: &Value) -> Value {
    json!({ "Resources": { "Topic": { "Type": "AWS::SNS::Topic", "Properties": properties } } })
}

#[test]
fn a_map_of_many_keys() {
    let side =
        |last: usize| topic(&json!({ "Tags": { "Map": numbered(100_000, |at| json!(at.max(last))) } }));
    assert_eq!(told(&side(0), &side(1)).changes.len(), 1);
}

#[test]
fn maps_within_maps() {
    let side = |leaf: &str| {
        let nested =
            (0..90).fold(json!(leaf), |inner, _| json!({ "Inner": inner, "Beside": vec![0; 20_000] }));
        topic(&nested)
    };
    assert_eq!(told(&side("a"), &side("b")).changes.len(), 1);
}

#[test]
fn many_secrets_in_many_values() {
    let side = |mark: &str| {
        let parameters = numbered(
            20_000,
            |at| json!({ "Type": "String", "NoEcho": true, "Default": format!("secret{at}{mark}") }),
        );
        let values = numbered(20_000, |at| json!({ "Fn::Sub": format!("x-${{Name{at}}}") }));
        let mut template = topic(&values.into());
        template["Parameters"] = parameters.into();
        template
    };
    assert_eq!(told(&side("a"), &side("b")).parameters.len(), 20_000);
}

/// A chain in which each refers to the one before has as many moves as resources.
#[test]
fn a_long_chain_of_renamed_resources() {
    let side = |prefix: &str| {
        let link = |at: usize| match at.checked_sub(1) {
            Some(before) => json!({ "Ref": format!("{prefix}{before}") }),
            None => json!("first"),
        };
        let topic = |at| json!({ "Type": "AWS::SNS::Topic", "Properties": { "DisplayName": link(at) } });
        let resources: Map<_, _> = (0..10_000).map(|at| (format!("{prefix}{at}"), topic(at))).collect();
        json!({ "Resources": resources })
    };
    assert_eq!(told(&side("Old"), &side("New")).moves.len(), 10_000);
}
