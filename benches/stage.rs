//! `scalegen stage 1k` beside a program that only prints the same bytes: wall time and, with valgrind, instructions.
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod support;

use std::{
    env,
    io::Write,
    time::{Duration, Instant},
};

use scalegen::{
    cfn::yaml,
    design::{Options, design_stage},
    stage::Stage,
};
use support::{instructions, median, micros_each, millis, time};

const FEDERATED: &str = include_str!("../stages/10m.yaml");
const SAME: &[u8] = include_bytes!("../tests/golden/stages/1k/template.yaml");
/// Runs of each program; they alternate, so that both see the same machine.
const RUNS: usize = 300;

fn main() {
    if env::args().any(|argument| argument == "--print-only") {
        drop(std::io::stdout().write_all(SAME));
        return;
    }
    let this = env::current_exe().expect("this program has a path").to_string_lossy().into_owned();
    let programs = [vec![env!("CARGO_BIN_EXE_scalegen"), "stage", "1k"], vec![this.as_str(), "--print-only"]];
    let mut times = [vec![], vec![]];
    for _ in 0..RUNS {
        for (program, times) in programs.iter().zip(&mut times) {
            times.push(time(program));
        }
    }
    let medians = times.map(median);
    println!("scalegen stage 1k  {:>8.3} ms  {}", millis(medians[0]), instructions(&programs[0]));
    println!("print alone        {:>8.3} ms  {}", millis(medians[1]), instructions(&programs[1]));
    println!("ratio              {:>8.2}", medians[0].as_secs_f64() / medians[1].as_secs_f64());
    growth();
}

/// How the time of a template grows with what it holds: stage 10m with more and more shards, a median each.
fn growth() {
    for shards in [1, 2, 4, 8, 16] {
        let file = FEDERATED.replace("shards: 3", &format!("shards: {shards}"));
        let stage = Stage::read(&file).expect("a stage");
        let mut resources = 0;
        let time = median((0..51).map(|_| built(&stage, &mut resources)).collect());
        let each = micros_each(time, resources);
        println!(
            "10m, {shards:>2} shards     {:>8.3} ms  {resources} resources, {each:.1} us each",
            millis(time)
        );
    }
}

fn built(stage: &Stage, resources: &mut usize) -> Duration {
    let start = Instant::now();
    let template = design_stage("10m", stage, &Options::default()).and_then(|design| design.template());
    let template = template.expect("a template");
    let text = yaml::write(&template.document(false), &template.remarks());
    *resources = template.len();
    drop(text);
    start.elapsed()
}
