//! Properties: their names, types and values at every depth; those that must be there, and those that must not.
//!
//! Intrinsic functions are skipped, since only a deployment knows what they return; both branches of an `Fn::If` are
//! looked at. Patterns, lengths and rules between properties are left to cfn-lint.

use serde_json::{Map, Value, json};

use crate::golden::{Finding, kind, resources};
use crate::registry;

/// Properties that the registry has, but that the cfn-lint of our users may not know yet.
const TOO_NEW: [(&str, &str); 2] = [
    ("AWS::ElasticLoadBalancingV2::Listener", "Tags"),
    ("AWS::ElasticLoadBalancingV2::ListenerRule", "Tags"),
];

/// What the properties of a template have wrong.
pub fn check(template: &Value) -> Vec<Finding> {
    resources(template).iter().flat_map(|(id, resource)| of_resource(id, resource)).collect()
}

fn of_resource(id: &str, resource: &Value) -> Vec<Finding> {
    let kind = kind(resource);
    let Some(schema) = registry::schema(kind) else {
        return vec![(id.into(), "Type".into(), format!("{kind} is not in facts/registry.json"))];
    };
    let mut walk = Walk { id, kind, schema, findings: Vec::new() };
    walk.value("", schema, resource.get("Properties").unwrap_or(&json!({})));
    walk.findings
}

/// A walk through the properties of one resource, beside its schema.
struct Walk<'a> {
    id: &'a str,
    kind: &'a str,
    schema: &'static Value,
    findings: Vec<Finding>,
}

impl Walk<'_> {
    fn find(&mut self, path: &str, wrong: String) {
        self.findings.push((self.id.into(), path.into(), wrong));
    }

    fn value(&mut self, path: &str, node: &'static Value, value: &Value) {
        if let Some(branches) = branches(value) {
            let kept = branches.iter().filter(|branch| !is_no_value(branch));
            return kept.for_each(|branch| self.value(path, node, branch));
        }
        if is_intrinsic(value) {
            return;
        }
        let node = node["r"].as_str().map_or(node, |name| &self.schema["d"][name]);
        self.literal(path, node, value);
        match value {
            Value::Object(map) => self.object(path, node, map),
            Value::Array(items) => self.items(path, node, items),
            _ => {}
        }
    }

    /// Its type, and whether it is one of the allowed values.
    fn literal(&mut self, path: &str, node: &Value, value: &Value) {
        let types = if node["t"].is_string() {
            vec![&node["t"]]
        } else {
            node["t"].as_array().into_iter().flatten().collect()
        };
        if !types.is_empty() && !types.iter().filter_map(|kind| kind.as_str()).any(|kind| is_a(value, kind)) {
            self.find(path, format!("{value} is not a {}", node["t"]));
        }
        for (key, same) in [("e", eq as fn(&Value, &Value) -> bool), ("eCI", eq_ignore_case)] {
            let allowed = node[key].as_array().filter(|allowed| !allowed.iter().any(|one| same(one, value)));
            if let Some(allowed) = allowed {
                self.find(path, format!("{value} is not one of {}", Value::from(allowed.clone())));
            }
        }
    }

    fn items(&mut self, path: &str, node: &'static Value, items: &[Value]) {
        for (at, item) in items.iter().enumerate().filter(|(_, item)| !is_no_value(item)) {
            self.value(&below(path, &at.to_string()), &node["i"], item);
        }
    }

    fn object(&mut self, path: &str, node: &'static Value, map: &Map<String, Value>) {
        for (name, value) in map.iter().filter(|(_, value)| !is_no_value(value)) {
            self.property(&below(path, name), property_of(node, name), value);
        }
        for name in registry::names(node, "req") {
            match map.get(&name) {
                Some(value) if is_always_there(value) => {}
                Some(_) => self.find(&below(path, &name), "required, but a condition takes it away".into()),
                None => self.find(&below(path, &name), "required, but missing".into()),
            }
        }
    }

    fn property(&mut self, path: &str, node: Option<&'static Value>, value: &Value) {
        if registry::names(self.schema, "ro").contains(&anywhere(path)) {
            self.find(path, "read-only".into());
        }
        if TOO_NEW.contains(&(self.kind, path)) {
            self.find(path, "only the newest cfn-lint knows it".into());
        }
        match node {
            Some(node) => self.value(path, node, value),
            None => self.find(path, format!("{} has no such property", self.kind)),
        }
    }
}

/// The schema of a property: by name, by pattern, or anything where the schema leaves the object open.
fn property_of(node: &'static Value, name: &str) -> Option<&'static Value> {
    let by_pattern = || node["pp"].as_object().and_then(|patterns| patterns.values().next());
    let open = node["p"].is_null() && node["pp"].is_null();
    node["p"].get(name).or_else(by_pattern).or(open.then_some(&Value::Null))
}

fn is_a(value: &Value, kind: &str) -> bool {
    match kind {
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("facts/registry.json has a new type, {other}"),
    }
}

fn eq(a: &Value, b: &Value) -> bool {
    a == b
}

fn eq_ignore_case(a: &Value, b: &Value) -> bool {
    a.as_str().zip(b.as_str()).is_some_and(|(a, b)| a.eq_ignore_ascii_case(b))
}

/// `Ref` or `Fn::…`, alone in its object.
fn is_intrinsic(value: &Value) -> bool {
    let map = value.as_object().filter(|map| map.len() == 1);
    map.is_some_and(|map| map.keys().all(|key| key == "Ref" || key.starts_with("Fn::")))
}

fn is_no_value(value: &Value) -> bool {
    value["Ref"] == "AWS::NoValue"
}

/// What an `Fn::If` chooses from.
fn branches(value: &Value) -> Option<&[Value]> {
    value.get("Fn::If")?.as_array()?.get(1..)
}

fn is_always_there(value: &Value) -> bool {
    !is_no_value(value) && branches(value).is_none_or(|branches| branches.iter().all(is_always_there))
}

fn below(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}/{name}") }
}

/// The path with `*` for every place in a list, as the registry writes it.
fn anywhere(path: &str) -> String {
    let steps = path.split('/').map(|step| if step.parse::<usize>().is_ok() { "*" } else { step });
    steps.collect::<Vec<_>>().join("/")
}
