//! Golden files: what is there is as reviewed, and nothing else is there.

use std::{collections::BTreeMap, fs, path::Path};

use snapbox::{Data, assert_data_eq};

/// Path below a folder and content.
pub type Files = BTreeMap<String, String>;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden");

/// Holds every file to its golden; `SNAPSHOTS=overwrite` writes them anew.
pub fn are_as_reviewed(files: Files) {
    for (path, content) in files {
        assert_data_eq!(Data::text(content).raw(), Data::read_from(&Path::new(ROOT).join(path), None).raw());
    }
}

/// Holds a folder of goldens to the files that are known.
pub fn none_is_left_over(folder: &str, is_known: impl Fn(&str) -> bool) {
    let mut stray = Vec::new();
    walk(&Path::new(ROOT).join(folder), &mut |path| {
        let name = path.strip_prefix(ROOT).unwrap().to_string_lossy().into_owned();
        if !is_known(&name) {
            stray.push(name);
        }
    });
    assert!(stray.is_empty(), "remove {stray:?}");
}

fn walk(folder: &Path, visit: &mut impl FnMut(&Path)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { walk(&path, visit) } else { visit(&path) }
    }
}
