//! Commands as people type them.

use serde::Serialize;

use crate::{
    cfn::Node,
    migrate::{Side, State, Step, Task, parameter},
};

/// The largest template that CloudFormation takes in the request itself, in bytes; a bigger one goes through S3.
const BODY_LIMIT: usize = 51_200;

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
}

impl Deployment {
    /// How a step is deployed; `before` is the state before it, where the stack is there already.
    pub(super) fn new(step: &Step, before: Option<&State>, number: usize, file: String) -> Self {
        let (stack, region, bucket) = names(step.side);
        Self {
            change_set: format!("step-{number:02}"),
            stack,
            region,
            bucket,
            large: step.state.document.yaml().len() > BODY_LIMIT,
            creates: before.is_none(),
            parameters: parameters(step, before),
            asks: asks(step),
            file,
        }
    }

    /// Whether the template goes through the bucket.
    pub(super) fn is_large(&self) -> bool {
        self.large
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
fn parameters(step: &Step, before: Option<&State>) -> Vec<String> {
    let known =
        |name: &str| before.is_some_and(|state| state.document.section("Parameters").get(name).is_some());
    let declared = step.state.document.section("Parameters").iter();
    let word = |(name, body): (&str, &Node)| match step.given.get(name) {
        Some(value) => Some(format!("ParameterKey={name},ParameterValue={}", self::value(name, value))),
        None if known(name) => Some(format!("ParameterKey={name},UsePreviousValue=true")),
        None if before.is_none() && is_shared(name) => {
            Some(format!("ParameterKey={name},ParameterValue=\"$(parameter {name})\""))
        }
        None if body.get("Default").is_none() => {
            Some(format!("ParameterKey={name},ParameterValue=\"${}\"", shell_name(name)))
        }
        None => None,
    };
    declared.filter_map(word).collect()
}

/// Whether stacks that belong together have the same value.
fn is_shared(name: &str) -> bool {
    matches!(name, "DomainName" | "HostedZoneId" | "AlarmEmail")
}

/// A value for the shell: what it knows itself, a version that it asked for, or the text.
fn value(name: &str, value: &str) -> String {
    if value.starts_with('$') {
        return format!("\"{value}\"");
    }
    if value == crate::migrate::VERSION && (name == "WebServerBVersion" || name.ends_with("Held")) {
        return format!("\"${}\"", version_of(name));
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || "+=.,_:@%/-".contains(c);
    if value.chars().all(plain) { value.to_owned() } else { format!("'{}'", value.replace('\'', r"'\''")) }
}

/// The shell's name for the version that a parameter holds.
fn version_of(parameter: &str) -> String {
    let template = parameter.strip_suffix("Held").unwrap_or("WebLaunchTemplate");
    format!("{}_VERSION", shell_name(template))
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
fn asks(step: &Step) -> Vec<String> {
    let mut asks = Vec::new();
    for template in held(step) {
        asks.push(format!(
            "{}_VERSION=$(aws ec2 describe-launch-templates --region \"$REGION\" --launch-template-ids \"$(resource {template})\" \
             --query 'LaunchTemplates[0].LatestVersionNumber' --output text)",
            shell_name(&template)
        ));
    }
    match step.task {
        Task::Second => asks.push(
            "DATABASE_VERSION=$(aws rds describe-db-clusters --region \"$REGION\" --db-cluster-identifier \"$(resource DatabaseCluster)\" \
             --query 'DBClusters[0].EngineVersion' --output text)"
                .to_owned(),
        ),
        Task::Join => asks.extend(["Assets", "Media"].map(|bucket| {
            format!(
                "SECOND_{}=$(STACK=$SECOND_STACK REGION=$SECOND_REGION output {bucket}BucketName)",
                bucket.to_uppercase()
            )
        })),
        _ => {}
    }
    asks
}

/// The launch templates whose versions a step gives.
fn held(step: &Step) -> Vec<String> {
    let templates = step.state.document.resources().iter().map(|(id, _)| id);
    let mut held: Vec<_> =
        templates.filter(|id| step.given.contains_key(&parameter(id))).map(str::to_owned).collect();
    if step.task == Task::Half {
        held.push("WebLaunchTemplate".to_owned());
    }
    held
}
