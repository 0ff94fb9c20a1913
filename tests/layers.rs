//! The layers of ARCHITECTURE.md: arrows point downwards only.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::{fs, path::Path};

/// What each room may use.
const MAY_USE: [(&str, &[&str]); 10] = [
    ("words", &[]),
    ("cfn", &[]),
    ("text", &[]),
    ("units", &[]),
    ("facts", &["words"]),
    ("components", &["cfn", "text", "units"]),
    ("stage", &["components", "units"]),
    ("architecture", &["components", "cfn", "units"]),
    ("design", &["stage", "architecture", "components", "facts", "units"]),
    ("ladder", &["design", "stage", "facts", "units"]),
];

fn sources(path: &Path, found: &mut Vec<String>) {
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            sources(&entry.unwrap().path(), found);
        }
    } else {
        found.push(fs::read_to_string(path).unwrap());
    }
}

/// The rooms named after `crate::` in a source, in a list as well.
fn used(source: &str) -> Vec<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut rooms = Vec::new();
    for part in source.split("crate::").skip(1) {
        let Some(list) = part.strip_prefix('{') else {
            rooms.push(word(part));
            continue;
        };
        let mut depth = 1;
        for piece in list.split_inclusive(['{', '}', ',']) {
            if depth == 1 {
                rooms.push(word(piece.trim()));
            }
            depth += i32::from(piece.ends_with('{')) - i32::from(piece.ends_with('}'));
            if depth == 0 {
                break;
            }
        }
    }
    rooms
}

#[test]
fn arrows_point_downwards() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let rooms: Vec<&str> = MAY_USE.iter().map(|(room, _)| *room).collect();
    for (room, allowed) in MAY_USE {
        let mut found = Vec::new();
        let (folder, file) = (root.join(room), root.join(format!("{room}.rs")));
        [folder, file].iter().filter(|path| path.exists()).for_each(|path| sources(path, &mut found));
        assert!(!found.is_empty(), "{room} is gone");
        for other in
            found.iter().flat_map(|source| used(source)).filter(|other| rooms.contains(&other.as_str()))
        {
            assert!(other == room || allowed.contains(&other.as_str()), "{room} uses {other}");
        }
    }
}
