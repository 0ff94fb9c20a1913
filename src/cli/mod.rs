//! What can be typed, and what is said of what cannot.

mod update;

use std::{path::PathBuf, str::FromStr};

use anyhow::anyhow;
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use scalegen::{
    app::Set,
    facts::regions::Region,
    stage::{At, LADDER},
};

use crate::{failure::Failure, usage};
pub use update::{Diff, Migrate, Value};

/// Prints the AWS CloudFormation that an application needs for a given number of users.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

/// What to print.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print the ladder: every stage, from how many users on, and what is new
    Stages {
        /// How to print it
        #[arg(long, value_enum, default_value_t = Listing::Text)]
        format: Listing,
    },
    /// Print the template of a stage or of a number of users
    #[command(
        after_help = "Examples:\n  scalegen stage 1k > stack.yaml\n  scalegen stage 2_500 --format json --compact -o stack.json"
    )]
    Stage(Stage),
    /// Print what CloudFormation does to a live stack when B follows A, and to its data
    #[command(
        after_help = "Examples:\n  scalegen diff 10k 500k\n  scalegen diff deployed.yaml 1m --param DomainName=example.com --check\n  \
                      scalegen stage 2m | scalegen diff deployed.json - --format markdown"
    )]
    Diff(Diff),
    /// Print the way of a live stack from A to B: a runbook, and the template of each step
    #[command(
        after_help = "Examples:\n  scalegen migrate 100 1k | less\n  scalegen migrate 500k 1m --out steps\n  \
                      scalegen migrate deployed.yaml 2m --out steps --stack shop --param DomainName=example.com"
    )]
    Migrate(Migrate),
    /// Write a commented scalegen.yaml, and the schema by which editors complete and check it
    Init(Init),
    /// Print a JSON Schema
    Schema {
        /// Of which file
        #[arg(value_enum)]
        of: Schema,
    },
    /// Print the completions of a shell
    Completions { shell: Shell },
    /// Print the manual page
    Man,
}

/// What template to print, and how.
#[derive(Debug, Args)]
pub struct Stage {
    #[arg(allow_negative_numbers = true, help = stages())]
    pub at: Option<Where>,
    #[command(flatten)]
    pub wishes: Wishes,
    /// The template's language
    #[arg(long, value_enum, default_value_t = Language::Yaml)]
    pub format: Language,
    /// JSON on one line
    #[arg(long)]
    pub compact: bool,
    /// Add the reasons as com.aws.cloudformation.Context metadata
    #[arg(long)]
    pub context: bool,
    /// Leave the comments out
    #[arg(long)]
    pub no_comments: bool,
    /// The home region, also with --role secondary; the same as setting the key `region` [default: us-east-1]
    #[arg(long)]
    pub region: Option<Region>,
    /// The second region, at 11m; the same as setting the key `secondary_region` [default: eu-west-1, or us-west-2 where that is the
    /// home region]
    #[arg(long, value_name = "REGION")]
    pub secondary_region: Option<Region>,
    /// Which of the stage's stacks: the home region's, the second region's (11m), or what CloudFront takes from us-east-1 alone
    /// for another home region (from 10k on)
    #[arg(long, value_enum, default_value_t = Role::Primary)]
    pub role: Role,
    /// Write to a file; `-` is standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// What the user has and wants.
#[derive(Debug, Args)]
pub struct Wishes {
    /// The configuration file [default: scalegen.yaml, where it is there]
    #[arg(short, long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Set a key of the configuration, as in web.instance=m8g.large; the value is YAML
    #[arg(long = "set", value_name = "PATH=VALUE")]
    pub sets: Vec<Set>,
}

/// Where to begin.
#[derive(Debug, Args)]
pub struct Init {
    /// The folder [default: this one]
    pub folder: Option<PathBuf>,
}

/// What has a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Schema {
    /// scalegen.yaml
    App,
    /// A stage file
    Stage,
}

/// A stage of the ladder, a number of users, or a stage file of the user's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Where {
    At(At),
    File(PathBuf),
}

/// Whether a word is the name of a file, there or not.
pub fn names_file(text: &str) -> bool {
    text.contains(['/', '\\']) || [".yaml", ".yml", ".json"].iter().any(|end| text.ends_with(end))
}

impl FromStr for Where {
    type Err = anyhow::Error;

    /// What has a slash or the end of a YAML or JSON file is a file.
    fn from_str(text: &str) -> anyhow::Result<Self> {
        if names_file(text) { Ok(Self::File(text.into())) } else { text.parse().map(Self::At) }
    }
}

/// One of a stage's stacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Role {
    Primary,
    Secondary,
    Edge,
}

/// How a list is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Listing {
    Text,
    Json,
    Markdown,
}

/// A template's language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Language {
    Yaml,
    Json,
}

fn stages() -> String {
    let ids = LADDER.map(|rung| rung.id).join(", ");
    format!(
        "A stage ({ids}), any number of users (`750k`, `2_000_000`, `1.5M`), or a stage file of your own (`./my-stage.yaml`)"
    )
}

/// Reads the command line; help and version are printed here.
///
/// # Errors
/// One sentence on what is wrong and what would be right.
pub fn parse() -> Result<Cli, Failure> {
    Cli::try_parse().map_err(|error| {
        if !error.use_stderr() {
            error.exit();
        }
        Failure::Usage(anyhow!(usage::sentence(&error)))
    })
}
