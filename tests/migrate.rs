//! The runbook and the templates of every move to a neighbouring stage, and of a long one. `SNAPSHOTS=overwrite cargo test --test
//! migrate` writes them anew; read the diff.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

#[path = "support/goldens.rs"]
mod goldens;

use indexmap::IndexMap;
use scalegen::{
    cfn::read::read,
    design::Options,
    diff::{
        Diff, Known, Stack,
        report::{self, Colour},
    },
    facts::Region,
    migrate::{
        Migration, Request, Side, State, Stop, Task, VERSION,
        runbook::{Book, Voice, book},
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
        quotas: Vec::new(),
    };
    book(migration, &voice)
}

/// What is printed of a way, by its golden's path; stack policies and what is deployed before stand elsewhere.
fn printed([from, to]: [&str; 2]) -> Files {
    let migration = migration([from, to], &Options::default());
    let book = told(&migration);
    says_what_diff_says([from, to], &migration, &book.text);
    let files = book
        .files
        .into_iter()
        .filter(|(name, _)| !name.starts_with("stack-policy") && !name.starts_with("00-"));
    let all = files.chain([("README.md".to_owned(), book.text)]);
    all.map(|(name, text)| (format!("migrate/{from}--{to}/{name}"), text)).collect()
}

/// The runbook says what `diff` says of the templates as they were written, one after the other.
fn says_what_diff_says(ways: [&str; 2], migration: &Migration, text: &str) {
    for leg in &migration.legs {
        for step in leg.steps().filter(|step| step.task != Task::Second) {
            let before = |name: &str| step.before.parameters.get(name);
            let holds = |(name, value): (&String, &String)| value == VERSION && before(name) != Some(value);
            let attributes = step
                .state
                .parameters
                .iter()
                .any(holds)
                .then(|| ("WebLaunchTemplate.LatestVersionNumber".to_owned(), VERSION.to_owned()));
            let region =
                migration.second_region.filter(|_| step.side == Side::Second).unwrap_or(migration.region);
            let [old, new] = [stack(&step.before, attributes, region), stack(&step.state, None, region)];
            let said = report::text(&Diff::new(&old, &new), Colour::Off);
            assert!(text.contains(&format!("```text\n{said}```")), "{ways:?} {:?}: {said}", step.task);
        }
    }
}

/// A state as it is read back from its file.
fn stack(state: &State, attributes: Option<(String, String)>, region: Region) -> Stack {
    let known = Known {
        parameters: state.parameters.clone(),
        attributes: attributes.into_iter().collect(),
        region: Some(region),
        account: None,
    };
    Stack::new(&read(&state.document.yaml()).unwrap(), &known).unwrap()
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
        let book = told(&migration(way, options));
        assert_eq!(book.text.matches("--change-set-type CREATE").count(), made, "{way:?}");
        let named = book.text.split("file://").skip(1).filter_map(|rest| rest.split_whitespace().next());
        for name in named {
            assert!(book.files.iter().any(|(known, _)| known == name), "{way:?}: {name} is not there");
        }
    }
}

#[test]
fn no_golden_is_left_over() {
    let known = all();
    goldens::none_is_left_over("migrate", |name| known.contains_key(name));
}
