//! What is asked of updates of a live stack: what one does, and which ones lead where.

use std::{path::PathBuf, str::FromStr};

use anyhow::anyhow;
use clap::Args;
use scalegen::{facts::regions::Region, stage::At};

use super::{Listing, Wishes};

/// What to compare, and how to print it.
#[derive(Debug, Args)]
pub struct Diff {
    /// What is deployed: a stage, a number of users, or a template's file (YAML or JSON, `-` is standard input)
    #[arg(value_name = "A", allow_negative_numbers = true, allow_hyphen_values = false)]
    pub from: String,
    /// What follows it
    #[arg(value_name = "B")]
    pub to: String,
    #[command(flatten)]
    pub wishes: Wishes,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Listing::Text)]
    pub format: Listing,
    /// A parameter's value in both; without one its default counts
    #[arg(long = "param", value_name = "NAME=VALUE")]
    pub both: Vec<Value>,
    /// A parameter's value in A
    #[arg(long = "from-param", value_name = "NAME=VALUE")]
    pub from_only: Vec<Value>,
    /// A parameter's value in B
    #[arg(long = "to-param", value_name = "NAME=VALUE")]
    pub to_only: Vec<Value>,
    /// An attribute's value in A, as in WebLaunchTemplate.LatestVersionNumber=7; without one nobody knows it
    #[arg(long = "from-attribute", value_name = "ID.ATTRIBUTE=VALUE")]
    pub from_attributes: Vec<Value>,
    /// The stack's region
    #[arg(long)]
    pub region: Option<Region>,
    /// The account's ID, 12 digits
    #[arg(long, value_parser = account)]
    pub account: Option<String>,
    /// Exit with 3 where data is lost, or may be, or an update is refused
    #[arg(long)]
    pub check: bool,
}

/// From where to where a stack grows.
#[derive(Debug, Args)]
pub struct Migrate {
    /// What is deployed: a stage, a number of users, or the deployed template's file (`-` is standard input)
    #[arg(value_name = "A", allow_negative_numbers = true, allow_hyphen_values = false)]
    pub from: String,
    /// Where it is to go: a later stage, or more users
    #[arg(value_name = "B", allow_negative_numbers = true)]
    pub to: At,
    #[command(flatten)]
    pub wishes: Wishes,
    /// Write the runbook, the template of each step and the stack policies to a new folder
    #[arg(long, value_name = "FOLDER")]
    pub out: Option<PathBuf>,
    /// The name of the stack [default: the key `name`, or `app`]
    #[arg(long, value_parser = stack)]
    pub stack: Option<String>,
    /// A parameter's value in the stack; without one its default counts
    #[arg(long = "param", value_name = "NAME=VALUE")]
    pub params: Vec<Value>,
    /// The home region; the same as setting the key `region` [default: us-east-1]
    #[arg(long)]
    pub region: Option<Region>,
    /// The second region, at 11m; the same as setting the key `secondary_region` [default: eu-west-1, or us-west-2 where that is the
    /// home region]
    #[arg(long, value_name = "REGION")]
    pub secondary_region: Option<Region>,
}

/// A stack's name (CloudFormation API reference, `StackName`, 2026).
fn stack(text: &str) -> anyhow::Result<String> {
    let begins = text.starts_with(|c: char| c.is_ascii_alphabetic());
    let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if begins && plain && text.len() <= 128 {
        Ok(text.to_owned())
    } else {
        Err(anyhow!(
            "`{text}` is no stack's name; give a letter, then letters, digits and dashes, 128 at the most"
        ))
    }
}

/// A parameter's value.
#[derive(Clone, Debug)]
pub struct Value {
    /// The parameter.
    pub name: String,
    /// What it is given.
    pub value: String,
}

impl Value {
    /// Name and value.
    pub fn pair(&self) -> (String, String) {
        (self.name.clone(), self.value.clone())
    }
}

impl FromStr for Value {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> anyhow::Result<Self> {
        match text.split_once('=') {
            Some((name, value)) if !name.is_empty() => {
                Ok(Self { name: name.to_owned(), value: value.to_owned() })
            }
            _ => {
                Err(anyhow!("`{text}` gives no value; write a parameter, `=` and its value, such as Size=2"))
            }
        }
    }
}

/// An account's ID.
fn account(text: &str) -> anyhow::Result<String> {
    let digits = text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { Ok(text.to_owned()) } else { Err(anyhow!("`{text}` is no account; give its 12 digits")) }
}
