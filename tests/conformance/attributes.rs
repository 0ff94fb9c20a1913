//! `Fn::GetAtt`, and `${Id.Attribute}` in `Fn::Sub`: the resource is there, and its type has the attribute.

use serde_json::Value;

use crate::golden::{Finding, kind};
use crate::registry;

/// What the attributes that a template asks for have wrong.
pub fn check(template: &Value) -> Vec<Finding> {
    let mut findings = Vec::new();
    for section in ["Resources", "Outputs"] {
        for (id, part) in template[section].as_object().into_iter().flatten() {
            walk("", part, &mut |path, target, attribute| {
                let wrong = wrong(template, target, attribute);
                findings.extend(wrong.map(|wrong| (id.clone(), path.to_owned(), wrong)));
            });
        }
    }
    findings
}

/// Calls `visit` with path, logical ID and attribute, wherever one is asked for.
fn walk(path: &str, value: &Value, visit: &mut dyn FnMut(&str, &str, &str)) {
    for (target, attribute) in asked(value) {
        visit(path, &target, &attribute);
    }
    for (step, value) in parts(value) {
        walk(&format!("{path}/{step}"), value, visit);
    }
}

fn parts(value: &Value) -> Vec<(String, &Value)> {
    match value {
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(at, item)| (at.to_string(), item)).collect(),
        _ => Vec::new(),
    }
}

/// What this value itself asks for, as logical ID and attribute.
fn asked(value: &Value) -> Vec<(String, String)> {
    let get = match &value["Fn::GetAtt"] {
        Value::String(dotted) => split(dotted),
        Value::Array(pair) => {
            pair[0].as_str().zip(pair[1].as_str()).map(|(id, name)| (id.into(), name.into()))
        }
        _ => None,
    };
    let sub = &value["Fn::Sub"];
    let text = sub.as_str().or_else(|| sub[0].as_str()).unwrap_or_default();
    get.into_iter()
        .chain(variables(text).filter(|name| sub[1].get(name).is_none()).filter_map(split))
        .collect()
}

/// The `${…}` of a text; not `${!…}`, which stays as it is.
fn variables(text: &str) -> impl Iterator<Item = &str> {
    let names = text.split("${").skip(1).filter_map(|rest| rest.split_once('}'));
    names.map(|(name, _)| name.trim()).filter(|name| !name.starts_with('!'))
}

fn split(dotted: &str) -> Option<(String, String)> {
    dotted.split_once('.').map(|(id, name)| (id.to_owned(), name.to_owned()))
}

fn wrong(template: &Value, target: &str, attribute: &str) -> Option<String> {
    let Some(resource) = template["Resources"].get(target) else {
        return Some(format!("there is no {target}"));
    };
    let has = registry::schema(kind(resource)).is_none_or(|schema| has(schema, attribute));
    (!has).then(|| format!("{} has no attribute {attribute}", kind(resource)))
}

/// Whether a type has an attribute. `*` means every property, and what stands inside it.
fn has(schema: &Value, attribute: &str) -> bool {
    if schema["att"] != "*" {
        return registry::names(schema, "att").iter().any(|name| name == attribute);
    }
    attribute.split('.').try_fold(schema, |node, name| inside(schema, node, name)).is_some()
}

fn inside<'a>(schema: &'a Value, node: &'a Value, name: &str) -> Option<&'a Value> {
    let found = node["p"].get(name)?;
    Some(found["r"].as_str().map_or(found, |definition| &schema["d"][definition]))
}
