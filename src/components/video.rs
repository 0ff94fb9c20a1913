//! Videos: a workflow of Step Functions has `MediaConvert` make what browsers play, and tells who listens how it went.

use serde::Serialize;

use super::{
    alarms::{Alarms, Watch},
    app::Surroundings,
    key::{Context, DataKey},
    names,
    storage::objects,
    talk::MILLION,
    tracing,
};
use crate::{
    cfn::{
        Id, Pseudo, Template, Val, sub_marked,
        types::{
            iam::Role,
            logs::LogGroup,
            policy::Statement,
            s3::Bucket,
            sns::Topic,
            stepfunctions::{LogDestination, LogGroupArn, Logging, StateMachine, Tracing},
            tag::Tag,
        },
    },
    text,
};

/// The values of `video.json.j2`.
#[derive(Serialize)]
struct Definition {
    partition: String,
    role: String,
    bucket: String,
    topic: String,
}

/// Builds the workflow, what it may do, and the topic that it tells. Every host may start it.
pub fn build(
    t: &mut Template,
    media: &Id<Bucket>,
    key: &DataKey,
    alarms: &Alarms,
    surroundings: &mut Surroundings,
) {
    t.section("Videos");
    let transcoder = transcoder(t, media, key);
    let why = MILLION.needs("tells the application which videos are done, and which failed");
    let topic = t.add("VideoTopic", why, Topic { tags: vec![Tag::name("videos")] });
    let why = MILLION.needs("what the workflow did, kept for 30 days");
    let log = LogGroup { retention_in_days: 30, kms_key_id: key.arn() };
    let log = t.add("VideoLogGroup", why, log);
    let role = role(t, &transcoder, &topic);
    let workflow = StateMachine {
        state_machine_type: "STANDARD",
        role_arn: role.arn(),
        definition_string: definition(&transcoder, media, &topic),
        logging_configuration: logging(&log),
        tracing_configuration: Tracing { enabled: true },
    };
    let why = MILLION
        .says("workflows on a managed service: what SWF was in 2015, Step Functions is today")
        .must("keep StateMachineType: a change replaces it");
    let workflow = t.add("VideoWorkflow", why, workflow);
    let text = "a video failed: look at the execution";
    let watch = Watch::above("AWS/States", "ExecutionsFailed", 0).statistic("Sum").for_periods(1, 300);
    let watch = watch.of("StateMachineArn", workflow.get()).silence_is_fine();
    alarms.add(t, "VideoFailedAlarm", MILLION.watches(text), format!("Videos: {text}"), watch);
    surroundings.tell("VIDEO_WORKFLOW_ARN", workflow.get());
    surroundings.tell("VIDEO_TOPIC_ARN", topic.get());
    surroundings.allow(Statement::allow(["s3:PutObject", "s3:GetObject"], [objects(media, "videos/*")]));
    surroundings.allow(Statement::allow(["states:StartExecution"], [workflow.get().into()]));
    t.output("VideoTopicArn", "Which videos are done, and which failed", topic.get());
}

fn definition(transcoder: &Id<Role>, media: &Id<Bucket>, topic: &Id<Topic>) -> Val {
    let definition = Definition {
        partition: Val::from(Pseudo::Partition).mark(),
        role: transcoder.arn().mark(),
        bucket: Val::from(media.get()).mark(),
        topic: Val::from(topic.get()).mark(),
    };
    sub_marked(&text::render("video.json.j2", &definition))
}

fn logging(log: &Id<LogGroup>) -> Logging {
    let destination = LogDestination { cloud_watch_logs_log_group: LogGroupArn { log_group_arn: log.arn() } };
    Logging { level: "ERROR", include_execution_data: true, destinations: vec![destination] }
}

/// What `MediaConvert` itself reads and writes.
fn transcoder(t: &mut Template, media: &Id<Bucket>, key: &DataKey) -> Id<Role> {
    let mut statements = vec![
        Statement::allow(["s3:GetObject"], [objects(media, "videos/*")]),
        Statement::allow(["s3:PutObject"], [objects(media, "media/*")]),
    ];
    statements.extend(key.writes(Context::bucket(media)));
    let role = Role::of("mediaconvert.amazonaws.com")
        .allowed("videos", statements.into_iter().map(Into::into).collect());
    t.add("VideoTranscoderRole", MILLION.needs("MediaConvert reads originals and writes what is shown"), role)
}

/// What the workflow needs to start a job, to hear of its end, and to tell of it.
fn role(t: &mut Template, transcoder: &Id<Role>, topic: &Id<Topic>) -> Id<Role> {
    let place = |service: &str, part: &str| names::arn(service, part);
    let pass = Statement::allow(["iam:PassRole"], [transcoder.arn()]);
    let statements = [
        Statement::allow(["mediaconvert:CreateJob"], [place("mediaconvert", "queues/Default")]),
        Statement::allow(
            ["mediaconvert:GetJob", "mediaconvert:CancelJob"],
            [place("mediaconvert", "jobs/*")],
        ),
        pass.only("StringEquals", "iam:PassedToService", ["mediaconvert.amazonaws.com".into()]),
        Statement::allow(
            ["events:PutTargets", "events:PutRule", "events:DescribeRule"],
            [place("events", "rule/StepFunctionsGetEventsForMediaConvertJobRule")],
        ),
        Statement::allow(["sns:Publish"], [topic.get().into()]),
        Statement::allow(LOGGING, ["*".into()]),
        tracing::may_send(),
    ];
    let role = Role::of("states.amazonaws.com").allowed("workflow", statements.map(Into::into).into());
    t.add("VideoWorkflowRole", MILLION.needs("the workflow starts jobs and tells how they went"), role)
}

/// Without them a state machine with a log is refused; none of them knows resources (Step Functions developer guide).
const LOGGING: [&str; 8] = [
    "logs:CreateLogDelivery",
    "logs:GetLogDelivery",
    "logs:UpdateLogDelivery",
    "logs:DeleteLogDelivery",
    "logs:ListLogDeliveries",
    "logs:PutResourcePolicy",
    "logs:DescribeResourcePolicies",
    "logs:DescribeLogGroups",
];
