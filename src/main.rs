//! The `scalegen` command.

mod cli;
mod failure;
mod files;
mod run;
mod usage;

use std::process::ExitCode;

fn main() -> ExitCode {
    match cli::parse().and_then(run::run) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}
