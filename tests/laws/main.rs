//! What must hold for every stage and every step between two, whatever the goldens say.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

#[path = "../support/apps.rs"]
mod apps;
#[path = "../support/references.rs"]
mod references;
#[path = "../support/registry.rs"]
mod registry;
#[path = "../support/stages.rs"]
mod stages;

mod cache;
mod ceiling;
mod charge;
mod config;
mod database;
mod decoupled;
mod differences;
mod durations;
mod engines;
mod federated;
mod given;
mod goldens;
mod growth;
mod hosts;
mod input;
mod interruptions;
mod key;
mod many;
mod migrate;
mod moves;
mod output;
mod overrides;
mod quotas;
mod readers;
mod regional;
mod regions;
mod review;
mod scale;
mod sessions;
mod sizing;
mod stack_policy;
mod talk;
mod update;
mod wiring;

use std::sync::LazyLock;

use serde_json::Value;

/// What users read first.
const README: &str = include_str!("../../README.md");

/// A stage's ID and document.
type Stage = (&'static str, Value);

static ALL: LazyLock<Vec<Stage>> = LazyLock::new(|| {
    stages::templates().into_iter().map(|(id, template)| (id, stages::document(&template, false))).collect()
});

/// Every stage's document by the stage's ID, smallest first.
fn all() -> &'static [Stage] {
    &ALL
}

fn stage(id: &str) -> &'static Value {
    &all().iter().find(|(known, _)| *known == id).unwrap_or_else(|| panic!("there is no stage {id}")).1
}

/// Every resource of a type in every stage, with its stage and logical ID.
fn every(kind_of: &str) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    for (stage, document) in all() {
        let of_kind = stages::resources(document).iter().filter(|(_, resource)| kind(resource) == kind_of);
        found.extend(of_kind.map(|(id, resource)| (format!("{stage}: {id}"), resource.clone())));
    }
    assert!(!found.is_empty(), "no stage has a {kind_of}");
    found
}

/// Whether a resource is made after another of this logical ID.
fn waits_for(resource: &Value, id: &str) -> bool {
    resource["DependsOn"] == id
        || resource["DependsOn"].as_array().is_some_and(|order| order.iter().any(|one| one == id))
}

fn kind(resource: &Value) -> &str {
    resource["Type"].as_str().unwrap()
}

/// What stands at a registry path such as `Budget/BudgetName`.
fn at<'a>(resource: &'a Value, path: &str) -> &'a Value {
    path.split('/').fold(&resource["Properties"], |value, key| &value[key])
}

fn text(value: &Value) -> String {
    value.to_string()
}
