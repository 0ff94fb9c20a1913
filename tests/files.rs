//! What `-o` does to files that are there: whole or untouched, and otherwise as they were. What `--out` does to folders: all or nothing.
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

const GROW: [&str; 5] = ["migrate", "1_000", "10K", "--out", "steps"];

/// The names in a folder, in order.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<_> = entries.map(|name| name.into_string().unwrap()).collect();
    names.sort();
    names
}

fn holds_the_way(folder: &Path) -> bool {
    let names = names(folder);
    let runbook = fs::read_to_string(folder.join("README.md")).unwrap();
    names.first().is_some_and(|name| name == "00-1k.yaml")
        && names.iter().all(|name| !name.starts_with('.') && (name == "README.md" || runbook.contains(name)))
        && names.iter().filter(|name| name.contains("-10k-")).count() > 1
}

/// Runs the way in a shell, after other commands.
fn grow_after(folder: &TempDir, commands: &str) -> Output {
    let line = format!("{commands}; exec {SCALEGEN} {}", GROW.join(" "));
    Command::new("bash").args(["-c", &line]).current_dir(folder).output().unwrap()
}

#[test]
fn a_folder_is_written_as_the_umask_says() {
    for (umask, folder_mode, file_mode) in [("077", 0o700, 0o600), ("022", 0o755, 0o644)] {
        let folder = tempdir().unwrap();
        assert!(grow_after(&folder, &format!("umask {umask}")).status.success());
        let steps = folder.path().join("steps");
        assert!(holds_the_way(&steps) && names(folder.path()) == ["steps"]);
        assert_eq!([mode(&steps), mode(&steps.join("README.md"))], [folder_mode, file_mode]);
    }
}

#[test]
fn an_empty_folder_is_filled_and_stays_what_it_is() {
    let folder = tempdir().unwrap();
    let steps = folder.path().join("steps");
    fs::create_dir(&steps).unwrap();
    fs::set_permissions(&steps, Permissions::from_mode(0o750)).unwrap();
    symlink("steps", folder.path().join("link")).unwrap();
    let here =
        Command::new(SCALEGEN).args(["migrate", "1k", "10k", "--out", "."]).current_dir(&steps).output();
    assert_eq!(String::from_utf8(here.unwrap().stderr).unwrap(), "");
    assert!(holds_the_way(&steps) && mode(&steps) == 0o750);
    let again = run(&folder, &["migrate", "1k", "10k", "--out", "link"]);
    assert_eq!(
        String::from_utf8(again.stderr).unwrap(),
        "error: cannot write link: it is there already, with something in it; choose another folder\n"
    );
    fs::remove_dir_all(&steps).unwrap();
    fs::write(&steps, "as it was").unwrap();
    for taken in ["steps", "link"] {
        let told = String::from_utf8(run(&folder, &["migrate", "1k", "10k", "--out", taken]).stderr).unwrap();
        assert_eq!(
            told,
            format!("error: cannot write {taken}: it is there already and no folder; choose another one\n")
        );
    }
    assert_eq!(fs::read_to_string(&steps).unwrap(), "as it was");
}

#[test]
fn a_folder_without_a_parent_is_refused() {
    let folder = tempdir().unwrap();
    let told = run(&folder, &["migrate", "1k", "10k", "--out", "not/there"]);
    assert_eq!(
        String::from_utf8(told.stderr).unwrap(),
        "error: cannot write not/there: its folder is not there; create it first\n"
    );
    assert_eq!(told.status.code(), Some(1));
    assert!(names(folder.path()).is_empty());
}

/// A disk that is full in the middle leaves nothing, in a new folder and in one that is there.
#[test]
fn a_folder_is_whole_or_not_there() {
    let folder = tempdir().unwrap();
    for before in [&[][..], &["steps"]] {
        for name in before {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        let run = grow_after(&folder, "trap '' XFSZ; ulimit -f 8");
        assert_eq!(
            String::from_utf8(run.stderr).unwrap(),
            "error: cannot write steps: file too large; choose another folder\n"
        );
        assert_eq!(names(folder.path()), before);
        assert!(before.iter().all(|name| names(&folder.path().join(name)).is_empty()));
    }
}

/// A run that is killed in the middle of a file leaves one folder whose name says so, and the next one takes it away.
#[test]
fn an_interrupted_run_is_finished_by_the_next() {
    let folder = tempdir().unwrap();
    let steps = folder.path().join("steps");
    for there in [false, true] {
        if there {
            fs::create_dir(&steps).unwrap();
        }
        assert_eq!(grow_after(&folder, "ulimit -c 0; ulimit -f 8").status.code(), None, "it was not killed");
        let left = if there { ".scalegen-unfinished" } else { "steps.scalegen-unfinished" };
        assert_eq!(names(if there { &steps } else { folder.path() }), [left]);
        assert!(run(&folder, &GROW).status.success() && holds_the_way(&steps));
        assert_eq!(names(folder.path()), ["steps"]);
        fs::remove_dir_all(&steps).unwrap();
    }
}
