//! The golden templates: `template.json` of each stage, and those of the steps between two stages, which are YAML alone.

use std::collections::BTreeSet;
use std::{fs, path::Path};

use scalegen::cfn::{json, read};
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

/// What there is of a kind in all templates.
pub fn all<T>(of: fn(&Value) -> Vec<T>) -> Vec<T> {
    templates().iter().flat_map(|(_, template)| of(template)).collect()
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

/// Every template with its path; there must be some.
fn templates() -> Vec<(String, Value)> {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden"));
    let mut templates = Vec::new();
    walk(root, &mut |file| {
        let text = fs::read_to_string(file).expect("a template");
        let text = if is_step(file) { json::write(&read::read(&text).expect("YAML"), true) } else { text };
        let name = file.strip_prefix(root).expect("a file of the folder").display().to_string();
        templates.push((name, serde_json::from_str(&text).expect("JSON")));
    });
    assert!(
        templates.iter().any(|(name, _)| is_step(Path::new(name))),
        "there is no step under tests/golden"
    );
    templates.sort_by(|(a, _), (b, _)| a.cmp(b));
    templates
}

fn walk(path: &Path, visit: &mut impl FnMut(&Path)) {
    if path.is_dir() {
        let entries = fs::read_dir(path).expect("a folder").map(|entry| entry.expect("an entry").path());
        entries.for_each(|entry| walk(&entry, visit));
    } else if path.ends_with("template.json") || is_step(path) {
        visit(path);
    }
}

/// Whether a file is the template of a step.
fn is_step(path: &Path) -> bool {
    let mut folders = path.components();
    folders.any(|folder| folder.as_os_str() == "migrate") && path.extension().is_some_and(|it| it == "yaml")
}
