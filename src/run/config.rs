//! Finds and reads what the user wrote down.

use std::{
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
};

use scalegen::{
    app::{Given, Set, Source},
    facts::Region,
};

use super::FILE;
use crate::{cli::Wishes, failure::Failure, files::unreadable};

/// The flags that stand for a key: those of both regions.
const REGIONS: [(&str, &str); 2] = [("--region", "region"), ("--secondary-region", "secondary_region")];

/// The file that was named, or the one that lies here, and what was typed beside it: keys, and the home and the second region.
pub(super) fn given(wishes: &Wishes, regions: [Option<Region>; 2]) -> Result<Given, Failure> {
    let sources = match &wishes.config {
        Some(path) => vec![source(path)?],
        None => found(Path::new(FILE))?.into_iter().collect(),
    };
    let regions = REGIONS.into_iter().zip(regions);
    let regions = regions.filter_map(|((flag, key), region)| Some(Set::flag(flag, key, region?.name())));
    Ok(Given { sources, sets: wishes.sets.iter().cloned().chain(regions).collect() })
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
