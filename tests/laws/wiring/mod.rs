//! Whatever is referred to is there, and is there under every condition under which it is referred to.

mod conditions;
mod judged;

use serde_json::Value;

use crate::{
    all,
    references::{Reference, references, walk},
    stages,
};
use conditions::{Fact, surely};

/// The pseudo parameters that CloudFormation has in every region.
const PSEUDO: [&str; 8] = [
    "AWS::AccountId",
    "AWS::NoValue",
    "AWS::NotificationARNs",
    "AWS::Partition",
    "AWS::Region",
    "AWS::StackId",
    "AWS::StackName",
    "AWS::URLSuffix",
];

#[test]
fn every_reference_leads_somewhere() {
    for (stage, template) in all() {
        assert_eq!(findings(template), [""; 0], "{stage}");
    }
    for (name, template) in stages::elsewhere().into_iter().chain(stages::variants()) {
        assert_eq!(findings(&stages::document(&template, false)), [""; 0], "{name}");
    }
}

/// What the wiring of a template has wrong.
pub fn findings(template: &Value) -> Vec<String> {
    let parts = |section: &str| template[section].as_object().into_iter().flatten();
    let bodies = parts("Resources").chain(parts("Outputs")).flat_map(|(id, body)| {
        let wrong =
            references(body).into_iter().chain(order(body)).filter_map(|it| wrong(template, body, &it));
        wrong.chain(tables(template, body)).map(move |wrong| format!("{id}{wrong}"))
    });
    let tests = parts("Rules").chain(parts("Conditions")).flat_map(|(id, test)| {
        let asked = references(test).into_iter().filter(|it| !is_parameter(template, it));
        let asked = asked.map(|it| format!("{}: there is no parameter {}", it.path, it.to));
        asked.chain(tables(template, test)).map(move |wrong| format!("{id}{wrong}"))
    });
    bodies.chain(tests).collect()
}

/// What a resource waits for: as with an attribute, a resource and nothing else.
fn order(body: &Value) -> Vec<Reference> {
    let names = match &body["DependsOn"] {
        Value::Array(names) => names.as_slice(),
        name => std::slice::from_ref(name),
    };
    let names = names.iter().filter_map(Value::as_str);
    names
        .map(|to| Reference { path: "/DependsOn".into(), to: to.into(), attribute: Some("order".into()) })
        .collect()
}

/// Only a `Ref` may be to a parameter.
fn is_parameter(template: &Value, it: &Reference) -> bool {
    let named = PSEUDO.contains(&it.to.as_str()) || template["Parameters"].get(&it.to).is_some();
    it.attribute.is_none() && named
}

fn wrong(template: &Value, body: &Value, it: &Reference) -> Option<String> {
    let Reference { path, to, .. } = it;
    if is_parameter(template, it) {
        return None;
    }
    let Some(target) = template["Resources"].get(to) else {
        return Some(format!("{path}: there is no {to}"));
    };
    let condition = target["Condition"].as_str()?;
    let there = surely(&template["Conditions"], &facts(body, path), condition);
    (!there).then(|| format!("{path}: {to} is there only where {condition} holds"))
}

/// What a place takes for granted: the condition of its resource or output, and the branches of `Fn::If` that lead to it.
fn facts(body: &Value, path: &str) -> Vec<Fact> {
    let own = body["Condition"].as_str().map(|name| (name.to_owned(), true));
    let branches = path.match_indices("/Fn::If/").filter_map(|(at, step)| {
        let name = body.pointer(&format!("{}/Fn::If/0", &path[..at]))?.as_str()?;
        Some((name.to_owned(), path[at + step.len()..].starts_with('1')))
    });
    own.into_iter().chain(branches).collect()
}

/// Conditions and mappings that are asked for by name, and are not there.
fn tables(template: &Value, body: &Value) -> Vec<String> {
    let mut missing = Vec::new();
    walk("", body, &mut |path, value| {
        let asked = [
            ("Conditions", &value["Condition"]),
            ("Conditions", &value["Fn::If"][0]),
            ("Mappings", &value["Fn::FindInMap"][0]),
        ];
        let asked = asked.into_iter().filter_map(|(section, name)| Some((section, name.as_str()?)));
        let absent = asked.filter(|(section, name)| template[*section].get(name).is_none());
        missing.extend(absent.map(|(section, name)| format!("{path}: there is no {name} in {section}")));
    });
    missing
}
