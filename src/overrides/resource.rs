//! A resource that is changed, added or taken out.

use anyhow::Result;

use super::{
    check::{At, Check, free},
    instead,
    loss::{leaving, replacing},
    merge::{merge, paths},
    refuse,
};
use crate::{
    cfn::{Node, Template, call, is_logical_id, node::Map},
    facts::registry::{Kind, RESOURCE, kind, kinds},
};

/// The attributes in the order in which we print them.
const ORDER: [&str; 8] = [
    "Type",
    "Metadata",
    "Condition",
    "DependsOn",
    "CreationPolicy",
    "UpdatePolicy",
    "DeletionPolicy",
    "UpdateReplacePolicy",
];

/// Of which types a last snapshot can be taken (CloudFormation user guide, `DeletionPolicy`, 2026-10).
const SNAPSHOTS: [&str; 8] = [
    "AWS::DocDB::DBCluster",
    "AWS::EC2::Volume",
    "AWS::ElastiCache::CacheCluster",
    "AWS::ElastiCache::ReplicationGroup",
    "AWS::Neptune::DBCluster",
    "AWS::RDS::DBCluster",
    "AWS::RDS::DBInstance",
    "AWS::Redshift::Cluster",
];

/// Changes, adds or takes out one resource.
pub(super) fn apply(
    template: &mut Template,
    id: &str,
    over: Option<&Map>,
    hints: &mut Vec<String>,
) -> Result<()> {
    let at = At::new(format!("overrides.Resources.{id}"));
    match (template.resource(id).cloned(), over) {
        (Some(body), None) => {
            hints.extend(leaving(&at, &body));
            template.remove_resource(id);
            Ok(())
        }
        (Some(body), Some(over)) => change(template, id, &at, &body, over, hints),
        (None, Some(over)) if over.get("Type").is_some() => add(template, id, &at, over),
        (None, _) => {
            let known: Vec<_> = template.resources().map(|(id, _)| id).collect();
            let instead = instead(id, known);
            let add = if over.is_some() { ", and a new one needs its Type" } else { "" };
            Err(refuse(&at.shown, format!("the template has no resource `{id}`{add}; {instead}")))
        }
    }
}

fn change(
    template: &mut Template,
    id: &str,
    at: &At,
    body: &Map,
    over: &Map,
    hints: &mut Vec<String>,
) -> Result<()> {
    let name = type_of(body).to_owned();
    if let Some(new) = over.get("Type").filter(|new| new.as_text() != Some(&name)) {
        let new = new.as_text().unwrap_or("something else");
        let sentence =
            format!("`{id}` is {name} and cannot become {new}; give the new resource an ID of its own");
        return Err(refuse(&at.key("Type").shown, sentence));
    }
    let result = merged(body, over);
    check(at, &name, over, &result)?;
    hints.extend(replacing(id, at, body, over));
    template.change_resource(id, result, paths(over));
    Ok(())
}

fn add(template: &mut Template, id: &str, at: &At, over: &Map) -> Result<()> {
    if !is_logical_id(id) {
        return Err(refuse(
            &at.shown,
            format!("`{id}` is no logical ID: those are 1 to 255 letters and digits"),
        ));
    }
    if template.parameters().any(|name| name == id) {
        return Err(refuse(&at.shown, format!("`{id}` is a parameter's name; give the resource another ID")));
    }
    let result = merged(&Map::default(), over);
    check(at, type_of(&result), over, &result)?;
    template.append_resource(id, result, "Overrides");
    Ok(())
}

/// The resource's type.
pub(super) fn type_of(body: &Map) -> &str {
    body.get("Type").and_then(Node::as_text).unwrap_or_default()
}

/// The attributes in their order, whatever the order in which they came.
fn merged(body: &Map, over: &Map) -> Map {
    let mut all = body.clone();
    merge(&mut all, over);
    let place = |name: &str| ORDER.iter().position(|known| *known == name).unwrap_or(ORDER.len());
    let mut entries: Vec<_> = all.iter().map(|(name, value)| (name.to_owned(), value.clone())).collect();
    entries.sort_by_key(|(name, _)| place(name));
    entries.into_iter().map(|(name, value)| (name.into(), value)).collect()
}

fn check(at: &At, name: &str, over: &Map, result: &Map) -> Result<()> {
    let known = known_type(at, name)?;
    let attributes = Check { name: "a resource", kind: RESOURCE };
    attributes.object(at, RESOURCE.properties(), over, result)?;
    for (attribute, value) in over.iter() {
        literal(&at.key(attribute), attribute, value)?;
    }
    for policy in ["DeletionPolicy", "UpdateReplacePolicy"] {
        if over.get(policy).and_then(Node::as_text) == Some("Snapshot") && !SNAPSHOTS.contains(&name) {
            let sentence = format!("no snapshot can be taken of {name}; say Retain or Delete");
            return Err(refuse(&at.key(policy).shown, sentence));
        }
    }
    properties(at, known, name, over, result)
}

/// CloudFormation works functions out in properties and policies alone.
fn literal(at: &At, attribute: &str, value: &Node) -> Result<()> {
    let free_of_functions =
        !matches!(attribute, "Properties" | "Metadata" | "CreationPolicy" | "UpdatePolicy");
    let items = value.one_or_more();
    if free_of_functions && items.iter().any(|item| call(item).is_some()) {
        return Err(refuse(&at.shown, "no function can stand here; write the name or the value itself"));
    }
    Ok(())
}

fn properties(at: &At, known: Option<Kind>, name: &str, over: &Map, result: &Map) -> Result<()> {
    let (none, at) = (Map::default(), At::new(at.key("Properties").shown));
    let over = over.get("Properties").and_then(Node::as_map).unwrap_or(&none);
    let result = result.get("Properties").and_then(Node::as_map).unwrap_or(&none);
    match known {
        Some(kind) => Check { name, kind }.object(&at, kind.properties(), over, result),
        None => over.iter().try_for_each(|(name, value)| free(&at.key(name), value)),
    }
}

/// What the registry knows of a type; nothing of one that is not of AWS.
fn known_type(at: &At, name: &str) -> Result<Option<Kind>> {
    let found =
        if name.starts_with("Custom::") { kind("AWS::CloudFormation::CustomResource") } else { kind(name) };
    let owner = name.split("::").next().unwrap_or_default();
    let private = name.split("::").count() >= 3
        && !["AWS", "AMZN", "Alexa"].iter().any(|known| known.eq_ignore_ascii_case(owner));
    if found.is_some() || private {
        return Ok(found);
    }
    let instead = instead(name, kinds().map(Kind::name));
    Err(refuse(&at.key("Type").shown, format!("CloudFormation has no type `{name}`; {instead}")))
}
