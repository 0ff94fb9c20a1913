//! Lists the text templates, so that a new file in `templates/` needs no line of code, and turns the stage files into JSON,
//! which a command reads in a tenth of the time.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

fn main() {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo says where we are"));
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo says where to write"));
    let mut rows: String = files(&root, "templates").iter().map(|file| row("", file)).collect();
    rows.extend(files(&root, "templates/moves").iter().map(|file| row("moves/", file)));
    write(&out.join("templates.rs"), &format!("[{rows}]"));
    for file in files(&root, "stages") {
        let yaml = fs::read_to_string(&file).expect("a stage file can be read");
        let stage: serde_json::Value = serde_yaml::from_str(&yaml).expect("a stage file is YAML");
        write(&out.join(name(&file)).with_extension("json"), &stage.to_string());
    }
}

/// The files of a folder, by name.
fn files(root: &Path, folder: &str) -> Vec<PathBuf> {
    println!("cargo::rerun-if-changed={folder}");
    let entries = fs::read_dir(root.join(folder)).expect("the folder is there");
    let mut files: Vec<_> = entries.flatten().map(|file| file.path()).filter(|path| path.is_file()).collect();
    files.sort();
    files
}

fn row(folder: &str, file: &Path) -> String {
    format!("({:?}, include_str!({:?})),", format!("{folder}{}", name(file)), file.display().to_string())
}

fn name(file: &Path) -> &str {
    file.file_name().and_then(|name| name.to_str()).unwrap_or_default()
}

fn write(file: &Path, content: &str) {
    fs::write(file, content).expect("cargo's folder can be written");
}
