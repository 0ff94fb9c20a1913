//! What `-o` does to files that are there: whole or untouched, and otherwise as they were.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::{
    fs::{self, Permissions},
    os::unix::fs::{PermissionsExt, symlink},
    path::Path,
    process::{Command, Output},
};

use tempfile::{TempDir, tempdir};

const SCALEGEN: &str = env!("CARGO_BIN_EXE_scalegen");

/// Runs `scalegen stage 1 -o name` in a folder.
fn save(folder: &TempDir, name: &str) -> Output {
    Command::new(SCALEGEN).args(["stage", "1", "-o", name]).current_dir(folder).output().unwrap()
}

fn is_template(path: &Path) -> bool {
    fs::read_to_string(path).unwrap().starts_with("AWSTemplateFormatVersion")
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn a_file_is_whole_or_untouched() {
    let folder = tempdir().unwrap();
    let file = folder.path().join("stack.yaml");
    fs::write(&file, "as it was").unwrap();
    let limited = format!("trap '' XFSZ; ulimit -f 8; exec {SCALEGEN} stage 1 -o stack.yaml");
    let run = Command::new("bash").args(["-c", &limited]).current_dir(&folder).output().unwrap();
    assert_eq!(run.status.code(), Some(1));
    assert_eq!(
        String::from_utf8(run.stderr).unwrap(),
        "error: cannot write stack.yaml: file too large; choose another folder\n"
    );
    assert_eq!(fs::read_to_string(&file).unwrap(), "as it was");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "something is left beside it");
    assert!(save(&folder, "stack.yaml").status.success() && is_template(&file));
}

#[test]
fn permissions_are_kept() {
    let folder = tempdir().unwrap();
    let file = folder.path().join("stack.yaml");
    for kept in [0o600, 0o640, 0o666] {
        fs::write(&file, "").unwrap();
        fs::set_permissions(&file, Permissions::from_mode(kept)).unwrap();
        assert!(save(&folder, "stack.yaml").status.success() && is_template(&file));
        assert_eq!(mode(&file), kept);
    }
}

#[test]
fn a_read_only_file_is_refused() {
    let folder = tempdir().unwrap();
    let file = folder.path().join("stack.yaml");
    fs::write(&file, "as it was").unwrap();
    fs::set_permissions(&file, Permissions::from_mode(0o444)).unwrap();
    let run = save(&folder, "stack.yaml");
    assert_eq!(run.status.code(), Some(1));
    assert_eq!(
        String::from_utf8(run.stderr).unwrap(),
        "error: cannot write stack.yaml: it is read-only; run chmod u+w on it, or choose another file\n"
    );
    assert_eq!(fs::read_to_string(&file).unwrap(), "as it was");
}

#[test]
fn a_link_stays_a_link() {
    let folder = tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("there")).unwrap();
    symlink("there/first.yaml", at("dangling")).unwrap();
    symlink("dangling", at("twice")).unwrap();
    for _ in ["created", "replaced"] {
        assert!(save(&folder, "twice").status.success() && is_template(&at("there/first.yaml")));
        assert!(at("twice").is_symlink() && at("dangling").is_symlink());
    }
    symlink("round", at("round")).unwrap();
    assert_eq!(save(&folder, "round").status.code(), Some(1));
    assert!(at("round").is_symlink());
}

#[test]
fn a_dash_is_standard_output() {
    let folder = tempdir().unwrap();
    let run = save(&folder, "-");
    assert!(run.status.success() && run.stdout.starts_with(b"AWSTemplateFormatVersion"));
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
}

#[test]
fn a_device_is_written_directly() {
    let folder = tempdir().unwrap();
    let full = String::from_utf8(save(&folder, "/dev/full").stderr).unwrap();
    assert_eq!(full, "error: cannot write /dev/full: no space is left; make room\n");
    assert!(save(&folder, "/dev/stdout").stdout.starts_with(b"AWSTemplateFormatVersion"));
}

/// Runs `scalegen` in a folder.
fn run(folder: &TempDir, arguments: &[&str]) -> Output {
    Command::new(SCALEGEN).args(arguments).current_dir(folder).output().unwrap()
}

#[test]
fn init_writes_two_files_and_never_over_others() {
    let folder = tempdir().unwrap();
    assert!(run(&folder, &["init"]).status.success());
    let file = fs::read_to_string(folder.path().join("scalegen.yaml")).unwrap();
    assert!(file.starts_with("# yaml-language-server: $schema=scalegen.schema.json\n"));
    let schema = fs::read_to_string(folder.path().join("scalegen.schema.json")).unwrap();
    assert!(schema.starts_with('{'));
    fs::remove_file(folder.path().join("scalegen.yaml")).unwrap();
    assert_eq!(run(&folder, &["init"]).status.code(), Some(1));
    assert!(!folder.path().join("scalegen.yaml").exists(), "one of two was written");
}

/// Every key that there is stands in the file, and its examples are valid at every stage.
#[test]
fn the_commented_file_holds_every_key() {
    let folder = tempdir().unwrap();
    run(&folder, &["init"]);
    let path = folder.path().join("scalegen.yaml");
    let commented = fs::read_to_string(&path).unwrap();
    let bare = |line: &str| match line.strip_prefix('#') {
        Some(key) if !key.is_empty() && (!key.starts_with(' ') || key.starts_with("  ")) => key.to_owned(),
        _ => line.to_owned(),
    };
    let full: Vec<_> = commented.lines().map(bare).collect();
    fs::write(&path, full.join("\n")).unwrap();
    for stage in ["1", "10", "100", "1k", "10k", "500k", "1m", "10m"] {
        let run = run(&folder, &["stage", stage, "--set", "customer_key=false"]);
        assert!(run.status.success(), "{stage}: {}", String::from_utf8_lossy(&run.stderr));
    }
    let schema = fs::read_to_string(folder.path().join("scalegen.schema.json")).unwrap();
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    for key in schema["properties"].as_object().unwrap().keys() {
        assert!(full.iter().any(|line| line.starts_with(&format!("{key}:"))), "{key} is missing");
    }
}
