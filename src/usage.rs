//! What is said of a command line that cannot be read: one sentence that blames the wrong word and names the right one.

use std::error::Error as _;

use clap::{
    Error,
    error::{ContextKind, ContextValue, ErrorKind},
};
use scalegen::stage::At;

/// The reason that a value's own reader gave, or ours for what people get wrong most, or clap's.
pub fn sentence(error: &Error) -> String {
    if let Some(reason) = error.source() {
        return reason.to_string();
    }
    match error.kind() {
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "no command was given; try `scalegen stage 1k` or `scalegen --help`".to_owned()
        }
        ErrorKind::UnknownArgument => unknown(&word(error, ContextKind::InvalidArg), error),
        ErrorKind::InvalidSubcommand => no_command(&word(error, ContextKind::InvalidSubcommand), error),
        ErrorKind::InvalidValue => bad_value(&word(error, ContextKind::InvalidValue), error),
        ErrorKind::MissingRequiredArgument => {
            format!("{} is missing; see --help", words(error, ContextKind::InvalidArg).join(" "))
        }
        _ => first_line(error) + "; see --help",
    }
}

fn unknown(word: &str, error: &Error) -> String {
    match words(error, ContextKind::SuggestedArg).last() {
        _ if !word.starts_with('-') => format!("`{word}` is one word too many; see --help"),
        Some(near) => format!("`{word}` is no flag here; did you mean `{near}`?"),
        None => format!("`{word}` is no flag here; see --help"),
    }
}

fn no_command(word: &str, error: &Error) -> String {
    match words(error, ContextKind::SuggestedSubcommand).last() {
        _ if word.parse::<At>().is_ok() => {
            format!("`{word}` is no command; did you mean `scalegen stage {word}`?")
        }
        Some(near) => format!("`{word}` is no command; did you mean `{near}`?"),
        None => format!("`{word}` is no command; see --help"),
    }
}

fn bad_value(value: &str, error: &Error) -> String {
    let argument = word(error, ContextKind::InvalidArg);
    let flag = argument.split(' ').next().unwrap_or_default();
    let known = words(error, ContextKind::ValidValue).join(", ");
    let remedy = if known.is_empty() { "see --help".to_owned() } else { format!("give one of {known}") };
    match value {
        "" => format!("`{flag}` lacks its value; {remedy}"),
        _ => format!("`{value}` is no value of `{flag}`; {remedy}"),
    }
}

/// What clap knows of the error, as words.
fn words(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(word)) => vec![word.clone()],
        Some(ContextValue::Strings(words)) => words.clone(),
        _ => Vec::new(),
    }
}

fn word(error: &Error, kind: ContextKind) -> String {
    words(error, kind).pop().unwrap_or_default()
}

/// Clap's own words, without its headings and tips.
fn first_line(error: &Error) -> String {
    let text = error.to_string();
    text.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned()
}
