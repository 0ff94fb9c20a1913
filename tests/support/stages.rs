//! Every stage's template, for laws over all of them.

use scalegen::{cfn::Template, design::design, facts::regions::Region, stage::LADDER};
use serde_json::{Map, Value};

/// Stage ID and template, smallest first.
pub fn templates() -> Vec<(&'static str, Template)> {
    LADDER.into_iter().map(|rung| (rung.id, design(rung, Region::default()).unwrap().template())).collect()
}

/// The resources of a document.
pub fn resources(document: &Value) -> &Map<String, Value> {
    document["Resources"].as_object().unwrap()
}
