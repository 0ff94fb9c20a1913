//! Pairs of templates, each in a folder whose name is the sentence that it proves.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use scalegen::{
    cfn::{Node, read::read},
    diff::{Diff, Known, Stack},
};

use super::{goldens::Files, printed};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/diff/pairs");

/// The sentences of pairs in which nothing happens end so.
const NOTHING: [&str; 2] = ["is-no-change", "are-no-change"];

/// Flags as on the command line.
const ARGUMENTS: &str = "arguments.txt";

/// One pair.
pub struct Pair {
    pub sentence: String,
    pub from: Stack,
    pub to: Stack,
    names: [String; 2],
}

/// Every pair, by its sentence.
pub fn all() -> Vec<Pair> {
    let mut folders: Vec<PathBuf> = fs::read_dir(ROOT).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    folders.iter().map(|folder| Pair::read(folder)).collect()
}

/// The files from which pairs are read, as goldens are named.
pub fn files() -> BTreeSet<String> {
    let name = |pair: &Pair, file: &str| format!("diff/pairs/{}/{file}", pair.sentence);
    let of_pair = |pair: Pair| {
        pair.names.clone().map(|file| name(&pair, &file)).into_iter().chain([name(&pair, ARGUMENTS)])
    };
    all().into_iter().flat_map(of_pair).collect()
}

impl Pair {
    fn read(folder: &Path) -> Self {
        let sentence = folder.file_name().unwrap().to_str().unwrap().to_owned();
        let names = ["from", "to"].map(|side| file(folder, side));
        let arguments = fs::read_to_string(folder.join(ARGUMENTS)).unwrap_or_default();
        let [before, after] = known(&arguments);
        let stack = |name: &str, known: &Known| Stack::new(&template(&folder.join(name)), known).unwrap();
        Self { from: stack(&names[0], &before), to: stack(&names[1], &after), sentence, names }
    }

    pub fn diff(&self) -> Diff {
        Diff::new(&self.from, &self.to)
    }

    /// Whether the sentence says that nothing happens.
    pub fn says_nothing_happens(&self) -> bool {
        NOTHING.iter().any(|end| self.sentence.ends_with(end))
    }

    pub fn printed(&self) -> Files {
        let [from, to] = &self.names;
        printed(&format!("diff/pairs/{}", self.sentence), &self.diff(), [from, to])
    }
}

/// The file of a side, in either language.
fn file(folder: &Path, side: &str) -> String {
    let names = ["yaml", "json"].map(|end| format!("{side}.{end}"));
    names
        .into_iter()
        .find(|name| folder.join(name).exists())
        .unwrap_or_else(|| panic!("{} lacks {side}", folder.display()))
}

fn template(path: &Path) -> Node {
    read(&fs::read_to_string(path).unwrap()).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What the flags say of either side.
fn known(arguments: &str) -> [Known; 2] {
    let mut sides = <[Known; 2]>::default();
    let words: Vec<_> = arguments.split_whitespace().collect();
    for flag in words.chunks(2) {
        let [name, value] = flag else { panic!("`{}` lacks its value", flag[0]) };
        let mut give = |which: &[usize]| which.iter().for_each(|side| give(&mut sides[*side], name, value));
        match *name {
            "--from-param" => give(&[0]),
            "--to-param" => give(&[1]),
            _ => give(&[0, 1]),
        }
    }
    sides
}

fn give(known: &mut Known, name: &str, value: &str) {
    match name {
        "--region" => known.region = Some(value.parse().unwrap()),
        "--account" => known.account = Some(value.to_owned()),
        _ => {
            let (name, value) = value.split_once('=').unwrap();
            known.parameters.insert(name.to_owned(), value.to_owned());
        }
    }
}
