//! What `migrate` makes of a deployed template's file.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::{
    fs,
    process::{Command, Output},
};

use tempfile::{TempDir, tempdir};

/// A template that a command prints, in a folder of its own; the steps come beside it.
struct Deployed(TempDir);

impl Deployed {
    fn new(text: impl AsRef<[u8]>) -> Self {
        let folder = tempdir().unwrap();
        fs::write(folder.path().join("deployed.yaml"), text).unwrap();
        Self(folder)
    }

    fn printed(arguments: &[&str]) -> Self {
        Self::new(stage(arguments))
    }

    /// What `migrate` says of the way from it.
    fn grown(&self, to: &str) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_scalegen"));
        command
            .args(["migrate", "deployed.yaml", to, "--out", "steps"])
            .current_dir(&self.0)
            .output()
            .unwrap()
    }

    /// Name and text of every file of the way from it, in order.
    fn steps(&self, to: &str) -> Vec<(String, String)> {
        let ended = self.grown(to);
        assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
        let files = fs::read_dir(self.0.path().join("steps")).unwrap().map(|file| file.unwrap().path());
        let mut files: Vec<_> = files
            .map(|path| {
                (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(&path).unwrap())
            })
            .collect();
        files.sort();
        files
    }

    /// Why there is none.
    fn refusal(&self, to: &str) -> String {
        let ended = self.grown(to);
        let said = String::from_utf8(ended.stderr).unwrap();
        assert!(ended.status.code() == Some(2) && said.lines().count() == 1, "{said}");
        assert!(!self.0.path().join("steps").exists(), "{said}");
        said.trim_end().to_owned()
    }
}

fn stage(arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_scalegen"));
    String::from_utf8(command.arg("stage").args(arguments).output().unwrap().stdout).unwrap()
}

fn runbook(steps: &[(String, String)]) -> &str {
    &steps.iter().find(|(name, _)| name == "README.md").unwrap().1
}

/// The template of the last step.
fn last(steps: &[(String, String)]) -> &str {
    &steps.iter().rfind(|(name, _)| name.starts_with(|first: char| first.is_ascii_digit())).unwrap().1
}

#[test]
fn a_template_says_for_how_many_users_it_is() {
    let deployed = Deployed::printed(&["400k"]);
    let steps = deployed.steps("500k");
    assert!(!runbook(&steps).contains("## Edited by hand"), "its own sizes are taken for edits");
    assert_eq!(last(&steps), stage(&["500k"]));
    let told = Deployed::printed(&["400k"]).refusal("20k");
    assert!(told.starts_with("error: 20k is smaller than 400k: "), "{told}");
}

/// Until 2026-10 a template named its stage alone.
#[test]
fn an_older_template_is_its_stages() {
    let deployed = Deployed::new(stage(&["400k"]).replace("scalegen stage 400k:", "scalegen stage 10k:"));
    let steps = deployed.steps("500k");
    assert!(
        runbook(&steps).starts_with("# From 10k to 500k\n") && runbook(&steps).contains("## Edited by hand")
    );
}

#[test]
fn the_main_stack_alone_is_where_a_way_begins() {
    let edge = ["10k", "--role", "edge", "--region", "eu-west-1"];
    for (arguments, said) in
        [(&edge[..], "10k --role edge"), (&["11m", "--role", "secondary"], "11m --role secondary")]
    {
        let told = Deployed::printed(arguments).refusal("12m");
        assert_eq!(
            told,
            format!(
                "error: deployed.yaml: this is no main stack's template (scalegen stage {said}); name the main stack's: its \
                 runbook has the steps of all"
            )
        );
    }
}

#[test]
fn what_is_no_stages_template_is_refused() {
    let none = "error: deployed.yaml: its Description names no stage, so this is no template of ours; name one that `scalegen stage` \
                printed";
    assert_eq!(Deployed::new("Resources: {Own: {Type: AWS::SNS::Topic}}").refusal("1k"), none);
    let title = "Description: 'scalegen stage 100: the database as a service'\n";
    for rest in ["Resources: {}", "Resources: {Own: {Type: AWS::SNS::Topic}}"] {
        let told = Deployed::new(format!("{title}{rest}")).refusal("1k");
        assert!(told.starts_with("error: the deployed template has no resource of stage 100, "), "{told}");
    }
    let steps = Deployed::printed(&["100"]).steps("1k");
    let (_, on_the_way) = steps.iter().find(|(name, _)| name.starts_with("01-")).unwrap();
    let told = Deployed::new(on_the_way).refusal("1k");
    assert_eq!(
        told,
        "error: deployed.yaml: this is a step on the way (scalegen migrate 100 1k: expand); finish that way first, by its runbook"
    );
}

#[test]
fn reasons_of_another_stage_are_left_behind() {
    let deployed = Deployed::printed(&["1k", "--context"]);
    let steps = deployed.steps("10k");
    assert!(!runbook(&steps).contains("## Edited by hand"));
    for (name, text) in &steps {
        assert!(!text.contains("com.aws.cloudformation.Context"), "{name}");
    }
    assert_eq!(last(&steps), stage(&["10k"]));
}
