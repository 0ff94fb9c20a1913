//! Every stage's template, for laws over all of them.

use scalegen::{cfn::Template, design::design, facts::regions::Region, stage::LADDER};
use serde_json::{Map, Value};

/// Stage ID and template, smallest first.
pub fn templates() -> Vec<(&'static str, Template)> {
    LADDER.into_iter().map(|rung| (rung.id, design(rung, Region::default()).unwrap().template())).collect()
}

/// A template's document in the form in which tests ask for parts of it.
pub fn document(template: &Template, context: bool) -> Value {
    serde_json::to_value(template.document(context)).unwrap()
}

/// The resources of a document.
pub fn resources(document: &Value) -> &Map<String, Value> {
    document["Resources"].as_object().unwrap()
}
