//! What the stack policy of the repository guards.

use std::sync::LazyLock;

use serde_json::Value;

static POLICY: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../stack-policy.json")).unwrap());

/// Whether the policy denies an update that replaces or deletes the resource.
pub fn guards(id: &str, kind: &str) -> bool {
    let statements = POLICY["Statement"].as_array().unwrap();
    let denials = statements.iter().filter(|statement| {
        statement["Effect"] == "Deny"
            && ["Update:Replace", "Update:Delete"]
                .iter()
                .all(|action| one_of(&statement["Action"], |text| text == *action))
    });
    let id = format!("LogicalResourceId/{id}");
    denials.into_iter().any(|denial| {
        let kinds = &denial["Condition"]["StringEquals"]["ResourceType"];
        one_of(&denial["Resource"], |pattern| matches(pattern, &id))
            && (kinds.is_null() || one_of(kinds, |text| text == kind))
    })
}

/// A policy writes one text, or a list.
fn one_of(texts: &Value, is: impl Fn(&str) -> bool) -> bool {
    let list = texts.as_array().map_or(std::slice::from_ref(texts), Vec::as_slice);
    list.iter().filter_map(Value::as_str).any(is)
}

fn matches(pattern: &str, id: &str) -> bool {
    pattern.strip_suffix('*').map_or(pattern == id, |start| id.starts_with(start))
}

#[test]
fn types_names_and_patterns_are_guarded() {
    assert!(guards("Anything", "AWS::EC2::VPC") && guards("DataHost", "AWS::EC2::Instance"));
    assert!(guards("NatAddressA", "AWS::EC2::EIP") && guards("NatAddressB", "AWS::EC2::EIP"));
    assert!(!guards("WebServerA", "AWS::EC2::Instance") && !guards("DataHostRole", "AWS::IAM::Role"));
}
