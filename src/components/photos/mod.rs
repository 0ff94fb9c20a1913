//! Photos: an upload becomes a message, a message becomes renditions. Nobody waits for it, and nothing is lost.

mod function;
mod workers;

use super::{
    alarms::{Alarms, Watch},
    talk::MILLION,
};
use crate::cfn::{
    Attributes, Id, Pseudo, Template,
    types::{
        policy::{PolicyDocument, Statement},
        sqs::{Queue, QueuePolicy, RedrivePolicy},
    },
};
pub use function::{AT_ONCE, Function, Ground as FunctionGround};
pub use workers::{Ground as WorkerGround, Workers, Working};

/// How long one message may take, in seconds.
const SECONDS: u16 = 60;
/// How long a message that somebody works on is hidden from others: six times as long (Lambda developer guide).
const HIDDEN: u32 = 6 * SECONDS as u32;
/// How long a message stays, in seconds: 4 days.
const KEPT: u32 = 4 * 24 * 60 * 60;
/// How long one that failed stays: 14 days, as long as SQS keeps any.
const FAILED_KEPT: u32 = 14 * 24 * 60 * 60;
/// How often a message is tried.
const TRIES: u8 = 10;

/// Who makes the renditions.
#[derive(Clone, Debug)]
pub enum Photos {
    /// A function, which costs nothing while nobody uploads.
    Function,
    /// Hosts, for much and heavy work.
    Workers(Workers),
}

/// What uploads wait in.
#[derive(Debug)]
pub struct Queues {
    /// Where a bucket's events arrive.
    pub photos: Id<Queue>,
    /// Who may send there.
    pub policy: Id<QueuePolicy>,
    /// Where what failed waits for a person.
    pub failed: Id<Queue>,
}

impl Queues {
    /// Builds the queue, the one for what fails, and the alarms of both.
    pub fn build(t: &mut Template, alarms: &Alarms) -> Self {
        t.section("Photos");
        let why = MILLION.needs("what failed ten times waits here for a person: mend it, then redrive");
        let failed = t.add("PhotoDeadLetterQueue", why, Queue::keeping(FAILED_KEPT));
        let queue = Queue {
            visibility_timeout: Some(HIDDEN),
            receive_message_wait_time_seconds: Some(20),
            redrive_policy: Some(RedrivePolicy {
                dead_letter_target_arn: failed.arn(),
                max_receive_count: TRIES,
            }),
            ..Queue::keeping(KEPT)
        };
        let why = MILLION
            .says("a queue between upload and work: a worker that dies takes no work with it")
            .must("keep VisibilityTimeout at six times the function's timeout or more");
        let photos = t.add("PhotoQueue", why, queue);
        let policy = policy(t, &photos);
        watch(t, &photos, &failed, alarms);
        t.output(
            "PhotoDeadLetterQueueUrl",
            "Uploads that failed: redrive them once the cause is mended",
            failed.get(),
        );
        Self { photos, policy, failed }
    }
}

/// The bucket refers to the queue, so that the queue cannot name the bucket: any bucket of this account may send.
fn policy(t: &mut Template, queue: &Id<Queue>) -> Id<QueuePolicy> {
    let send = Statement::allow(["sqs:SendMessage"], [queue.arn()]).by("s3.amazonaws.com").only(
        "StringEquals",
        "aws:SourceAccount",
        [Pseudo::AccountId.into()],
    );
    let policy =
        QueuePolicy { queues: vec![queue.get()], policy_document: PolicyDocument::of(vec![send.into()]) };
    t.add("PhotoQueuePolicy", MILLION.needs("only buckets of this account send here"), policy)
}

fn watch(t: &mut Template, queue: &Id<Queue>, failed: &Id<Queue>, alarms: &Alarms) {
    let mut add = |id: &str, text: &str, queue: &Id<Queue>, watch: Watch| {
        let why: Attributes = MILLION.watches(text);
        let watch = watch.statistic("Maximum").of("QueueName", queue.queue_name()).silence_is_fine();
        alarms.add(t, id, why, format!("Photos: {text}"), watch);
    };
    let any = Watch::above("AWS/SQS", "ApproximateNumberOfMessagesVisible", 0).for_periods(1, 300);
    let text = "an upload failed ten times: look at the log, then redrive the dead-letter queue";
    add("PhotoDeadLetterAlarm", text, failed, any);
    let old = Watch::above("AWS/SQS", "ApproximateAgeOfOldestMessage", 900).for_periods(2, 300);
    add("PhotoBacklogAlarm", "uploads wait longer than 15 minutes: is the worker alive?", queue, old);
}
