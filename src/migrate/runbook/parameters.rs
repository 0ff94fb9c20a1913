//! The parameters of a deployment, and what the shell has to ask before it.

use super::command::Turn;
use crate::{
    cfn::{Node, Resource, types::rds::DbCluster},
    migrate::{
        Asked, Document, Given,
        document::kind,
        given::{changed, shell_name},
        names::names,
    },
    words::quoted,
};

/// A value for each parameter that has none, or another one than before; the others keep theirs.
pub(super) fn parameters(turn: Turn) -> Vec<String> {
    let declared = turn.to.document.section("Parameters").iter();
    declared
        .filter_map(|(name, body)| Some(format!("ParameterKey={name},{}", parameter(turn, name, body)?)))
        .collect()
}

fn parameter(turn: Turn, name: &str, body: &Node) -> Option<String> {
    let known = turn.from.is_some_and(|state| state.document.section("Parameters").get(name).is_some());
    let [was, is] = [turn.from.and_then(|state| state.parameters.get(name)), turn.to.parameters.get(name)];
    let given = match is {
        Some(given) if !known || was != is => value(given),
        None if known && was.is_some() => default(body),
        _ if known => return Some("UsePreviousValue=true".to_owned()),
        _ if turn.from.is_none() && is_shared(name) => format!("\"$(parameter {name})\""),
        _ if body.get("Default").is_none() => format!("\"${}\"", shell_name(name)),
        _ => return None,
    };
    Some(format!("ParameterValue={given}"))
}

/// Whether stacks that belong together have the same value.
fn is_shared(name: &str) -> bool {
    matches!(name, "DomainName" | "HostedZoneId" | "AlarmEmail" | "AppBundle")
}

/// A value as a word of the shell.
fn value(given: &Given) -> String {
    match given {
        Given::Text(text) => quoted(text),
        Given::Asked(asked) => format!("\"${}\"", asked.variable()),
    }
}

/// The value of a parameter to which nothing is given any more.
fn default(body: &Node) -> String {
    body.get("Default").and_then(Node::as_text).map(quoted).unwrap_or_default()
}

/// Whether it holds hosts that were not held before.
pub(super) fn holds(turn: Turn) -> bool {
    asked(turn).any(|(_, asked)| matches!(asked, Asked::Version { .. }))
}

/// Lines by which the shell comes to know what it has to. On the way back nobody can tell what hosts ran before.
pub(super) fn asks(turn: Turn) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for (name, asked) in asked(turn) {
        let line = if turn.back { recall(asked) } else { ask(turn, name, asked) };
        lines.extend(line.into_iter().filter(|line| !lines.contains(line)).collect::<Vec<_>>());
    }
    lines
}

/// What the shell is asked for that is new.
fn asked(turn: Turn<'_>) -> impl Iterator<Item = (&'_ str, &'_ Asked)> {
    let before = turn.from.map(|state| &state.parameters);
    changed(before, &turn.to.parameters).filter_map(|(name, given)| match given {
        Given::Asked(asked) => Some((name, asked)),
        Given::Text(_) => None,
    })
}

/// What a step before has asked for.
fn recall(asked: &Asked) -> Vec<String> {
    vec![format!(": \"${{{}:?as it was written down}}\"", asked.variable())]
}

fn ask(turn: Turn, parameter: &str, asked: &Asked) -> Vec<String> {
    let variable = asked.variable();
    match asked {
        Asked::Stack | Asked::EdgeStack => Vec::new(),
        Asked::Version { .. } => version(&variable, host(turn, parameter)),
        Asked::DatabaseVersion => database_version(&variable, &turn.to.document),
        Asked::Bucket(bucket) => vec![format!(
            "{variable}=$(STACK=$SECOND_STACK REGION=$SECOND_REGION output {})",
            bucket.output()
        )],
    }
}

/// The version that a host runs. A later step, and the way back, name it again.
fn version(variable: &str, host: &str) -> Vec<String> {
    vec![
        format!(
            "{variable}=$(aws ec2 describe-instances --region \"$REGION\" --instance-ids \"$(resource {host})\" \\\n  --query \
             \"Reservations[0].Instances[0].Tags[?Key=='aws:ec2launchtemplate:version'].Value\" --output text)"
        ),
        format!("echo \"{variable}=${variable}: write it down, for the way back\""),
    ]
}

/// The one version of all clusters, as a region that joins them takes no other.
fn database_version(variable: &str, document: &Document) -> Vec<String> {
    let all = document.resources().iter().filter(|(_, body)| kind(body) == DbCluster::TYPE);
    let clusters: Vec<_> = all.map(|(id, _)| id).collect();
    vec![
        format!("{variable}=$(printf '%s\\n' {} | while read -r cluster; do", clusters.join(" ")),
        "  aws rds describe-db-clusters --region \"$REGION\" --db-cluster-identifier \"$(resource \"$cluster\")\" \\\n    --query \
         'DBClusters[0].EngineVersion' --output text < /dev/null\ndone | sort -u)"
            .to_owned(),
        format!(
            "[[ ${variable} != *$'\\n'* ]] || echo \"not one version, but ${{{variable}//$'\\n'/, }}: first bring all clusters to the newest \
             of them, by aws rds modify-db-cluster --engine-version\""
        ),
    ]
}

/// A host that keeps its version, as a parameter says.
fn host<'a>(turn: Turn<'a>, parameter: &str) -> &'a str {
    let mut hosts =
        turn.to.document.resources().iter().filter(|(_, body)| kind(body) == "AWS::EC2::Instance");
    hosts.find(|(_, body)| names(body).contains(parameter)).map_or("", |(id, _)| id)
}
