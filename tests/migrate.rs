//! The runbook and the templates of every move to a neighbouring stage, and of a long one. `SNAPSHOTS=overwrite cargo test --test
//! migrate` writes them anew; read the diff.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

#[path = "support/goldens.rs"]
mod goldens;

use indexmap::IndexMap;
use scalegen::{
    cfn::{Node, read::read},
    design::Options,
    diff::{
        Diff, Known, Stack,
        report::{self, Colour},
    },
    facts::Region,
    migrate::{
        Migration, Request, Side, Stop,
        given::{self, known_before},
        runbook::{Book, Voice, book},
    },
    stage::{At, LADDER},
};

use goldens::Files;

/// From where to where: every stage and the next one, and a way that passes several.
fn ways() -> Vec<[&'static str; 2]> {
    let neighbours = LADDER.windows(2).map(|pair| [pair[0].id, pair[1].id]);
    neighbours.chain([["10", "500k"], ["20k", "400k"], ["2m", "9m"]]).collect()
}

fn stop(name: &str) -> Stop {
    name.parse::<At>().unwrap().into()
}

fn migration([from, to]: [&str; 2], options: &Options) -> Migration {
    let request =
        Request { from: stop(from), to: stop(to), options, parameters: IndexMap::new(), deployed: None };
    Migration::new(&request).unwrap()
}

fn told(migration: &Migration) -> Book {
    let voice = Voice {
        stack: "shop".to_owned(),
        engine: "postgres".to_owned(),
        given: Vec::new(),
        tags: r#"[{"Key":"app","Value":"shop"}]"#.to_owned(),
        quotas: Vec::new(),
    };
    book(migration, &voice)
}

/// What is printed of a way, by its golden's path; stack policies and what is deployed before stand elsewhere.
fn printed([from, to]: [&str; 2]) -> Files {
    let migration = migration([from, to], &Options::default());
    let book = told(&migration);
    says_what_diff_says([from, to], &migration, &book);
    let files = book
        .files
        .into_iter()
        .filter(|(name, _)| !name.starts_with("stack-policy") && !name.starts_with("00-"));
    let all = files.chain([("README.md".to_owned(), book.text)]);
    all.map(|(name, text)| (format!("migrate/{from}--{to}/{name}"), text)).collect()
}

/// Each step of the runbook says what `diff` says of its file and the one before of its stack, as they were written.
fn says_what_diff_says(way: [&str; 2], migration: &Migration, book: &Book) {
    let file = |name: &str| book.files.iter().find(|(known, _)| known == name).map(|(_, text)| text.as_str());
    let deployed = |beside: &str| file(&format!("00-{}{beside}.yaml", way[0]));
    let mut now =
        [(Side::Main, deployed("")), (Side::Edge, deployed("-edge")), (Side::Second, deployed("-second"))];
    let parts: Vec<_> = book.text.split("\n## Step ").filter(|part| told_file(part).is_some()).collect();
    assert_eq!(parts.len(), migration.steps().count(), "{way:?}");
    for (step, part) in migration.steps().zip(parts) {
        let (_, before) = now.iter_mut().find(|(side, _)| *side == step.side).unwrap();
        let after = told_file(part).and_then(file);
        let home = if step.side == Side::Edge { "us-east-1".parse().unwrap() } else { migration.region };
        let region = migration.second_region.filter(|_| step.side == Side::Second).unwrap_or(home);
        let known = Known { region: Some(region), ..Known::default() };
        let [was, is] = [&step.before.parameters, &step.state.parameters];
        let old = Stack::new(&template(*before), &known_before(&known, was, is)).unwrap();
        let new = Stack::new(&template(after), &given::known(&known, is)).unwrap();
        let said = report::text(&Diff::new(&old, &new), Colour::Off);
        let (_, told) = part.split_once("What CloudFormation does:\n\n```text\n").unwrap();
        assert_eq!(told.split("```").next(), Some(said.as_str()), "{way:?} {:?}", step.task);
        *before = after;
    }
}

/// The file in the title of a step.
fn told_file(part: &str) -> Option<&str> {
    let (_, rest) = part.lines().next()?.split_once(" (`")?;
    rest.strip_suffix("`)")
}

/// A template as it is read back; one without resources where there is no stack yet.
fn template(text: Option<&str>) -> Node {
    read(text.unwrap_or("Resources: {}")).unwrap()
}

fn all() -> Files {
    ways().into_iter().flat_map(printed).collect()
}

#[test]
fn output_is_as_reviewed() {
    goldens::are_as_reviewed(all());
}

/// A stack beside the main one is made once; then it grows, and its way back is a file that is there.
#[test]
fn a_stack_that_is_there_is_not_made_anew() {
    let elsewhere = Options::from("eu-west-1".parse::<Region>().unwrap());
    let here = Options::default();
    let ways = [
        (["1k", "10k"], &elsewhere, 1),
        (["1k", "1m"], &elsewhere, 1),
        (["500k", "1m"], &elsewhere, 0),
        (["10m", "11m"], &here, 1),
        (["12m", "30m"], &here, 0),
    ];
    for (way, options, made) in ways {
        let migration = migration(way, options);
        let book = told(&migration);
        says_what_diff_says(way, &migration, &book);
        assert_eq!(book.text.matches("--change-set-type CREATE").count(), made, "{way:?}");
        let named = book.text.split("file://").skip(1).filter_map(|rest| rest.split_whitespace().next());
        for name in named {
            assert!(book.files.iter().any(|(known, _)| known == name), "{way:?}: {name} is not there");
        }
    }
}

/// While data moves, a fleet rests as it does in an update of its own, and no host comes or goes.
#[test]
fn scaling_is_held_as_an_update_holds_it() {
    let migration = migration(["500k", "1m"], &Options::default());
    let yaml = migration.legs[0].before.document.yaml();
    let (_, policy) = yaml.split_once("SuspendProcesses:\n").unwrap();
    let suspended = policy.lines().map_while(|line| line.trim().strip_prefix("- "));
    let wanted: Vec<_> = ["Launch", "Terminate"].into_iter().chain(suspended).collect();
    assert_eq!(told(&migration).text.matches(&wanted.join(" ")).count(), 2, "{wanted:?}");
}

#[test]
fn no_golden_is_left_over() {
    let known = all();
    goldens::none_is_left_over("migrate", |name| known.contains_key(name));
}
