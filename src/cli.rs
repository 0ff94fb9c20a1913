//! What can be typed, and what is said of what cannot.

use std::path::PathBuf;

use anyhow::anyhow;
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use scalegen::{
    facts::regions::Region,
    stage::{At, LADDER},
};

use crate::{failure::Failure, usage};

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
    /// Print the completions of a shell
    Completions { shell: Shell },
    /// Print the manual page
    Man,
}

/// What template to print, and how.
#[derive(Debug, Args)]
pub struct Stage {
    #[arg(allow_negative_numbers = true, help = stages())]
    pub at: At,
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
    /// The home region; with --role secondary still the first one
    #[arg(long, default_value = "us-east-1")]
    pub region: Region,
    /// The second region, at 11m [default: eu-west-1, or us-west-2 where that is the home region]
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
    format!("A stage ({ids}) or any number of users (`750k`, `2_000_000`, `1.5M`)")
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
