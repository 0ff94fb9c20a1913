//! The command line, as people see it. `TRYCMD=overwrite cargo test --test cli` writes the transcripts anew.

use std::{
    io::Read,
    process::{Command, Stdio},
};

#[test]
fn transcripts() {
    trycmd::TestCases::new().case("tests/cli/*.trycmd").case("README.md").case("examples/*/README.md");
}

fn scalegen(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_scalegen"));
    command.args(arguments);
    command
}

/// More than a pipe holds (64 KiB), so that the writer meets the closed end.
#[test]
fn a_reader_may_stop_early() {
    let arguments = ["stage", "1k", "--context"];
    let whole = scalegen(&arguments).output().expect("scalegen runs").stdout;
    assert!(whole.len() > 1 << 16, "{} bytes fit into the pipe; print more", whole.len());
    let mut child =
        scalegen(&arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("scalegen starts");
    let mut first = [0; 24];
    child.stdout.take().expect("a pipe").read_exact(&mut first).expect("a line");
    assert_eq!(&first, b"AWSTemplateFormatVersion");
    let ended = child.wait_with_output().expect("it ends");
    assert!(ended.status.success() && !String::from_utf8_lossy(&ended.stderr).contains("error"), "{ended:?}");
}

#[test]
fn an_error_is_one_line() {
    let said = scalegen(&["stage", "1k\n\u{1b}[31m2k"]).output().expect("scalegen runs").stderr;
    let said = String::from_utf8(said).expect("text");
    assert!(
        said.starts_with("error: `1k\\n\\u{1b}[31m2k` is neither") && said.lines().count() == 1,
        "{said}"
    );
}

/// Nothing, noise, and more than any template has: one sentence each.
#[test]
fn what_is_no_template_is_refused_in_one_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("stack.yaml").to_string_lossy().into_owned();
    let whole = include_str!("golden/stages/1k/template.json");
    let large = format!("Resources: {{}} # {}", "x".repeat(10_000_000));
    for text in ["", "\0\u{1}", "- a", "Resources: [", &whole[..whole.len() / 2], &large] {
        std::fs::write(&file, text).expect("a file");
        let ended = scalegen(&["diff", &file, "1k"]).output().expect("scalegen runs");
        let said = String::from_utf8(ended.stderr).expect("text");
        assert!(ended.status.code() == Some(2) && said.lines().count() == 1, "{said}");
        assert!(said.starts_with(&format!("error: {file}: ")), "{said}");
    }
}

/// A pipe that brings nothing is told so, whatever it was for.
#[test]
fn an_empty_pipe_is_told() {
    for arguments in [["diff", "-", "1k"], ["migrate", "-", "1k"]] {
        let ended = scalegen(&arguments).stdin(Stdio::null()).output().expect("scalegen runs");
        let said = String::from_utf8(ended.stderr).expect("text");
        assert_eq!(said, "error: -: this is empty; a template is a map with a Resources section\n");
        assert_eq!(ended.status.code(), Some(2));
    }
}

#[test]
fn the_readme_shows_the_ladder() {
    let table = scalegen(&["stages", "--format", "markdown"]).output().expect("scalegen runs").stdout;
    let table = String::from_utf8(table).expect("text");
    assert!(include_str!("../README.md").contains(&table), "put this into README.md:\n{table}");
}
