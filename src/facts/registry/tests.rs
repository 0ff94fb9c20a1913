//! The file agrees with the fine cut of our own types, and every line of it parses.

use std::collections::BTreeSet;

use serde_json::Value;

use super::*;

fn fine() -> serde_json::Map<String, Value> {
    let file: Value = serde_json::from_str(include_str!("../../../facts/registry.json")).unwrap();
    file["types"].as_object().unwrap().clone()
}

fn words(list: &Value) -> BTreeSet<&str> {
    list.as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .filter(|word| !word.contains(".*."))
        .collect()
}

/// Every property at every depth, each object once.
fn walk(object: Object, known: &mut Vec<Object>, visit: &mut impl FnMut(Property)) {
    if known.contains(&object) {
        return;
    }
    known.push(object);
    for property in object.properties() {
        visit(property);
        below(property.form, known, visit);
    }
}

fn below(form: Form, known: &mut Vec<Object>, visit: &mut impl FnMut(Property)) {
    for alternative in form.alternatives() {
        match alternative {
            Alternative::List(form) | Alternative::Map(form) => below(form, known, visit),
            Alternative::Object(object) => walk(object, known, visit),
            _ => {}
        }
    }
}

#[test]
fn every_type_is_found_and_parses() {
    let mut last = "";
    for found in kinds() {
        assert!(last < found.name(), "{last} before {}", found.name());
        last = found.name();
        assert_eq!(kind(found.name()), Some(found));
        walk(found.properties(), &mut Vec::new(), &mut |property| {
            assert!(property.name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_'), "{property:?}");
        });
        let objects = found.0.split('\t').skip(PROPERTIES).flat_map(|cell| cell.split('@').skip(1));
        for name in objects.map(|rest| rest.split([' ', '/', ']', '}']).next().unwrap_or_default()) {
            assert!(found.object(name).is_some(), "{last} has no {name}");
        }
    }
    assert!(kinds().count() > 1_800);
    for unknown in ["", "AWS::EC2", "AWS::EC2::VP", "AWS::EC2::VPCs", "Z", "AWS::S3::Bucket\t"] {
        assert_eq!(kind(unknown), None, "{unknown}");
    }
}

#[test]
fn it_agrees_with_the_fine_cut() {
    for (name, fine) in &fine() {
        let kind = kind(name).unwrap_or_else(|| panic!("{name} is missing"));
        assert_eq!(kind.stateful(), fine["state"] == 1, "{name}");
        assert_eq!(kind.identifier().collect::<BTreeSet<_>>(), words(&fine["id"]), "{name}");
        assert_eq!(kind.attributes().collect::<BTreeSet<_>>(), attributes(&fine["att"]), "{name}");
        assert_eq!(kind.replaces().collect::<BTreeSet<_>>(), words(&fine["R"]), "{name}");
        assert_eq!(kind.may_replace().collect::<BTreeSet<_>>(), words(&fine["C"]), "{name}");
        assert_eq!(kind.interrupts().collect::<BTreeSet<_>>(), words(&fine["SI"]), "{name}");
        assert_eq!(kind.read_only().collect::<BTreeSet<_>>(), words(&fine["ro"]), "{name}");
        let tags = match &fine["tags"] {
            Value::String(property) => format!("By({property:?})"),
            Value::Null => "Unknown".to_owned(),
            _ => "No".to_owned(),
        };
        assert_eq!(format!("{:?}", kind.tags()), tags, "{name}");
        object(name, kind.properties(), fine, fine, &mut Vec::new());
    }
}

fn attributes(fine: &Value) -> BTreeSet<&str> {
    if fine == "*" { BTreeSet::from(["*"]) } else { words(fine) }
}

/// The same names, required or not, and of the same type.
fn object(path: &str, object: Object, node: &Value, root: &Value, known: &mut Vec<Object>) {
    if known.contains(&object) {
        return;
    }
    known.push(object);
    let Some(fine) = node["p"].as_object() else { return };
    let names: BTreeSet<_> = object.properties().map(|property| property.name).collect();
    let theirs: BTreeSet<_> = fine.keys().map(String::as_str).collect();
    assert_eq!(names, theirs, "{path}");
    let required: BTreeSet<_> = object.properties().filter(|one| one.required).map(|one| one.name).collect();
    assert_eq!(required, words(&node["req"]), "{path}");
    for property in object.properties() {
        form(&format!("{path}/{}", property.name), property.form, &fine[property.name], root, known);
    }
}

fn form(path: &str, form_of: Form, node: &Value, root: &Value, known: &mut Vec<Object>) {
    let node = node["r"].as_str().map_or(node, |name| &root["d"][name]);
    let kinds: BTreeSet<_> = node["t"].as_str().into_iter().chain(words(&node["t"])).collect();
    for alternative in form_of.alternatives() {
        let kind = match alternative {
            Alternative::Any => continue,
            Alternative::Text(_) => "string",
            Alternative::Whole(_) => "integer",
            Alternative::Number => "number",
            Alternative::Bool => "boolean",
            Alternative::List(items) => {
                form(&format!("{path}/*"), items, &node["i"], root, known);
                "array"
            }
            Alternative::Map(_) => "object",
            Alternative::Object(nested) => {
                object(path, nested, node, root, known);
                "object"
            }
        };
        assert!(kinds.is_empty() || kinds.contains(kind), "{path}: {kind}, and {kinds:?}");
        allowed(path, alternative, node);
    }
}

/// The values that are listed are those of the fine cut; long lists are not.
fn allowed(path: &str, alternative: Alternative, node: &Value) {
    let (Alternative::Text(values) | Alternative::Whole(values)) = alternative else { return };
    let theirs = node["e"].as_array().or(node["eCI"].as_array());
    let plain = |value: &Value| value.as_str().map_or(value.to_string(), str::to_owned);
    let theirs: BTreeSet<_> = theirs.into_iter().flatten().map(plain).collect();
    let ours: BTreeSet<_> = values.all().collect();
    assert!(ours.is_empty() || node.get("c").is_some() || ours == theirs, "{path}: {ours:?}");
}

#[test]
fn the_registry_says_what_a_change_does() {
    let change = |name: &str, path: &str| kind(name).unwrap().change(path);
    assert_eq!(change("AWS::RDS::DBInstance", "Port"), Change::Replaces, "as update_overrides.json has it");
    assert_eq!(change("AWS::RDS::DBInstance", "BackupRetentionPeriod"), Change::Interrupts);
    assert_eq!(change("AWS::RDS::DBInstance", "CACertificateIdentifier"), Change::InPlace);
    assert_eq!(change("AWS::Budgets::Budget", "Budget/BudgetName"), Change::Replaces);
    assert_eq!(change("AWS::Budgets::Budget", "Budget/BudgetLimit/Amount"), Change::InPlace);
    assert_eq!(
        change("AWS::Budgets::Budget", "Budget"),
        Change::MayReplace,
        "it depends on what changes in it"
    );
    assert_eq!(
        change("AWS::Budgets::Budget", "NotificationsWithSubscribers/*/Notification"),
        Change::Replaces
    );
    assert_eq!(change("AWS::EC2::Instance", "UserData"), Change::MayReplace);
    assert_eq!(change("AWS::EC2::Instance", "InstanceType"), Change::Interrupts);
    assert_eq!(change("AWS::DynamoDB::Table", "SSESpecification/SSEEnabled"), Change::Interrupts);
    assert!(kind("AWS::RDS::DBInstance").unwrap().is_read_only("Endpoint/Address"));
    assert!(kind("AWS::IAM::Role").unwrap().has_attribute("Arn"));
    assert!(kind("AWS::CloudFormation::Stack").unwrap().has_attribute("Outputs.Url"));
    assert!(kind("AWS::CloudFormation::CustomResource").unwrap().properties().is_open());
}

#[test]
fn values_are_held_to_their_case_or_not() {
    let values = |name: &str, property: &str| match kind(name)
        .unwrap()
        .properties()
        .property(property)
        .and_then(|property| property.form.alternatives().next())
    {
        Some(Alternative::Text(values)) => values,
        other => panic!("{other:?}"),
    };
    let class = values("AWS::DynamoDB::Table", "TableClass");
    assert!(class.allow("STANDARD") && !class.allow("standard"));
    assert!(values("AWS::EC2::EIP", "Domain").allow("VPC"));
    assert!(values("AWS::EC2::EIP", "InstanceId").allow("whatever"));
    assert!(values("AWS::EC2::CapacityReservation", "InstancePlatform").allow("Red Hat Enterprise Linux"));
}
