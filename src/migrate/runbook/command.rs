//! Commands as people type them.

use serde::Serialize;

use super::shelf::File;
use crate::{
    cfn::Node,
    migrate::{Side, State, Task, VERSION, document::kind, names::names as names_of, step::HALF},
    words::quoted,
};

/// What the commands of a step name.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Deployment {
    /// The template's file.
    file: String,
    /// The change set.
    change_set: String,
    /// The stack, as the shell knows it.
    stack: &'static str,
    region: &'static str,
    bucket: &'static str,
    /// Whether the template goes through the bucket.
    large: bool,
    /// Whether the stack is new.
    creates: bool,
    /// Words behind `--parameters`.
    parameters: Vec<String>,
    /// Lines that come first: what the shell has to know.
    asks: Vec<String>,
    /// Whether hosts are held that were not before.
    #[serde(skip)]
    holds: bool,
}

/// One state of a stack after another: forward, or back.
#[derive(Clone, Copy)]
pub(super) struct Turn<'a> {
    pub task: Task,
    pub side: Side,
    pub from: Option<&'a State>,
    pub to: &'a State,
}

impl Deployment {
    /// How a stack comes to a state, whose template is in this file.
    pub(super) fn new(turn: Turn, change_set: String, (file, large): File) -> Self {
        let (stack, region, bucket) = names(turn.side);
        Self {
            change_set,
            stack,
            region,
            bucket,
            large,
            creates: turn.from.is_none(),
            parameters: parameters(turn),
            asks: asks(turn),
            holds: held(turn).is_some(),
            file,
        }
    }

    /// Whether the template goes through the bucket.
    pub(super) fn is_large(&self) -> bool {
        self.large
    }

    /// Whether it holds hosts that were not held before.
    pub(super) fn holds(&self) -> bool {
        self.holds
    }
}

fn names(side: Side) -> (&'static str, &'static str, &'static str) {
    match side {
        Side::Main => ("$STACK", "$REGION", "$BUCKET"),
        Side::Edge => ("$EDGE_STACK", "us-east-1", "$BUCKET"),
        Side::Second => ("$SECOND_STACK", "$SECOND_REGION", "$SECOND_BUCKET"),
    }
}

/// A value for each parameter that has none, or another one than before; the others keep theirs.
fn parameters(turn: Turn) -> Vec<String> {
    let declared = turn.to.document.section("Parameters").iter();
    declared
        .filter_map(|(name, body)| Some(format!("ParameterKey={name},{}", parameter_of(turn, name, body)?)))
        .collect()
}

fn parameter_of(turn: Turn, name: &str, body: &Node) -> Option<String> {
    let known = turn.from.is_some_and(|state| state.document.section("Parameters").get(name).is_some());
    let [was, is] = [turn.from.and_then(|state| state.parameters.get(name)), turn.to.parameters.get(name)];
    let given = match is {
        Some(value) if !known || was != is => self::value(name, value),
        None if known && was.is_some() => String::new(),
        _ if known => return Some("UsePreviousValue=true".to_owned()),
        _ if turn.from.is_none() && is_shared(name) => format!("\"$(parameter {name})\""),
        _ if body.get("Default").is_none() || name == EDGE => format!("\"${}\"", shell_name(name)),
        _ => return None,
    };
    Some(format!("ParameterValue={given}"))
}

/// The parameter that names the edge stack: nothing without a domain, but there it is wanted.
const EDGE: &str = "EdgeStack";

/// Whether stacks that belong together have the same value.
fn is_shared(name: &str) -> bool {
    matches!(name, "DomainName" | "HostedZoneId" | "AlarmEmail" | "AppBundle")
}

/// A value for the shell: what it knows itself, a version that it asked for, or the text.
fn value(name: &str, value: &str) -> String {
    if value.starts_with('$') {
        return format!("\"{value}\"");
    }
    if value == VERSION && (name == HALF || name.ends_with("Held")) {
        return "\"$WEB_LAUNCH_TEMPLATE_VERSION\"".to_owned();
    }
    quoted(value)
}

/// `WebLaunchTemplate` as a variable of the shell: `WEB_LAUNCH_TEMPLATE`.
fn shell_name(name: &str) -> String {
    let mut out = String::new();
    for (index, letter) in name.char_indices() {
        if index > 0 && letter.is_ascii_uppercase() {
            out.push('_');
        }
        out.push(letter.to_ascii_uppercase());
    }
    out
}

/// What the shell has to ask AWS before.
fn asks(turn: Turn) -> Vec<String> {
    let mut asks: Vec<_> = held(turn).into_iter().flat_map(|host| version(&host)).collect();
    match turn.task {
        Task::Second => asks.push(
            "DATABASE_VERSION=$(aws rds describe-db-clusters --region \"$REGION\" \\\n  --db-cluster-identifier \"$(resource \
             DatabaseCluster)\" --query 'DBClusters[0].EngineVersion' --output text)"
                .to_owned(),
        ),
        Task::Join => asks.extend(["Assets", "Media"].map(|bucket| {
            let name = bucket.to_uppercase();
            format!("SECOND_{name}=$(STACK=$SECOND_STACK REGION=$SECOND_REGION output {bucket}BucketName)")
        })),
        _ => {}
    }
    asks
}

/// The version that hosts run, once for the whole way: a later step, or the way back, names it again.
fn version(host: &str) -> [String; 2] {
    [
        format!(
            ": \"${{WEB_LAUNCH_TEMPLATE_VERSION:=$(aws ec2 describe-instances --region \"$REGION\" --instance-ids \"$(resource \
             {host})\" \\\n  --query \"Reservations[0].Instances[0].Tags[?Key=='aws:ec2launchtemplate:version'].Value\" --output \
             text)}}\""
        ),
        "echo \"the hosts run version $WEB_LAUNCH_TEMPLATE_VERSION: write it down\"".to_owned(),
    ]
}

/// A host that keeps its version, if a parameter says so.
fn held(turn: Turn) -> Option<String> {
    let was = |name: &str| turn.from.and_then(|state| state.parameters.get(name));
    let holds = |name: &str| {
        turn.to.parameters.get(name).is_some_and(|value| value == VERSION && was(name) != Some(value))
    };
    let holds = |body: &Node| {
        names_of(body).into_iter().any(|name| (name == HALF || name.ends_with("Held")) && holds(name))
    };
    let hosts = turn.to.document.resources().iter().filter(|(_, body)| kind(body) == "AWS::EC2::Instance");
    hosts.filter(|(_, body)| holds(body)).map(|(id, _)| id.to_owned()).next()
}
