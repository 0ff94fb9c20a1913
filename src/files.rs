//! Standard output and files: the product whole, or not at all.

use std::{
    fs,
    io::{self, ErrorKind, Write},
    path::Path,
};

use anyhow::{Error, anyhow};

use crate::failure::Failure;

/// Prints the product. A reader that stops early, such as `head`, has what it wanted.
pub fn print(product: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(product).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::Files(Error::new(error).context("standard output")))
        }
        _ => Ok(()),
    }
}

/// Writes beside the file, then renames: the file is whole or untouched. A device or a pipe is written directly, and a
/// link stays a link.
pub fn save(path: &Path, product: &[u8]) -> Result<(), Failure> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let written = match fs::metadata(&target) {
        Ok(there) if there.is_dir() => Err(ErrorKind::IsADirectory.into()),
        Ok(there) if !there.is_file() => fs::write(&target, product),
        _ => replace(&target, product),
    };
    written.map_err(|error| Failure::Files(anyhow!("cannot write {}: {}", path.display(), remedy(&error))))
}

fn replace(target: &Path, product: &[u8]) -> io::Result<()> {
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut beside = tempfile::Builder::new();
    #[cfg(unix)]
    beside.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = beside.tempfile_in(folder)?;
    file.write_all(product)?;
    file.persist(target)?;
    Ok(())
}

fn remedy(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "its folder is not there; create it first".to_owned(),
        ErrorKind::PermissionDenied => "permission denied; choose another file".to_owned(),
        ErrorKind::IsADirectory => "it is a folder; add a file name".to_owned(),
        ErrorKind::NotADirectory => "a part of its path is a file; choose another folder".to_owned(),
        _ => error.to_string(),
    }
}
