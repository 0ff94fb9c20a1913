//! What must hold for every stage and every step between two, whatever the goldens say.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

#[path = "../support/registry.rs"]
mod registry;
#[path = "../support/stages.rs"]
mod stages;

mod growth;
mod input;
mod output;
mod regions;
mod review;
mod scale;

use serde_json::Value;

fn all() -> Vec<(&'static str, Value)> {
    stages::templates().into_iter().map(|(id, template)| (id, stages::document(&template, false))).collect()
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
