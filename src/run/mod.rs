//! One short function per subcommand.

mod config;
mod diff;
mod migrate;
mod stage;
mod template;

use std::{
    io::{self, Write},
    path::Path,
};

use anyhow::Result;
use clap::CommandFactory;
use scalegen::{
    app::{self, App},
    ladder,
    stage::Stage,
};

use crate::{
    cli::{Cli, Command, Init, Listing, Schema},
    failure::Failure,
    files::{create, print},
};

/// The file that is found by itself.
const FILE: &str = "scalegen.yaml";
/// Its schema, to which its first line ties it.
const SCHEMA: &str = "scalegen.schema.json";

/// Runs what was typed.
///
/// # Errors
/// When the input is wrong or the output cannot be written.
pub fn run(cli: Cli) -> Result<(), Failure> {
    match cli.command {
        Command::Stages { format } => print(stages(format).map_err(Failure::Usage)?.as_bytes()),
        Command::Stage(wanted) => stage::print_stage(&wanted),
        Command::Diff(wanted) => diff::print_diff(&wanted),
        Command::Migrate(wanted) => migrate::print_migration(&wanted),
        Command::Init(wanted) => init(&wanted),
        Command::Schema { of } => print(schema(of).as_bytes()),
        Command::Completions { shell } => {
            let mut out = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "scalegen", &mut out);
            print(&out)
        }
        Command::Man => {
            let mut out = Vec::new();
            let page = clap_mangen::Man::new(Cli::command()).render(&mut out);
            page.map_err(|error| Failure::Files(error.into()))?;
            print(&out)
        }
    }
}

/// Says on standard error what the product cannot.
fn hint(text: &str) {
    let _ = writeln!(io::stderr(), "hint: {text}");
}

fn stages(format: Listing) -> Result<String> {
    let rows = ladder::rows()?;
    Ok(match format {
        Listing::Text => ladder::text(&rows),
        Listing::Markdown => ladder::markdown(&rows),
        Listing::Json => ladder::listing(&rows),
    })
}

/// The file and its schema, side by side; what is there already stays.
fn init(wanted: &Init) -> Result<(), Failure> {
    let folder = wanted.folder.as_deref().unwrap_or(Path::new("."));
    create(&[
        (&folder.join(FILE), App::COMMENTED.as_bytes()),
        (&folder.join(SCHEMA), schema(Schema::App).as_bytes()),
    ])
}

fn schema(of: Schema) -> String {
    let schema = match of {
        Schema::App => App::schema(),
        Schema::Stage => app::schema::<Stage>(),
    };
    format!("{schema:#}\n")
}
