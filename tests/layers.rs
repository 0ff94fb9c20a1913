//! The layers of ARCHITECTURE.md: arrows point downwards only.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Where the rooms are put together, and what each may use: the library's rooms, then those of the command.
const DOORS: [&str; 2] = ["lib", "main"];
const MAY_USE: [(&str, &[&str]); 24] = [
    ("words", &[]),
    ("wrong", &[]),
    ("text", &[]),
    ("units", &[]),
    ("cfn", &["words"]),
    ("facts", &["words"]),
    ("strict", &["words", "wrong"]),
    ("overrides", &["cfn", "facts", "strict", "words", "wrong"]),
    ("diff", &["cfn", "facts", "words"]),
    ("charge", &["cfn", "facts", "units"]),
    ("components", &["cfn", "text", "units"]),
    ("stage", &["components", "strict", "units"]),
    ("app", &["cfn", "components", "facts", "overrides", "stage", "strict", "units", "wrong"]),
    ("capacity", &["app", "architecture", "components", "facts", "units"]),
    ("demand", &["app", "units"]),
    ("architecture", &["components", "cfn", "units"]),
    (
        "design",
        &[
            "app",
            "capacity",
            "demand",
            "overrides",
            "stage",
            "wrong",
            "architecture",
            "components",
            "facts",
            "cfn",
            "units",
        ],
    ),
    ("ladder", &["cfn", "design", "stage", "facts", "units"]),
    (
        "migrate",
        &["cfn", "charge", "components", "design", "diff", "facts", "stage", "text", "units", "words"],
    ),
    ("failure", &["words"]),
    ("usage", &["stage"]),
    ("files", &["failure"]),
    ("cli", &["app", "facts", "stage", "failure", "usage"]),
    (
        "run",
        &[
            "app",
            "cfn",
            "components",
            "design",
            "diff",
            "facts",
            "ladder",
            "migrate",
            "stage",
            "cli",
            "files",
            "failure",
            "words",
        ],
    ),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Every source under a path.
fn sources(path: &Path, found: &mut Vec<(PathBuf, String)>) {
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            sources(&entry.unwrap().path(), found);
        }
    } else {
        found.push((path.to_owned(), fs::read_to_string(path).unwrap()));
    }
}

/// A room's sources: its file, its folder, or both.
fn room(name: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for path in [root().join(name), root().join(format!("{name}.rs"))] {
        if path.exists() {
            sources(&path, &mut found);
        }
    }
    found
}

/// The rooms named after `crate::`, or `scalegen::` in the command, in a list as well.
fn used(source: &str) -> BTreeSet<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut rooms = BTreeSet::new();
    for part in source.replace("scalegen::", "crate::").split("crate::").skip(1) {
        let Some(list) = part.strip_prefix('{') else {
            rooms.insert(word(part));
            continue;
        };
        let mut depth = 1;
        for piece in list.split_inclusive(['{', '}', ',']) {
            if depth == 1 {
                rooms.insert(word(piece.trim()));
            }
            depth += i32::from(piece.ends_with('{')) - i32::from(piece.ends_with('}'));
            if depth == 0 {
                break;
            }
        }
    }
    rooms.remove("");
    rooms
}

/// Whether a source reaches out of its room without naming `crate`: by two steps up, or by one from the room's own file.
fn climbs(file: &Path, source: &str) -> bool {
    let module = if file.ends_with("mod.rs") { file.parent() } else { Some(file) };
    let own = module.and_then(Path::parent) == Some(&root());
    let inside_tests = "\n    use super::*;\n";
    source.contains("super::super") || own && source.replace(inside_tests, "").contains("super::")
}

#[test]
fn every_room_has_its_place() {
    let names = fs::read_dir(root()).unwrap().map(|entry| entry.unwrap().path());
    let rooms: BTreeSet<String> =
        names.map(|path| path.file_stem().unwrap().to_string_lossy().into()).collect();
    let listed = MAY_USE.iter().map(|(room, _)| *room).chain(DOORS).map(str::to_owned).collect();
    assert_eq!(rooms, listed, "list each room in MAY_USE");
}

#[test]
fn arrows_point_downwards() {
    for (name, allowed) in MAY_USE {
        for (file, source) in room(name) {
            assert!(!climbs(&file, &source), "{}: say crate:: instead of climbing", file.display());
            let rooms = used(&source);
            let mut others = MAY_USE.iter().map(|(room, _)| *room).filter(|room| *room != name);
            let stray = others.find(|other| rooms.contains(*other) && !allowed.contains(other));
            assert_eq!(stray, None, "{} uses it", file.display());
        }
    }
}

#[test]
fn a_climb_and_a_list_are_seen() {
    let file = root().join("cfn/yaml/flow.rs");
    assert!(climbs(&file, "use super::super::super::stage;") && !climbs(&file, "use super::scalar;"));
    assert!(
        climbs(&root().join("units.rs"), "use super::stage;")
            && climbs(&root().join("cfn/mod.rs"), "super::stage")
    );
    let list = "use crate::{a::{b, c}, d};\nscalegen::e::f()";
    assert_eq!(used(list).into_iter().collect::<Vec<_>>(), ["a", "d", "e"]);
}
