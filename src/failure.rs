//! Why a command printed nothing.

use std::{
    io::{self, Write},
    process::ExitCode,
};

use anyhow::Error;
use scalegen::words::line;

/// What went wrong, by whose doing.
#[derive(Debug)]
pub enum Failure {
    /// Wrong usage, configuration or template.
    Usage(Error),
    /// A file or a stream could not be used.
    Files(Error),
    /// What was to be checked is not safe.
    Unsafe(Error),
}

impl Failure {
    /// One sentence on standard error, and the exit code.
    pub fn report(&self) -> ExitCode {
        let (code, error) = match self {
            Self::Usage(error) => (2, error),
            Self::Files(error) => (1, error),
            Self::Unsafe(error) => (3, error),
        };
        let _ = writeln!(io::stderr(), "error: {}", line(&format!("{error:#}")));
        ExitCode::from(code)
    }
}
