//! `Fn::GetAtt`, and `${Id.Attribute}` in `Fn::Sub`: the resource is there, and its type has the attribute.

use serde_json::Value;

use crate::golden::{Finding, kind};
use crate::references::references;
use crate::registry;

/// What the attributes that a template asks for have wrong.
pub fn check(template: &Value) -> Vec<Finding> {
    let parts =
        ["Resources", "Outputs"].into_iter().filter_map(|section| template[section].as_object()).flatten();
    let all = parts.flat_map(|(id, part)| {
        let asked = references(part).into_iter().filter_map(|it| Some((it.path, it.to, it.attribute?)));
        asked.filter_map(|(path, target, attribute)| {
            Some((id.clone(), path, wrong(template, &target, &attribute)?))
        })
    });
    all.collect()
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
