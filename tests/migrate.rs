//! The runbook and the templates of every move to a neighbouring stage, and of a long one. `SNAPSHOTS=overwrite cargo test --test
//! migrate` writes them anew; read the diff.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

#[path = "support/goldens.rs"]
mod goldens;

use indexmap::IndexMap;
use scalegen::{
    design::Options,
    migrate::{
        Migration, Request, Stop,
        runbook::{Voice, book},
    },
    stage::LADDER,
};

use goldens::Files;

/// From where to where: every stage and the next one, and a way that passes several.
fn ways() -> Vec<[&'static str; 2]> {
    let neighbours = LADDER.windows(2).map(|pair| [pair[0].id, pair[1].id]);
    neighbours.chain([["10", "500k"], ["20k", "400k"], ["2m", "9m"]]).collect()
}

fn stop(name: &str) -> Stop {
    Stop { name: name.to_owned(), at: name.parse().unwrap() }
}

/// What is printed of a way, by its golden's path; stack policies and what is deployed before stand elsewhere.
fn printed([from, to]: [&str; 2]) -> Files {
    let options = Options::default();
    let request = Request {
        from: stop(from),
        to: stop(to),
        options: &options,
        parameters: IndexMap::new(),
        deployed: None,
    };
    let migration = Migration::new(&request).unwrap();
    let voice = Voice {
        stack: "shop".to_owned(),
        region: migration.region,
        second_region: migration.second_region.map(|region| region.name().to_owned()).unwrap_or_default(),
        engine: "postgres".to_owned(),
        given: Vec::new(),
        quotas: Vec::new(),
    };
    let book = book(&migration, &voice);
    let files = book
        .files
        .into_iter()
        .filter(|(name, _)| !name.starts_with("stack-policy") && !name.starts_with("00-"));
    let all = files.chain([("README.md".to_owned(), book.text)]);
    all.map(|(name, text)| (format!("migrate/{from}--{to}/{name}"), text)).collect()
}

fn all() -> Files {
    ways().into_iter().flat_map(printed).collect()
}

#[test]
fn output_is_as_reviewed() {
    goldens::are_as_reviewed(all());
}

#[test]
fn no_golden_is_left_over() {
    let known = all();
    goldens::none_is_left_over("migrate", |name| known.contains_key(name));
}
