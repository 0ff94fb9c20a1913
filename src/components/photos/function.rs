//! The function that makes renditions.

use indexmap::IndexMap;

use super::{Queues, SECONDS};
use crate::{
    cfn::{
        Declaration, Id, Template, Test, Val, no_value,
        types::{
            iam::Role,
            lambda::{
                Code, Environment, EventSourceMapping, Function as Lambda, LoggingConfig, ScalingConfig,
            },
            logs::LogGroup,
            policy::Statement,
            s3::Bucket,
        },
        when,
    },
    components::{
        alarms::{Alarms, Watch},
        key::{Context, DataKey},
        storage::objects,
        talk::MILLION,
    },
    text,
};

/// The newest Python of AWS Lambda, of November 2026.
const RUNTIME: &str = "python3.14";
/// Memory in MB: with so much it has a processor of its own, and an image of 50 million pixels fits.
const MEMORY: u16 = 1769;
/// Executions at once: a new account may have no more than 10.
pub const AT_ONCE: u16 = 10;

/// The function as a part of the stack.
#[derive(Debug)]
pub struct Function;

/// What it works on.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// Where uploads wait.
    pub queues: &'a Queues,
    /// Where they lie.
    pub media: &'a Id<Bucket>,
    /// The key of bucket and log.
    pub key: &'a DataKey,
    /// Who hears of its trouble.
    pub alarms: &'a Alarms,
}

impl Function {
    /// Builds the function, its log and its role, and lets it read the queue.
    pub fn build(t: &mut Template, ground: Ground<'_>) {
        let why = MILLION.needs("what the function says, kept for 30 days");
        let log = LogGroup { retention_in_days: 30, kms_key_id: ground.key.arn() };
        let log = t.add("PhotoLogGroup", why, log);
        let role = role(t, ground, &log);
        let layers = layers(t);
        let lambda = lambda(ground.media, &log, &role, layers);
        let why = MILLION.says("a function makes the renditions: no host waits for uploads");
        let function = t.add("PhotoFunction", why, lambda);
        read(t, ground.queues, &function);
        let text = "the function failed as a whole: could it load its image library?";
        let watch = Watch::above("AWS/Lambda", "Errors", 0).statistic("Sum").for_periods(3, 300);
        let watch = watch.of("FunctionName", function.get()).silence_is_fine();
        ground.alarms.add(t, "PhotoFunctionAlarm", MILLION.watches(text), format!("Photos: {text}"), watch);
    }
}

fn lambda(media: &Id<Bucket>, log: &Id<LogGroup>, role: &Id<Role>, layers: Val<Vec<Val>>) -> Lambda {
    Lambda {
        runtime: RUNTIME,
        architectures: vec!["arm64"],
        handler: "index.handler",
        role: role.arn(),
        timeout: SECONDS,
        memory_size: MEMORY,
        logging_config: LoggingConfig { log_group: log.get(), log_format: "JSON" },
        environment: Environment { variables: IndexMap::from([("MEDIA_BUCKET", media.get().into())]) },
        code: Code { zip_file: text::render("photo.py", &()) },
        layers: Some(layers),
    }
}

/// One record that fails does not take the batch with it. How many run at once the mapping says: reserved concurrency is
/// refused in accounts that have little.
fn read(t: &mut Template, queues: &Queues, function: &Id<Lambda>) {
    let mapping = EventSourceMapping {
        function_name: function.get(),
        event_source_arn: queues.photos.arn(),
        batch_size: 5,
        function_response_types: vec!["ReportBatchItemFailures"],
        scaling_config: ScalingConfig { maximum_concurrency: AT_ONCE },
    };
    let why = MILLION.needs("hands the function five messages at a time; those that fail come back alone");
    t.add("PhotoEvents", why, mapping);
}

fn role(t: &mut Template, ground: Ground<'_>, log: &Id<LogGroup>) -> Id<Role> {
    let mut statements = vec![
        Statement::allow(["logs:CreateLogStream", "logs:PutLogEvents"], [log.arn()]),
        may_receive(ground.queues),
    ];
    statements.extend(may_work(ground.media, ground.key));
    let role =
        Role::of("lambda.amazonaws.com").allowed("inline", statements.into_iter().map(Into::into).collect());
    let why = MILLION.needs("the function reads uploads and writes renditions, and nothing else");
    t.add("PhotoRole", why, role)
}

/// Reads messages and takes away what is done.
pub(super) fn may_receive(queues: &Queues) -> Statement {
    let actions = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"];
    Statement::allow(actions, [queues.photos.arn()])
}

/// Reads uploads, and writes what it makes of them.
pub(super) fn may_work(media: &Id<Bucket>, key: &DataKey) -> Vec<Statement> {
    let read = Statement::allow(["s3:GetObject", "s3:GetObjectVersion"], [objects(media, "incoming/*")]);
    let made = [objects(media, "media/*"), objects(media, "originals/*")];
    let write = Statement::allow(["s3:PutObject"], made);
    [read, write].into_iter().chain(key.writes(Context::bucket(media))).collect()
}

/// The image library, where a layer was given; otherwise the function fetches it when it starts.
fn layers(t: &mut Template) -> Val<Vec<Val>> {
    let parameter = t.parameter("PhotoLayer", &LAYER);
    let given = t.condition("HasPhotoLayer", &Test::given(&parameter));
    when(&given, Val::Is(vec![parameter.get()]), no_value())
}

const LAYER: Declaration = Declaration {
    r#type: "String",
    default: Some(""),
    description: "The ARN of a Lambda layer with Pillow for Python 3.14 on arm64. Empty: the function fetches one pinned \
                  version from the package index when it starts.",
    allowed_pattern: "^$|^arn:[a-z-]+:lambda:[a-z0-9-]+:[0-9]{12}:layer:[A-Za-z0-9_-]+:[0-9]+$",
    constraint_description: "the ARN of a layer version, or nothing",
};
