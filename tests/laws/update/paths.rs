//! What stands at a registry path.

use std::collections::BTreeMap;

use serde_json::Value;

/// The values at a registry path such as `Budget/BudgetName`, with `*` for every item of a list, by where they stand.
///
/// A path goes through both branches of an `Fn::If`, whose condition counts as a value. Any other function on the way is a
/// value as a whole, and what is left out by `AWS::NoValue` is not there.
pub fn values<'a>(resource: &'a Value, path: &str) -> BTreeMap<String, &'a Value> {
    let steps: Vec<_> = path.split('/').collect();
    let mut found = BTreeMap::new();
    descend(String::new(), &resource["Properties"], &steps, &mut found);
    found
}

fn descend<'a>(at: String, value: &'a Value, steps: &[&str], found: &mut BTreeMap<String, &'a Value>) {
    let below = |key: &str| format!("{at}/{key}");
    match (value, steps) {
        (Value::Null, _) => {}
        (value, _) if value["Ref"] == "AWS::NoValue" => {}
        (value, []) => drop(found.insert(at, value)),
        (value, _) if value["Fn::If"].is_array() => {
            found.insert(below("If"), &value["Fn::If"][0]);
            descend(below("Then"), &value["Fn::If"][1], steps, found);
            descend(below("Else"), &value["Fn::If"][2], steps, found);
        }
        (value, _) if is_function(value) => drop(found.insert(at, value)),
        (Value::Array(items), ["*", rest @ ..]) => {
            items
                .iter()
                .enumerate()
                .for_each(|(index, item)| descend(below(&index.to_string()), item, rest, found));
        }
        (Value::Object(map), ["*", rest @ ..]) => {
            map.iter().for_each(|(key, value)| descend(below(key), value, rest, found));
        }
        (value, [step, rest @ ..]) => descend(below(step), &value[*step], rest, found),
    }
}

/// `Ref` or `Fn::…`, alone in its object.
fn is_function(value: &Value) -> bool {
    let key = value.as_object().filter(|map| map.len() == 1).and_then(|map| map.keys().next());
    key.is_some_and(|key| key == "Ref" || key.starts_with("Fn::"))
}

#[test]
fn paths_go_through_lists_and_branches() {
    let resource = serde_json::json!({ "Properties": {
        "A": [{ "B": 1 }, { "B": 2 }, { "Ref": "List" }, { "C": 3 }],
        "D": { "Fn::If": ["Is", { "B": 4 }, { "Ref": "AWS::NoValue" }] },
    }});
    let at = |path| {
        values(&resource, path).into_iter().map(|(at, value)| format!("{at} {value}")).collect::<Vec<_>>()
    };
    assert_eq!(at("A/*/B"), ["/A/0/B 1", "/A/1/B 2", r#"/A/2 {"Ref":"List"}"#]);
    assert_eq!(at("D/B"), [r#"/D/If "Is""#, "/D/Then/B 4"]);
    assert_eq!(at("E/B"), [""; 0]);
}
