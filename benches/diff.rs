//! `scalegen diff` of two YAML templates as large as stage 10k, and 16 and 64 times as large: wall time, in the middle and at
//! best, and, with valgrind, the instructions of both threads. The second template has larger hosts, databases and caches,
//! which replaces and rolls what runs on them.
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

#[path = "support/copies.rs"]
mod copies;
mod support;

use std::{fs, path::Path};

use copies::copies;
use scalegen::cfn::{Node, read, yaml};
use support::{instructions, median, micros_each, millis, time};

const STAGE: &str = include_str!("../tests/golden/stages/10k/template.json");
/// How often the stage's resources stand in a template, and how often the program runs.
const SIZES: [(usize, usize); 3] = [(1, 101), (16, 31), (64, 11)];

fn main() {
    let stage = read::read(STAGE).expect("a template");
    let folder = tempfile::tempdir().expect("a folder");
    for (count, runs) in SIZES {
        let (before, resources) = copies(&stage, count, &str::to_owned);
        let (after, _) = copies(&stage, count, &larger);
        let files = [("before.yaml", before), ("after.yaml", after)]
            .map(|(name, template)| written(folder.path(), name, &template));
        let program = [env!("CARGO_BIN_EXE_scalegen"), "diff", &files[0], &files[1]];
        let times: Vec<_> = (0..runs).map(|_| time(&program)).collect();
        let best = times.iter().copied().min().unwrap_or_default();
        let time = median(times);
        println!(
            "{resources:>5} resources  {:>8.3} ms, at best {:>8.3}  {:>5.1} us each  {}",
            millis(time),
            millis(best),
            micros_each(time, resources),
            instructions(&program)
        );
    }
}

fn larger(text: &str) -> String {
    text.strip_suffix(".large").map_or_else(|| text.to_owned(), |family| format!("{family}.xlarge"))
}

fn written(folder: &Path, name: &str, template: &Node) -> String {
    let file = folder.join(name);
    fs::write(&file, yaml::write(template, &[])).expect("the folder can be written");
    file.to_string_lossy().into_owned()
}
