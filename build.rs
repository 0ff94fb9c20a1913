//! Lists the text templates, so that a new file in `templates/` needs no line of code.

use std::{env, fs, path::Path};

fn main() {
    println!("cargo::rerun-if-changed=templates");
    let folder =
        Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo says where we are")).join("templates");
    let mut files: Vec<_> =
        fs::read_dir(&folder).expect("templates/ is there").flatten().map(|file| file.path()).collect();
    files.sort();
    let rows: String = files.iter().map(|file| row(file)).collect();
    let out = Path::new(&env::var("OUT_DIR").expect("cargo says where to write")).join("templates.rs");
    fs::write(out, format!("[{rows}]")).expect("cargo's folder can be written");
}

fn row(file: &Path) -> String {
    let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    format!("({:?}, include_str!({:?})),", name, file.display().to_string())
}
