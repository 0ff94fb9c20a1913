//! What CloudFormation's registry says of the resource types that we use (`facts/registry.json`).
//!
//! For every test that asks: `#[path = "support/registry.rs"] mod registry;`. Property paths are the registry's:
//! `Budget/BudgetName`, with `*` for any item of a list. A type that the file lacks panics.

use std::sync::LazyLock;

use serde_json::{Map, Value, value::Index};

static FILE: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../facts/registry.json")).expect("JSON"));

fn table() -> &'static Map<String, Value> {
    FILE["types"].as_object().expect("types")
}

/// All types, by name.
pub fn types() -> impl Iterator<Item = &'static str> {
    table().keys().map(String::as_str)
}

/// The schema of a type, in the short keys of the file's legend.
pub fn schema(kind: &str) -> Option<&'static Value> {
    table().get(kind)
}

/// The properties whose change replaces the resource.
pub fn create_only(kind: &str) -> Vec<String> {
    names(known(kind), "R")
}

/// The properties whose change may replace the resource, depending on the values.
pub fn conditional(kind: &str) -> Vec<String> {
    names(known(kind), "C")
}

/// The regions where CloudFormation lacks the type.
pub fn missing_in(kind: &str) -> Vec<String> {
    let index = known(kind)["no"].as_u64().and_then(|index| usize::try_from(index).ok()).expect("an index");
    names(&FILE["no_regions"], index)
}

/// Whether such a resource holds data that its replacement would lose.
pub fn stateful(kind: &str) -> bool {
    known(kind)["state"] == 1
}

/// The strings under a key of a schema; none where it is absent.
pub fn names(schema: &Value, key: impl Index) -> Vec<String> {
    let list = schema[key].as_array().into_iter().flatten();
    list.filter_map(Value::as_str).map(str::to_owned).collect()
}

fn known(kind: &str) -> &'static Value {
    schema(kind).unwrap_or_else(|| panic!("{kind} is not in facts/registry.json: add it to facts/cut.py"))
}

#[test]
fn the_registry_says_what_a_change_does() {
    assert!(types().any(|kind| kind == "AWS::EC2::VPC"));
    assert!(
        create_only("AWS::RDS::DBInstance").contains(&"Port".to_owned()),
        "as update_overrides.json has it"
    );
    assert!(create_only("AWS::Budgets::Budget").contains(&"Budget/BudgetName".to_owned()));
    assert!(missing_in("AWS::Budgets::Budget").contains(&"eu-north-1".to_owned()));
    assert!(conditional("AWS::EC2::Instance").contains(&"InstanceType".to_owned()));
    assert!(stateful("AWS::RDS::DBInstance") && !stateful("AWS::EC2::VPC"));
}
