//! Standard output and files: the product whole, or not at all.

use std::{
    fs::{self, Permissions},
    io::{self, ErrorKind, Write},
    path::{Path, PathBuf},
};

use anyhow::anyhow;

use crate::failure::Failure;

/// Prints the product. A reader that stops early, such as `head`, has what it wanted.
pub fn print(product: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(product).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(failure("standard output", &remedy(&error)))
        }
        _ => Ok(()),
    }
}

/// Writes beside the file, then renames: the file is whole or untouched, and keeps its permissions. A device or a pipe is
/// written directly, a link stays a link, and `-` is standard output.
pub fn save(path: &Path, product: &[u8]) -> Result<(), Failure> {
    if path == Path::new("-") {
        return print(product);
    }
    write(path, product).map_err(|reason| failure(&path.display().to_string(), &reason))
}

fn write(path: &Path, product: &[u8]) -> Result<(), String> {
    let written = match fs::metadata(path) {
        Ok(there) if there.is_dir() => Err(ErrorKind::IsADirectory.into()),
        Ok(there) if !there.is_file() => fs::write(path, product),
        Ok(there) if there.permissions().readonly() => {
            return Err("it is read-only; run chmod u+w on it, or choose another file".to_owned());
        }
        there => {
            end(path).and_then(|end| replace(&end, product, there.ok().map(|there| there.permissions())))
        }
    };
    written.map_err(|error| remedy(&error))
}

/// Where a path leads: the end of its links, which need not be there yet.
fn end(path: &Path) -> io::Result<PathBuf> {
    match fs::canonicalize(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => match fs::read_link(path) {
            Ok(next) => end(&folder_of(path).join(next)),
            Err(_) => Ok(path.to_owned()),
        },
        found => found,
    }
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn replace(target: &Path, product: &[u8], kept: Option<Permissions>) -> io::Result<()> {
    let mut beside = tempfile::Builder::new();
    #[cfg(unix)]
    if kept.is_none() {
        beside.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    }
    let mut file = beside.tempfile_in(folder_of(target))?;
    file.write_all(product)?;
    if let Some(kept) = kept {
        file.as_file().set_permissions(kept)?;
    }
    file.persist(target)?;
    Ok(())
}

/// Writes files that are not there yet: all of them, or none.
pub fn create(products: &[(&Path, &[u8])]) -> Result<(), Failure> {
    for (path, _) in products {
        if fs::symlink_metadata(path).is_ok() {
            return Err(failure(
                &path.display().to_string(),
                "it is there already; move it away, or choose another folder",
            ));
        }
    }
    products.iter().try_for_each(|(path, product)| save(path, product))
}

/// How the name of a folder ends that a run has begun to write; one that was interrupted leaves it, and the next one takes it away.
const UNFINISHED: &str = ".scalegen-unfinished";

/// Writes a folder with these files: all of it, or nothing. It may be there, if it is empty.
pub fn folder(path: &Path, files: &[(&str, &[u8])]) -> Result<(), Failure> {
    let name = path.display().to_string();
    if !path.is_dir() && fs::symlink_metadata(path).is_ok() {
        return Err(failure(&name, "it is there already and no folder; choose another one"));
    }
    let others = |entry: fs::DirEntry| entry.file_name() != UNFINISHED;
    if fs::read_dir(path).is_ok_and(|entries| entries.flatten().any(others)) {
        return Err(failure(&name, "it is there already, with something in it; choose another folder"));
    }
    let written = if path.is_dir() { fill(path, files) } else { put_beside(path, files) };
    written.map_err(|error| failure(&name, &remedy(&error)))
}

/// Beside the folder, then renamed.
fn put_beside(path: &Path, files: &[(&str, &[u8])]) -> io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(UNFINISHED);
    let unfinished = Unfinished::new(folder_of(path).join(name), files)?;
    fs::rename(&unfinished.0, path)
}

/// In the folder, then renamed one by one: it may be where somebody works, or another disk, and stays what it is.
fn fill(path: &Path, files: &[(&str, &[u8])]) -> io::Result<()> {
    let unfinished = Unfinished::new(path.join(UNFINISHED), files)?;
    files.iter().try_for_each(|(name, _)| fs::rename(unfinished.0.join(name), path.join(name)))
}

/// A folder that is taken away unless it has become another one.
struct Unfinished(PathBuf);

impl Unfinished {
    /// With these files in it, and nothing of an earlier run.
    fn new(path: PathBuf, files: &[(&str, &[u8])]) -> io::Result<Self> {
        let _ = fs::remove_dir_all(&path);
        fs::create_dir(&path)?;
        let made = Self(path);
        files.iter().try_for_each(|(name, content)| fs::write(made.0.join(name), content))?;
        Ok(made)
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Why a file could not be read.
pub fn unreadable(path: &Path, error: &io::Error) -> Failure {
    let reason = match error.kind() {
        ErrorKind::NotFound => "it is not there; see how its name is written".to_owned(),
        ErrorKind::PermissionDenied => "permission denied; run chmod u+r on it".to_owned(),
        ErrorKind::IsADirectory => "it is a folder; name a file in it".to_owned(),
        _ => error.to_string(),
    };
    Failure::Files(anyhow!("cannot read {}: {reason}", path.display()))
}

fn failure(name: &str, reason: &str) -> Failure {
    Failure::Files(anyhow!("cannot write {name}: {reason}"))
}

fn remedy(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "its folder is not there; create it first".to_owned(),
        ErrorKind::PermissionDenied => "permission denied; choose another file".to_owned(),
        ErrorKind::IsADirectory => "it is a folder; add a file name".to_owned(),
        ErrorKind::NotADirectory => "a part of its path is a file; choose another folder".to_owned(),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "no space is left; make room".to_owned(),
        kind @ (ErrorKind::FileTooLarge | ErrorKind::ReadOnlyFilesystem) => {
            format!("{kind}; choose another folder")
        }
        _ => error.to_string(),
    }
}
