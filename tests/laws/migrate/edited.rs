//! What was edited by hand goes along.

use indexmap::IndexMap;
use scalegen::{
    app::App,
    cfn::{Node, read::read},
    design::Options,
    migrate::{
        Dropped, Migration, Request,
        runbook::{Voice, book},
    },
};

use super::{holds, printed, stop};

/// Stage 1k with a longer retention, another class, and a topic of its own.
fn deployed() -> Node {
    let text = printed("1k", &Options::default()).yaml();
    let text = text.replace("BackupRetentionPeriod: 7", "BackupRetentionPeriod: 21");
    let text = text.replace("DBInstanceClass: db.t4g.small", "DBInstanceClass: db.t4g.large");
    read(&text.replace("\nResources:\n", "\nResources:\n  Own:\n    Type: AWS::SNS::Topic\n\n")).unwrap()
}

fn edited(deployed: Node, to: &str) -> Migration {
    let options = Options::default();
    let (from, to) = (stop("1k"), stop(to));
    let request =
        Request { from, to, options: &options, parameters: IndexMap::new(), deployed: Some(deployed) };
    Migration::new(&request).unwrap()
}

/// The runbook.
fn told(migration: &Migration) -> String {
    let (stack, engine) = ("shop".to_owned(), App::default().database.engine);
    let voice = Voice { stack, engine, given: Vec::new(), tags: "[]".to_owned(), quotas: Vec::new() };
    book(migration, &voice).unwrap().text
}

#[test]
fn an_edit_goes_along_to_the_end_and_what_does_not_is_said() {
    let migration = edited(deployed(), "10k");
    let wrong: Vec<_> = migration.legs.iter().flat_map(holds::wrong).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    for step in migration.steps() {
        let resources = step.state.document.resources();
        let database = resources.get("Database").unwrap().get("Properties").unwrap();
        assert_eq!(database.get("BackupRetentionPeriod"), Some(&Node::Number(21.into())));
        assert_eq!(step.state.document.kind("Own"), "AWS::SNS::Topic");
    }
    let edits = migration.edits.as_ref().unwrap();
    assert_eq!(edits.dropped, [Dropped::Own("Resources.Database.Properties.DBInstanceClass".to_owned())]);
    let changed: Vec<_> = edits.diff.changes.iter().map(|change| change.logical_id.as_str()).collect();
    assert_eq!(changed, ["Database", "Own"]);
    let last = migration.legs.last().unwrap().after().document.clone();
    let (ours, theirs) = (printed("10k", &Options::default()).yaml(), last.yaml());
    let comments = |text: &str| text.lines().filter(|line| line.trim_start().starts_with('#')).count();
    assert_eq!(comments(&theirs), comments(&ours) + 1, "a comment is lost");
}

#[test]
fn what_is_as_printed_has_no_edit() {
    let migration = edited(printed("1k", &Options::default()).node, "500k");
    let edits = migration.edits.as_ref().unwrap();
    assert!(edits.diff.changes.is_empty() && edits.dropped.is_empty());
    assert!(!told(&migration).contains("## Edited by hand"));
    assert_eq!(super::ends_at(&migration, "500k", &Options::default()), None);
}

/// What is edited is listed also where it stays as it is.
#[test]
fn an_edit_is_told() {
    for (to, said) in [("10k", "is carried along through every step:"), ("1.1k", "stays:")] {
        let text = told(&edited(deployed(), to));
        assert!(text.contains(said) && text.contains("+ create      Own "), "{to}: {text}");
        assert_eq!(text.contains("needs no update: for 1.1k it takes the resources"), to == "1.1k");
        assert_eq!(
            text.contains("\n- `Resources.Database.Properties.DBInstanceClass`\n"),
            to == "10k",
            "{text}"
        );
    }
}

/// The way of a deployed template that was changed by hand.
fn changed(from: &str, [old, new]: [&str; 2], to: &str) -> anyhow::Result<Migration> {
    let text = printed(from, &Options::default()).yaml();
    assert!(text.contains(old), "{from} has no {old}");
    let (options, deployed) = (Options::default(), Some(read(&text.replacen(old, new, 1)).unwrap()));
    let (from, to) = (stop(from), stop(to));
    Migration::new(&Request { from, to, options: &options, parameters: IndexMap::new(), deployed })
}

/// What refers to something that goes would not deploy; nor would the rest, if something that it needs was taken out.
#[test]
fn a_reference_that_would_lead_nowhere_is_refused() {
    let own = "\nResources:\n  Own:\n    Type: AWS::SSM::Parameter\n    Properties: {Type: String, Value: !GetAtt DataHost.PrivateIp}\n";
    let told = changed("10", ["\nResources:\n", own], "1k").unwrap_err().to_string();
    assert_eq!(
        told,
        "with what was edited by hand, Resources.Own.Properties.Value of the template for 100 refers to `DataHost`, which is not \
         there; change that edit in the deployed stack first"
    );
    let output = "\nOutputs:\n  Own:\n    Value: !Ref DataHost\n";
    let told = changed("10", ["\nOutputs:\n", output], "100").unwrap_err().to_string();
    assert!(told.contains("Outputs.Own.Value of the template for 100 refers to `DataHost`"), "{told}");
    assert!(changed("1", ["\nResources:\n", own], "10").is_ok(), "it goes along where the host stays");
}

/// An edit of what goes is said to go, and not to lose against a value of the later template.
#[test]
fn an_edit_goes_with_what_was_edited() {
    let migration =
        changed("10", ["MetricName: StatusCheckFailed_System", "MetricName: Own"], "100").unwrap();
    let edits = migration.edits.as_ref().unwrap();
    let [Dropped::Gone(path)] = edits.dropped.as_slice() else { panic!("{:?}", edits.dropped) };
    let text = told(&migration);
    assert!(text.contains(&format!("does not have what was edited:\n\n- `{path}`\n")), "{text}");
    assert!(!text.contains("Not carried"), "{text}");
}

/// A name that a later stage takes for something of its own is told before anything happens.
#[test]
fn a_name_that_is_taken_later_is_refused() {
    let text = printed("1k", &Options::default()).yaml();
    let text = text.replace("\nResources:\n", "\nResources:\n  Cache:\n    Type: AWS::SNS::Topic\n\n");
    let options = Options::default();
    let (from, to) = (stop("1k"), stop("10k"));
    let deployed = Some(read(&text).unwrap());
    let request = Request { from, to, options: &options, parameters: IndexMap::new(), deployed };
    let told = Migration::new(&request).unwrap_err().to_string();
    assert!(told.contains("a resource `Cache` of its own"), "{told}");
}
