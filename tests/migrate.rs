//! The runbook and the templates of every move to a neighbouring stage, and of a long one. `SNAPSHOTS=overwrite cargo test --test
//! migrate` writes them anew; read the diff.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

#[path = "support/goldens.rs"]
mod goldens;

use indexmap::IndexMap;
use scalegen::{
    app::App,
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
    strict,
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

fn told(migration: &Migration, options: &Options) -> Book {
    let voice = Voice {
        stack: "shop".to_owned(),
        engine: options.app.database.engine,
        given: Vec::new(),
        tags: r#"[{"Key":"app","Value":"shop"}]"#.to_owned(),
        quotas: Vec::new(),
    };
    book(migration, &voice).unwrap()
}

/// What is printed of a way, by its golden's path; stack policies and what is deployed before stand elsewhere.
fn printed([from, to]: [&str; 2]) -> Files {
    let migration = migration([from, to], &Options::default());
    let book = told(&migration, &Options::default());
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
        let known = Known { region: Some(migration.region_of(step.side)), ..Known::default() };
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
    let domain = r#"{"region": "eu-west-1", "domain": {"name": "example.com", "hosted_zone_id": "Z0123456789ABCDEFGHIJ"}}"#;
    let named = Options::from(serde_json::from_str::<App>(domain).unwrap());
    let ways = [
        (["1k", "10k"], &elsewhere, 0),
        (["1k", "1m"], &elsewhere, 1),
        (["500k", "1m"], &elsewhere, 1),
        (["1k", "10k"], &named, 1),
        (["500k", "1m"], &named, 0),
        (["10m", "11m"], &here, 1),
        (["12m", "30m"], &here, 0),
    ];
    for (way, options, made) in ways {
        let migration = migration(way, options);
        let book = told(&migration, options);
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
    assert_eq!(
        told(&migration, &Options::default()).text.matches(&wanted.join(" ")).count(),
        2,
        "{wanted:?}"
    );
}

/// What every way may be asked for, that has a move of data of its own.
fn wishes() -> Vec<(&'static str, [&'static str; 2])> {
    vec![
        ("database: { managed_from: 10 }", ["1", "10"]),
        ("database: { managed_from: 10 }", ["vertical", "10"]),
        ("database: { aurora_from: 100 }", ["10", "100"]),
        ("database: { aurora_from: 500k }", ["10k", "500k"]),
        ("database: { managed_from: 10 }", ["1", "11m"]),
        ("services: { names: [shards, users] }", ["1m", "10m"]),
        ("services: { names: [users, shards, forums] }", ["1m", "11m"]),
    ]
}

/// Nothing that a runbook names is empty, and what it calls by its heading is there, whatever the engine.
#[test]
fn every_runbook_can_be_followed() {
    for engine in ["postgres", "mysql"] {
        let asked = wishes().into_iter().chain(ways().into_iter().map(|way| ("database: {}", way)));
        for (wish, way) in asked {
            let mut app: App = strict::read(wish.as_bytes()).unwrap();
            app.database.engine = strict::read::<App>(format!("database: {{ engine: {engine} }}").as_bytes())
                .unwrap()
                .database
                .engine;
            let options = Options::from(app);
            let text = told(&migration(way, &options), &options).text;
            for empty in
                ["PGPORT=0", "(host )", "(physical )", "Values= ", "Move  to", "/$stack/\"", "step 0"]
            {
                assert!(!text.contains(empty), "{wish} {engine} {way:?}: {empty:?}");
            }
            headings_are_there(&text, &format!("{wish} {engine} {way:?}"));
        }
    }
}

/// A heading of a step is named in quotation marks, and the step by its number behind them or by nothing.
fn headings_are_there(text: &str, name: &str) {
    let steps: Vec<_> = text.split("\n## Step ").collect();
    for step in &steps {
        for (heading, rest) in step.match_indices('"').filter_map(|(at, _)| step[at + 1..].split_once('"')) {
            if !heading.starts_with("Back: ") || heading.contains('\n') {
                continue;
            }
            let number: String = rest
                .split(" of step ")
                .nth(1)
                .unwrap_or_default()
                .chars()
                .take_while(char::is_ascii_digit)
                .collect();
            let of = steps.iter().find(|step| step.starts_with(&format!("{number}: "))).unwrap_or(step);
            assert!(of.contains(&format!("\n#### {heading} (")), "{name}: {heading} of {number}");
        }
    }
}

/// What the services are called is theirs to say.
#[test]
fn a_service_moves_whatever_its_name() {
    for (names, moved) in [
        ("[shards, users]", vec!["Move the tables of Users", "Move Shards to their shards"]),
        (
            "[users, shards, forums]",
            vec!["Move the tables of Shards", "Move the tables of Forums", "Move Users to their shards"],
        ),
    ] {
        let file = format!("services: {{ names: {names} }}");
        let options = Options::from(strict::read::<App>(file.as_bytes()).unwrap());
        let text = told(&migration(["1m", "10m"], &options), &options).text;
        let titles =
            text.lines().filter_map(|line| line.strip_prefix("## Step ")?.split_once(": ").map(|it| it.1));
        let titles: Vec<_> = titles.filter(|title| title.starts_with("Move ")).collect();
        assert_eq!(titles, moved);
    }
}

#[test]
fn no_golden_is_left_over() {
    let known = all();
    goldens::none_is_left_over("migrate", |name| known.contains_key(name));
}
