//! The file of all types agrees with the fine cut of our own: two scripts made them.

use std::collections::BTreeSet;

use scalegen::facts::{
    data::{Data, data},
    registry::{Alternative, Form, Object, kind},
};
use serde_json::Value;

use crate::registry;

fn words(list: &Value) -> BTreeSet<&str> {
    list.as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .filter(|word| !word.contains(".*."))
        .collect()
}

#[test]
fn it_agrees_with_the_fine_cut() {
    for name in registry::types() {
        let fine = registry::schema(name).unwrap();
        let kind = kind(name).unwrap_or_else(|| panic!("{name} is missing"));
        assert!(fine["state"] != 1 || holds(name), "{name} holds data, as AWS's CDK has it");
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

/// Data of a cluster is the cluster's, and no member's.
fn holds(name: &str) -> bool {
    let member = matches!(name, "AWS::DocDB::DBInstance" | "AWS::Neptune::DBInstance");
    member || data(name).is_some_and(Data::holds)
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
            Alternative::List(items) | Alternative::Set(items) => {
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
