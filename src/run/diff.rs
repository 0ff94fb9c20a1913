//! `scalegen diff`: what an update does, before anybody deploys it.

use std::{mem::ManuallyDrop, panic::resume_unwind, path::Path, thread};

use anstream::{AutoStream, ColorChoice};
use anyhow::{Error, Result, anyhow};
use scalegen::{
    app::Given,
    cfn::{self, Node},
    design::{Options, design},
    diff::{
        Action, Diff, Known, Stack,
        report::{self, Colour},
    },
    facts::Region,
    stage::At,
};

use super::{config, template};
use crate::{
    cli::{self, Listing, Value},
    failure::Failure,
    files::print,
};

/// One of the two templates.
struct Side {
    name: String,
    template: Node,
    /// Where it stands, if the template is ours.
    region: Option<Region>,
}

/// Compares and prints. The process ends soon: taking the templates apart would only cost time.
pub(super) fn print_diff(wanted: &cli::Diff) -> Result<(), Failure> {
    let names = [wanted.from.as_str(), wanted.to.as_str()];
    if names == ["-", "-"] {
        return Err(Failure::Usage(anyhow!("standard input is one template; name a file for the other")));
    }
    let given = config::given(&wanted.wishes, [wanted.region, None])?;
    let sides = ManuallyDrop::new(sides(names, &given)?);
    let diff = compared(wanted, &sides).map_err(Failure::Usage)?;
    let text = match wanted.format {
        Listing::Text => report::text(&diff, colour()),
        Listing::Json => report::json(&diff, names),
        Listing::Markdown => report::markdown(&diff, names),
    };
    print(text.as_bytes())?;
    if wanted.check && diff.is_unsafe() { Err(Failure::Unsafe(sentence(&diff))) } else { Ok(()) }
}

/// Both templates at once, as to read them is most of the work; but nobody waits for standard input when a file is missing.
fn sides([from, to]: [&str; 2], given: &Given) -> Result<[Side; 2], Failure> {
    if [from, to].contains(&"-") {
        return Ok([side(from, given)?, side(to, given)?]);
    }
    both(|| side(from, given), || side(to, given))
}

/// Two pieces of work at once; if both fail, the first one says why.
fn both<T: Send, E: Send>(
    before: impl FnOnce() -> Result<T, E>,
    after: impl FnOnce() -> Result<T, E> + Send,
) -> Result<[T; 2], E> {
    thread::scope(|scope| {
        let after = scope.spawn(after);
        let before = before();
        let after = after.join().unwrap_or_else(|panic| resume_unwind(panic));
        Ok([before?, after?])
    })
}

/// A file, standard input, or a stage of ours.
fn side(name: &str, given: &Given) -> Result<Side, Failure> {
    let foreign = |template| Side { name: name.to_owned(), template, region: None };
    if name == "-" || Path::new(name).is_file() {
        return template::read(name).map(foreign);
    }
    match name.parse::<At>() {
        Ok(at) => ours(name, at, given).map_err(Failure::Usage),
        Err(_) if template::looks_like_file(name) => template::read(name).map(foreign),
        Err(error) => Err(Failure::Usage(anyhow!("{error}, or name a template's file"))),
    }
}

fn ours(name: &str, at: At, given: &Given) -> Result<Side> {
    let design = design(at, &Options::from(given.app()?)).map_err(|error| given.tell(error))?;
    let template = design.template().map_err(|error| given.tell(error))?;
    Ok(Side { name: name.to_owned(), template: template.into_document(false), region: Some(design.region) })
}

fn compared(wanted: &cli::Diff, [from, to]: &[Side; 2]) -> Result<Diff> {
    declared(&wanted.both, &[from, to])?;
    declared(&wanted.from_only, &[from])?;
    declared(&wanted.to_only, &[to])?;
    let region = wanted.region.or(from.region).or(to.region);
    let stack = |side: &Side, values: &[Value], attributes: &[Value]| {
        let known = Known {
            parameters: wanted.both.iter().chain(values).map(Value::pair).collect(),
            attributes: attributes.iter().map(Value::pair).collect(),
            region: side.region.or(region),
            account: wanted.account.clone(),
        };
        Stack::new(&side.template, &known).map_err(|error| anyhow!("{}: {error:#}", side.name))
    };
    let stacks =
        both(|| stack(from, &wanted.from_only, &wanted.from_attributes), || stack(to, &wanted.to_only, &[]))?;
    let [from, to] = stacks.map(ManuallyDrop::new);
    Ok(Diff::new(&from, &to))
}

/// A value is for a parameter that there is.
fn declared(values: &[Value], sides: &[&Side]) -> Result<()> {
    let templates: Vec<_> = sides.iter().map(|side| &side.template).collect();
    cfn::declared(values.iter().map(|value| value.name.as_str()), &templates).map_err(Error::msg)
}

fn colour() -> Colour {
    match AutoStream::choice(&std::io::stdout()) {
        ColorChoice::Never => Colour::Off,
        _ => Colour::On,
    }
}

/// Why `--check` fails.
fn sentence(diff: &Diff) -> Error {
    anyhow!(
        "not safe to deploy: {} data lost, {} refused; keep the data by a policy, or change what the reasons name",
        diff.lost(),
        diff.count(Action::Refused)
    )
}
