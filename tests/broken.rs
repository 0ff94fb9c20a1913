//! Files that are wrong, each by its name: what is said of them. `SNAPSHOTS=overwrite cargo test --test broken` writes it anew.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use snapbox::{Data, assert_data_eq};

const FOLDER: &str = "tests/broken";

/// Runs `scalegen stage` with a configuration; what is said, without the file's folder.
fn told(file: &Path) -> String {
    let run = Command::new(env!("CARGO_BIN_EXE_scalegen"))
        .args(["stage", "--config"])
        .arg(file)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let said = String::from_utf8(run.stderr).unwrap();
    let error = said.lines().last().unwrap_or_default();
    assert_eq!((run.status.code(), run.stdout.len()), (Some(2), 0), "{}: {said}", file.display());
    error.strip_prefix("error: ").unwrap().replace(&format!("{}/", file.parent().unwrap().display()), "")
}

/// Whether it names line and column: `file.yaml:3:12: sentence`.
fn has_place(told: &str) -> bool {
    let mut parts = told.splitn(4, ':').skip(1);
    let number = |part: Option<&str>| part.is_some_and(|part| part.parse::<u32>().is_ok());
    number(parts.next()) && number(parts.next())
}

#[test]
fn every_fault_is_told_with_its_place_and_its_remedy() {
    let mut files: Vec<PathBuf> = fs::read_dir(FOLDER).unwrap().map(|file| file.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|end| end == "yaml"));
    files.sort();
    assert!(files.len() >= 40, "{}", files.len());
    let lines: Vec<_> = files.iter().map(|file| told(file)).collect();
    for line in &lines {
        let remedy = line.contains([';', '?']) || line.contains("expected ");
        assert!(has_place(line) && remedy, "{line}");
    }
    let table = Data::read_from(&Path::new(FOLDER).join("told.txt"), None).raw();
    assert_data_eq!(Data::text(lines.join("\n") + "\n").raw(), table);
}

/// The time that a hostile file takes grows no faster than the file.
#[test]
fn ten_megabytes_of_nesting_are_told_in_a_line() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: String| {
        let file = folder.path().join(name);
        fs::write(&file, text).unwrap();
        told(&file)
    };
    let lists = write("lists.yaml", "[".repeat(10_000_000));
    assert_eq!(
        lists,
        "lists.yaml:1:10001: more than 10,000 brackets; write lists and maps on lines of their own"
    );
    let indented: String = (0..4_000).map(|depth| " ".repeat(depth) + "a:\n").collect();
    assert!(write("indented.yaml", indented).contains("nested too deeply"));
}
