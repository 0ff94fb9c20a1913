//! The steps that move data, as runbooks print them, written where `./check moves` runs them before real servers.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::{fs, path::Path};

use indexmap::IndexMap;
use scalegen::{
    app::App,
    design::Options,
    migrate::{
        Migration, Request, Stop,
        runbook::{Voice, book},
    },
    stage::At,
    strict,
};

/// A move: its file, what is asked for, from where to where, and the title of its step.
type Printed = (&'static str, &'static str, [&'static str; 2], &'static str);

const MOVES: [Printed; 14] = [
    ("database-10", "database: { managed_from: 10 }", ["1", "10"], "Move the data from DataHost to Database"),
    ("database-100", "", ["10", "100"], "Move the data from DataHost to Database"),
    (
        "database-500k",
        "database: { aurora_from: 500k }",
        ["10k", "500k"],
        "Move the data from Database to DatabaseCluster",
    ),
    ("database-1m", "", ["500k", "1m"], "Move the data from Database to DatabaseCluster"),
    (
        "database-10-mysql",
        "database: { engine: mysql, managed_from: 10 }",
        ["1", "10"],
        "Move the data from DataHost to Database",
    ),
    (
        "database-100-mysql",
        "database: { engine: mysql }",
        ["10", "100"],
        "Move the data from DataHost to Database",
    ),
    (
        "database-1m-mysql",
        "database: { engine: mysql }",
        ["500k", "1m"],
        "Move the data from Database to DatabaseCluster",
    ),
    ("federation", "", ["1m", "10m"], "Move the tables of Products"),
    ("federation-mysql", "database: { engine: mysql }", ["1m", "10m"], "Move the tables of Products"),
    ("shards", "", ["1m", "10m"], "Move Users to their shards"),
    ("shards-mysql", "database: { engine: mysql }", ["1m", "10m"], "Move Users to their shards"),
    ("static", "", ["1k", "10k"], "Copy the static files"),
    ("region", "", ["10m", "11m"], "Fill the second region"),
    ("region-mysql", "database: { engine: mysql }", ["10m", "11m"], "Fill the second region"),
];

fn stop(name: &str) -> Stop {
    name.parse::<At>().unwrap().into()
}

fn runbook(wish: &str, [from, to]: [&str; 2], stack: &str) -> String {
    let wish = if wish.is_empty() { "name: shop" } else { wish };
    let app: App = strict::read(wish.as_bytes()).unwrap();
    let voice = Voice {
        stack: stack.to_owned(),
        engine: app.database.engine,
        given: Vec::new(),
        tags: "[]".to_owned(),
        quotas: Vec::new(),
    };
    let options = Options::from(app);
    let request = Request {
        from: stop(from),
        to: stop(to),
        options: &options,
        parameters: IndexMap::new(),
        deployed: None,
    };
    book(&Migration::new(&request).unwrap(), &voice).unwrap().text
}

/// The step of this title.
fn step(text: &str, title: &str) -> String {
    let steps = text.split("\n## Step ").map(|step| step.split_once(": ").unwrap_or_default().1);
    let mut found = steps.filter(|step| step.lines().next() == Some(title));
    let step = found.next().unwrap_or_else(|| panic!("no step is called {title}"));
    format!("## {}\n", step.trim_end())
}

#[test]
fn every_move_is_written_and_every_block_is_closed() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("moves");
    fs::create_dir_all(&folder).unwrap();
    for (name, wish, way, title) in MOVES {
        let text = step(&runbook(wish, way, "shop"), title);
        let fences = text.lines().filter(|line| line.starts_with("```")).count();
        assert!(fences % 2 == 0 && fences > 0 && !text.contains("\n\n\n"), "{name}");
        fs::write(folder.join(name).with_extension("md"), text).unwrap();
    }
}

#[test]
fn values_are_words_of_the_shell() {
    let text = step(&runbook("", ["10", "100"], "it's; reboot"), "Move the data from DataHost to Database");
    assert!(text.contains("\nstack=\"it's; reboot\"\n"), "{text}");
    assert!(text.contains(" TABLES '.*' MOVE "), "{text}");
}
