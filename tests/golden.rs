//! What scalegen prints, as plain files. `SNAPSHOTS=overwrite cargo test --test golden` writes them anew; read the diff.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

#[path = "support/examples.rs"]
mod examples;
#[path = "support/goldens.rs"]
mod goldens;
#[path = "support/stages.rs"]
mod stages;

use std::collections::BTreeMap;

use scalegen::{
    app::{App, schema},
    cfn::{json, yaml},
    design::Role,
    stage::Stage,
};
use serde_json::Value;

use goldens::Files;

/// Every golden file: path under `tests/golden` and content.
fn all() -> Files {
    let mut files = Files::new();
    let mut ids = BTreeMap::new();
    for (id, template) in stages::templates() {
        let document = template.document(false);
        files.insert(format!("stages/{id}/template.yaml"), yaml::write(&document, &template.remarks()));
        files.insert(format!("stages/{id}/template.json"), json::write(&document, false));
        files.insert(
            format!("stages/{id}/context.yaml"),
            yaml::write(&template.document(true), &template.remarks()),
        );
    }
    let variants =
        stages::variants().into_iter().map(|(name, template)| (format!("variants/{name}"), template));
    let elsewhere =
        stages::elsewhere().into_iter().map(|(name, template)| (format!("elsewhere/{name}"), template));
    let network = stages::given::app(stages::given::network());
    let network = ("500k", stages::given::template("500k", network, Role::Primary));
    for (_, template) in stages::templates().into_iter().chain(stages::keyed()).chain([network]) {
        for (name, resource) in stages::resources(&stages::document(&template, false)) {
            ids.insert(name.clone(), resource["Type"].as_str().unwrap().to_owned());
        }
    }
    files.extend(schemas());
    files.extend(scripts());
    for (folder, template) in variants.chain(elsewhere).chain(examples::all()) {
        let document = template.document(false);
        files.insert(format!("{folder}/template.yaml"), yaml::write(&document, &template.remarks()));
        files.insert(format!("{folder}/template.json"), json::write(&document, false));
    }
    let list: Vec<_> = ids.iter().map(|(name, kind)| format!("{name} {kind}")).collect();
    files.insert("logical-ids.txt".to_owned(), list.join("\n") + "\n");
    files
}

/// The boot scripts of every stage, and of stages with another engine or without a certificate.
fn scripts() -> Vec<(String, String)> {
    let usual = stages::templates().into_iter().map(|(id, template)| (id.to_owned(), template));
    let second = [("11m-secondary".to_owned(), stages::secondary())];
    let mysql = stages::engine("mysql", &["1", "10", "100", "10k", "1m", "10m"]);
    let others = ["mariadb", "oracle-se2"].into_iter().flat_map(|name| stages::engine(name, &["100"]));
    let mut files = Vec::new();
    for (id, template) in usual.chain(second).chain(stages::given::plain()).chain(mysql).chain(others) {
        for (name, resource) in stages::resources(&stages::document(&template, false)) {
            files.extend(boot_script(resource).map(|script| (format!("scripts/{id}-{name}.sh"), script)));
        }
    }
    files
}

/// What editors know of the files that people write.
fn schemas() -> [(String, String); 2] {
    [("app", App::schema()), ("stage", schema::<Stage>())]
        .map(|(name, schema)| (format!("schemas/{name}.json"), format!("{schema:#}\n")))
}

/// The script as the host gets it, with sample values.
fn boot_script(resource: &Value) -> Option<String> {
    let text = &resource["Properties"]["LaunchTemplateData"]["UserData"]["Fn::Base64"]["Fn::Sub"];
    let text = text.as_str().or(text[0].as_str())?;
    let mut out = String::new();
    for (index, part) in text.split("${").enumerate() {
        match (index, part.strip_prefix('!'), part.split_once('}')) {
            (0, ..) => out.push_str(part),
            (_, Some(bash), _) => out.extend(["${", bash]),
            (_, None, Some((name, rest))) => out.push_str(&(sample(name) + rest)),
            _ => panic!("an open variable in {part}"),
        }
    }
    Some(out)
}

fn sample(name: &str) -> String {
    match name {
        "AppBundle" => "s3://bucket-name/app.tgz".to_owned(),
        "AWS::Region" => "us-east-1".to_owned(),
        "DomainName" => "example.com".to_owned(),
        "DataVolume" => "vol-0123456789abcdef0".to_owned(),
        name => name.replace("::", "-"),
    }
}

#[test]
fn output_is_as_reviewed() {
    goldens::are_as_reviewed(all());
}

/// What `diff` says of them, and `migrate`, are other tests'.
#[test]
fn no_golden_is_left_over() {
    let known = all();
    let others = |name: &str| ["diff/", "migrate/"].iter().any(|folder| name.starts_with(folder));
    goldens::none_is_left_over("", |name| others(name) || known.contains_key(name));
}
