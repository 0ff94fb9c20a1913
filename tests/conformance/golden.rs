//! The golden templates, `tests/golden/stages/<id>/template.json`.

use std::collections::BTreeSet;
use std::fs;

use serde_json::{Map, Value};

/// A finding of one template: logical ID, property path, what is wrong.
pub type Finding = (String, String, String);

/// What a check finds in all templates, each with its stage.
pub fn findings(check: fn(&Value) -> Vec<Finding>) -> Vec<String> {
    let all = templates().into_iter().flat_map(|(stage, template)| {
        check(&template).into_iter().map(move |(id, path, wrong)| format!("{stage}: {id}: {path}: {wrong}"))
    });
    all.collect()
}

/// The resource types in use.
pub fn types() -> BTreeSet<String> {
    let templates = templates();
    let resources = templates.iter().flat_map(|(_, template)| resources(template));
    resources.map(|(_, resource)| kind(resource).to_owned()).collect()
}

/// The resources of a template, by logical ID.
pub fn resources(template: &Value) -> &Map<String, Value> {
    template["Resources"].as_object().expect("a template has resources")
}

/// The type of a resource.
pub fn kind(resource: &Value) -> &str {
    resource["Type"].as_str().expect("a resource has a type")
}

/// Every template with its stage; there must be some.
fn templates() -> Vec<(String, Value)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/stages");
    let stages = fs::read_dir(folder).expect("tests/golden/stages");
    let mut templates = Vec::new();
    for stage in stages.map(|entry| entry.expect("a folder")) {
        let file =
            fs::read_to_string(stage.path().join("template.json")).expect("a stage has a template.json");
        let template = serde_json::from_str(&file).expect("JSON");
        templates.push((stage.file_name().to_string_lossy().into_owned(), template));
    }
    assert!(!templates.is_empty(), "there is no tests/golden/stages/*/template.json");
    templates.sort_by(|(a, _), (b, _)| a.cmp(b));
    templates
}
