//! Nothing runs the application's release on a database that has yet to be filled.

use scalegen::{
    app::App,
    cfn::Node,
    components::growth::Phase,
    design::Options,
    diff::Action,
    migrate::{Document, Leg, Move, Step, Task},
    strict,
};

use super::migration;

const LAUNCH_TEMPLATE: &str = "AWS::EC2::LaunchTemplate";

/// When RDS and Aurora begin: every pair that `design` accepts, for two engines.
fn beginnings() -> Vec<Options> {
    let managed = ["10", "100"];
    let aurora = ["100", "500k", "1m"];
    let all = managed.iter().flat_map(|managed| aurora.iter().map(move |aurora| (managed, aurora)));
    let fitting = all.filter(|pair| *pair != (&"10", &"100"));
    let both = fitting.flat_map(|pair| ["postgres", "mysql"].map(|engine| (pair, engine)));
    both.map(|((managed, aurora), engine)| {
        let file = format!(
            "bundle: s3://bucket/app-1.tgz\ndatabase: {{ engine: {engine}, managed_from: {managed}, aurora_from: {aurora} }}"
        );
        Options::from(strict::read::<App>(file.as_bytes()).unwrap())
    })
    .collect()
}

#[test]
fn a_release_starts_where_the_data_is() {
    let mut moved = 0;
    for options in beginnings() {
        for [from, to] in [["1", "11m"], ["vertical", "10"], ["20k", "750k"]] {
            for leg in &migration(from, to, &options).legs {
                moved += usize::from(starts_where_the_data_is(leg));
            }
        }
    }
    assert_eq!(moved, 26);
}

/// Whether the application's database moves; then no host comes before that boots a release and asks the new one.
fn starts_where_the_data_is(leg: &Leg) -> bool {
    let target = leg.moves.iter().find_map(|moved| match moved {
        Move::Database { to, .. } => Some(to.id()),
        _ => None,
    });
    let Some(target) = target else { return false };
    let early = |step: &&Step| matches!(step.task, Task::Phase(phase) if phase < Phase::Switch);
    for step in leg.steps.iter().filter(early) {
        let news = step.diff.changes.iter().filter(|change| change.action == Action::Create);
        for change in news.filter(|change| is_host(&change.kind)) {
            let asked = boots_release(&step.state.document, &change.logical_id, target);
            assert!(!asked, "{} to {}: {} starts early", leg.from, leg.to, change.logical_id);
        }
    }
    true
}

fn is_host(kind: &str) -> bool {
    matches!(kind, "AWS::EC2::Instance" | "AWS::AutoScaling::AutoScalingGroup")
}

/// Whether the launch template of a host, or of a fleet of them, installs a release, and names the database or its proxy.
fn boots_release(document: &Document, host: &str, target: &str) -> bool {
    let said = |body: &Node| serde_json::to_string(body).unwrap();
    let host = said(document.resources().get(host).unwrap());
    let mut all = document.resources().iter().filter(|(id, _)| document.kind(id) == LAUNCH_TEMPLATE);
    let asked = [format!("${{{target}."), format!("[\"{target}\","), "${DatabaseProxy.".to_owned()];
    all.any(|(id, body)| {
        let script = said(body);
        host.contains(&format!("{{\"Ref\":\"{id}\"}}"))
            && script.contains("app-deploy")
            && asked.iter().any(|name| script.contains(name))
    })
}
