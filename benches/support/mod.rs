//! What the benchmarks share: clocks, medians, and instructions where valgrind is installed.

use std::{
    process::{Command, Stdio},
    time::{Duration, Instant},
};

/// How long a program takes, from its start to its end.
pub fn time(program: &[&str]) -> Duration {
    let start = Instant::now();
    let status = Command::new(program[0]).args(&program[1..]).stdout(Stdio::null()).status();
    assert!(status.expect("the program starts").success());
    start.elapsed()
}

/// The one in the middle.
pub fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

pub fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// Microseconds for each of `count`.
pub fn micros_each(time: Duration, count: usize) -> f64 {
    time.as_secs_f64() * 1e6 / f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// What callgrind counts, where valgrind is installed.
pub fn instructions(program: &[&str]) -> String {
    let valgrind = ["--tool=callgrind", "--callgrind-out-file=/dev/null"];
    let run = Command::new("valgrind").args(valgrind).args(program).output();
    let said = run.map(|run| String::from_utf8_lossy(&run.stderr).into_owned()).unwrap_or_default();
    said.lines()
        .find_map(|line| line.split_once("Collected : "))
        .map_or_else(|| "(no valgrind)".to_owned(), |(_, count)| format!("{count} instructions"))
}
