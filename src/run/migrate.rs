//! `scalegen migrate`: a runbook, and the templates of its steps.

use std::path::Path;

use anyhow::{Result, anyhow, bail, ensure};
use scalegen::{
    app::{App, Name},
    cfn::Node,
    design::{Options, Quota, SANDBOX, Stack, Title, design},
    migrate::{
        Migration, Request,
        runbook::{Book, Voice, book},
    },
    stage::{At, file::Regions},
};

use super::{config, template};
use crate::{
    cli::{Migrate, Value},
    failure::Failure,
    files::{folder, print},
};

/// The name of a stack of which nothing was said.
const STACK: &str = "app";

/// The runbook's own file.
const RUNBOOK: &str = "README.md";

pub(super) fn print_migration(wanted: &Migrate) -> Result<(), Failure> {
    let given = config::given(&wanted.wishes, [wanted.region, wanted.secondary_region])?;
    let deployed = if template::is_file(&wanted.from) { Some(template::read(&wanted.from)?) } else { None };
    flags(wanted).map_err(Failure::Usage)?;
    let app = given.app().map_err(Failure::Usage)?;
    let from = start(wanted, deployed.as_ref()).map_err(Failure::Usage)?;
    let book = written(wanted, from, deployed, app).map_err(|error| Failure::Usage(given.tell(error)))?;
    match &wanted.out {
        Some(path) => put(path, &book),
        None => print(book.text.as_bytes()),
    }
}

/// A second region is for a stage that has one.
fn flags(wanted: &Migrate) -> Result<()> {
    ensure!(
        wanted.secondary_region.is_none() || wanted.to.rung.stage()?.regions == Regions::Two,
        "stage {} has one region; leave --secondary-region out, or go on to 11m",
        wanted.to
    );
    Ok(())
}

/// Where the stack is: what was typed, or what the deployed template says of itself.
fn start(wanted: &Migrate, deployed: Option<&Node>) -> Result<At> {
    let name = wanted.from.as_str();
    let Some(deployed) = deployed else {
        return name.parse().map_err(|error| anyhow!("{error}, or name the deployed template's file"));
    };
    let said = deployed.get("Description").and_then(Node::as_text).unwrap_or_default();
    ensure!(
        !said.starts_with("scalegen migrate "),
        "{name}: this is a step on the way ({said}); finish that way first, by its runbook"
    );
    match Title::of(deployed) {
        Some(Title { stack: Stack::Home, at }) => Ok(at),
        Some(other) => bail!(
            "{name}: this is no main stack's template ({other}); name the main stack's: its runbook has the steps of all"
        ),
        None => bail!(
            "{name}: its Description names no stage, so this is no template of ours; name one that `scalegen stage` printed"
        ),
    }
}

fn written(wanted: &Migrate, from: At, deployed: Option<Node>, app: App) -> Result<Book> {
    let stack = wanted.stack.clone().or_else(|| app.name.as_ref().map(|name| Name::get(name).to_owned()));
    let engine = app.database.engine;
    let options = Options::from(app);
    let mut quotas: Vec<_> = design(wanted.to, &options)?.quotas.iter().map(Quota::hint).collect();
    if wanted.to.rung.stage()?.mail && !from.rung.stage()?.mail {
        quotas.push(SANDBOX.to_owned());
    }
    let given = wanted.params.iter().map(|value| format!("`{}={}`", value.name, value.value)).collect();
    let parameters = wanted.params.iter().map(Value::pair).collect();
    let migration = Migration::new(&Request {
        from: from.into(),
        to: wanted.to.into(),
        options: &options,
        parameters,
        deployed,
    })?;
    let stack = stack.unwrap_or_else(|| STACK.to_owned());
    book(&migration, &Voice { tags: tags(&options.app, &stack), stack, engine, given, quotas })
}

/// The tags of new stacks, as `stage` proposes them.
fn tags(app: &App, stack: &str) -> String {
    let tag = |key: &str, value: &str| serde_json::json!({ "Key": key, "Value": value });
    let mut tags: Vec<_> = app.tags.iter().map(|(key, value)| tag(key, value)).collect();
    if tags.is_empty() {
        tags.push(tag("app", stack));
    }
    serde_json::Value::from(tags).to_string()
}

/// Runbook and files, in a folder of their own.
fn put(path: &Path, book: &Book) -> Result<(), Failure> {
    let files = book.files.iter().map(|(name, text)| (name.as_str(), text.as_bytes()));
    let all: Vec<_> = files.chain([(RUNBOOK, book.text.as_bytes())]).collect();
    folder(path, &all)
}
