//! Every template among the goldens, as it lies there.

use std::{collections::BTreeSet, fs, path::Path, sync::LazyLock};

use serde_json::Value;

use crate::{kind, stages::resources};

static ALL: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let mut found = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden"), &mut found);
    found
});

/// Every `template.json`: its folder and its text.
pub fn templates() -> &'static [(String, String)] {
    &ALL
}

/// The types that they hold.
pub fn kinds() -> BTreeSet<String> {
    let mut kinds = BTreeSet::new();
    for (_, text) in templates() {
        let document: Value = serde_json::from_str(text).unwrap();
        kinds.extend(resources(&document).values().map(|resource| kind(resource).to_owned()));
    }
    kinds
}

fn walk(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, found);
        } else if path.ends_with("template.json") {
            found.push((folder.display().to_string(), fs::read_to_string(path).unwrap()));
        }
    }
}
