//! A migration as people read and type it: a runbook in Markdown, and the files that it names.

mod back;
mod command;
mod cost;
mod data;
mod items;
mod notice;
mod parameters;
mod policy;
mod scene;
mod shelf;
mod time;
mod title;
mod view;

use anyhow::Result;
use serde::Serialize;

use super::{Dropped, Given, Migration, Side};
use crate::{
    components::database::Engine,
    diff::report::{self, Colour},
    facts::{Minutes, Region},
    text,
};
use items::{Item, items};
use shelf::Shelf;

/// A runbook and the files that it names, by their names.
#[derive(Clone, Debug)]
pub struct Book {
    /// In Markdown.
    pub text: String,
    /// Templates and stack policies.
    pub files: Vec<(String, String)>,
}

/// Whose stacks they are, and what is said of the whole way.
#[derive(Clone, Debug)]
pub struct Voice {
    /// The name of the main stack.
    pub stack: String,
    /// What runs the database.
    pub engine: Engine,
    /// The parameters that were given, as people type them.
    pub given: Vec<String>,
    /// The tags of stacks that the way makes, as JSON.
    pub tags: String,
    /// What a new account may lack: a line each.
    pub quotas: Vec<String>,
}

/// What is told, and whose it is.
struct Teller<'a> {
    migration: &'a Migration,
    voice: &'a Voice,
}

/// The values of `runbook.md.j2`.
#[derive(Serialize)]
struct Runbook<'a> {
    from: String,
    to: String,
    stack: &'a str,
    region: &'a str,
    url_suffix: &'a str,
    second_region: &'a str,
    second: bool,
    /// The name of the stack in us-east-1, if it has a step.
    edge: Option<String>,
    large: bool,
    updates: usize,
    moves: usize,
    takes: String,
    edits: Option<Edits>,
    given: &'a [String],
    quotas: &'a [String],
    legs: Vec<LegView>,
}

/// What was edited by hand.
#[derive(Serialize)]
struct Edits {
    text: String,
    own: Vec<String>,
    gone: Vec<String>,
}

impl Edits {
    /// Nothing, if nothing was edited.
    fn new(edits: &super::Edits) -> Option<Self> {
        let text = report::text(&edits.diff, Colour::Off);
        let edited = !edits.diff.changes.is_empty() || !edits.dropped.is_empty();
        let mut all = Self { text, own: Vec::new(), gone: Vec::new() };
        for dropped in &edits.dropped {
            match dropped {
                Dropped::Own(path) => all.own.push(path.clone()),
                Dropped::Gone(path) => all.gone.push(path.clone()),
            }
        }
        edited.then_some(all)
    }
}

#[derive(Serialize)]
struct LegView {
    from: String,
    to: String,
    items: Vec<Item>,
}

/// The runbook of a migration, with its files.
///
/// # Errors
/// When data moves of which no runbook knows how.
pub fn book(migration: &Migration, voice: &Voice) -> Result<Book> {
    let policies = [("stack-policy.json", policy::CLOSED), ("stack-policy-open.json", policy::OPEN)];
    let mut shelf = Shelf::default();
    shelf.files.extend(policies.map(|(name, text)| (name.to_owned(), text.to_owned())));
    let mut number = 1;
    let mut legs = Vec::new();
    for leg in &migration.legs {
        let items = items(leg, &Teller { migration, voice }, number, &mut shelf)?;
        number += items.len();
        legs.push(LegView { from: leg.from.to_string(), to: leg.to.to_string(), items });
    }
    let text = text::render("runbook.md.j2", &runbook(migration, voice, legs));
    Ok(Book { text: tidy(&text), files: shelf.files })
}

/// The name of the stack in us-east-1: what the main one was told, or after that one's.
fn edge(migration: &Migration, stack: &str) -> String {
    let told = migration.legs.first().and_then(|leg| leg.before.parameters.get("EdgeStack"));
    match told {
        Some(Given::Text(name)) if !name.is_empty() => name.clone(),
        _ => format!("{stack}-edge"),
    }
}

/// The text with no more than one blank line in a row.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        if !line.is_empty() || !out.ends_with("\n\n") {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

fn runbook<'a>(migration: &'a Migration, voice: &'a Voice, legs: Vec<LegView>) -> Runbook<'a> {
    let name =
        |leg: Option<&LegView>, end: fn(&LegView) -> &String| leg.map(end).cloned().unwrap_or_default();
    let all = || legs.iter().flat_map(|leg| &leg.items);
    let takes = migration.steps().map(time::time).fold(Minutes::NONE, |all, one| all + one);
    let has = |side| migration.steps().any(|step| step.side == side);
    Runbook {
        from: name(legs.first(), |leg| &leg.from),
        to: name(legs.last(), |leg| &leg.to),
        stack: &voice.stack,
        region: migration.region.name(),
        url_suffix: migration.region.url_suffix(),
        second_region: migration.second_region.map_or("", Region::name),
        second: has(Side::Second),
        edge: has(Side::Edge).then(|| edge(migration, &voice.stack)),
        large: all().any(Item::is_large),
        updates: all().filter(|item| matches!(item, Item::Step(_))).count(),
        moves: all().filter(|item| matches!(item, Item::Move { .. })).count(),
        takes: takes.to_string(),
        edits: migration.edits.as_ref().and_then(Edits::new),
        given: &voice.given,
        quotas: &voice.quotas,
        legs,
    }
}
