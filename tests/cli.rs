//! The command line, as people see it. `TRYCMD=overwrite cargo test --test cli` writes the transcripts anew.

#[test]
fn transcripts() {
    trycmd::TestCases::new().case("tests/cli/*.trycmd").case("README.md");
}

#[test]
fn a_reader_may_stop_early() {
    use std::io::{BufRead, BufReader};
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_scalegen"))
        .args(["stage", "1k"])
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("scalegen starts");
    let mut first = String::new();
    BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut first).expect("a line");
    assert_eq!(first, "AWSTemplateFormatVersion: '2010-09-09'\n");
    assert!(child.wait().expect("it ends").success());
}

#[test]
fn a_file_is_whole_or_untouched() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("stack.yaml");
    let run = |arguments: &[&str]| {
        let command = std::process::Command::new(env!("CARGO_BIN_EXE_scalegen"))
            .args(arguments)
            .arg("-o")
            .arg(&file)
            .output();
        command.expect("scalegen runs").status.code()
    };
    assert_eq!(run(&["stage", "1k"]), Some(0));
    let whole = std::fs::read(&file).expect("written");
    assert_eq!(run(&["stage", "banana"]), Some(2));
    assert_eq!(std::fs::read(&file).expect("still there"), whole);
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 1);
}

#[test]
fn an_error_is_one_line() {
    let command = std::process::Command::new(env!("CARGO_BIN_EXE_scalegen"))
        .args(["stage", "1k\n\u{1b}[31m2k"])
        .output();
    let said = String::from_utf8(command.expect("scalegen runs").stderr).expect("text");
    assert!(
        said.starts_with("error: `1k\\n\\u{1b}[31m2k` is neither") && said.lines().count() == 1,
        "{said}"
    );
}

#[test]
fn the_readme_shows_the_ladder() {
    let command = std::process::Command::new(env!("CARGO_BIN_EXE_scalegen"))
        .args(["stages", "--format", "markdown"])
        .output();
    let table = String::from_utf8(command.expect("scalegen runs").stdout).expect("text");
    assert!(include_str!("../README.md").contains(&table), "put this into README.md:\n{table}");
}
