//! Finds and reads what the user wrote down.

use std::{
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
};

use scalegen::app::{Given, Source};

use super::FILE;
use crate::{cli::Wishes, failure::Failure, files::unreadable};

/// The file that was named, or the one that lies here, and what was typed beside it.
pub(super) fn given(wishes: &Wishes) -> Result<Given, Failure> {
    let sources = match &wishes.config {
        Some(path) => vec![source(path)?],
        None => found(Path::new(FILE))?.into_iter().collect(),
    };
    Ok(Given { sources, sets: wishes.sets.clone() })
}

/// A file that must be there.
pub(super) fn source(path: &PathBuf) -> Result<Source, Failure> {
    let bytes = fs::read(path).map_err(|error| unreadable(path, &error))?;
    Ok(Source { name: path.display().to_string(), bytes })
}

/// A file that may be there.
fn found(path: &Path) -> Result<Option<Source>, Failure> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(Source { name: path.display().to_string(), bytes })),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(unreadable(path, &error)),
    }
}
