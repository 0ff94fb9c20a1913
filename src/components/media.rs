//! What users upload: it arrives under `incoming/`, originals are kept, and the site shows what was made of them.

use super::{
    app::Surroundings,
    identity::Identity,
    key::{Context, DataKey},
    logs,
    replication::{Copier, Shared},
    storage::{self, Age, objects},
    talk::MILLION,
};
use crate::{
    cfn::{
        Attributes, Id, Template, Val,
        types::{
            policy::Statement,
            s3::{Bucket, Cors, CorsRule, NotificationFilter, QueueConfiguration},
            sqs::{Queue, QueuePolicy},
        },
        when,
    },
    sub,
};

/// How long an upload stays where it arrived, in days: by then it has been worked on, or lies in the dead-letter queue.
const ARRIVED_DAYS: u16 = 7;
/// Where uploads arrive.
pub const INCOMING: &str = "incoming/";

/// Builds the bucket. Whoever uploads does so with an address that the application signed: no body passes through hosts.
pub fn build(
    t: &mut Template,
    identity: &Identity,
    logs: &logs::Built,
    key: &DataKey,
    arrivals: (&Id<Queue>, &Id<QueuePolicy>),
    copier: Option<&Copier>,
    surroundings: &mut Surroundings,
) -> Id<Bucket> {
    let (queue, policy) = arrivals;
    let mut bucket = storage::logging(Age::Versioned, logs, key);
    bucket.lifecycle_configuration.rules.push(storage::expire("incoming", INCOMING, ARRIVED_DAYS));
    bucket.cors_configuration = Some(Cors { cors_rules: vec![cors(identity)] });
    bucket.replication_configuration = copier.map(|copier| copier.rules(Shared::Media));
    let arrival = QueueConfiguration {
        event: "s3:ObjectCreated:*",
        queue: queue.arn(),
        filter: NotificationFilter::prefix(INCOMING),
    };
    bucket.notification_configuration.iter_mut().for_each(|it| it.queue_configurations.push(arrival.clone()));
    let why = MILLION
        .says("what users upload, in S3: it arrives in incoming/, and the site shows what lies in media/");
    let bucket = t.add("MediaBucket", Attributes::from(why).after(&logs.policy).after(policy), bucket);
    let text = "The bucket of uploads: they arrive in incoming/, the site serves what lies in media/";
    t.output("MediaBucketName", text, bucket.get());
    surroundings.tell("MEDIA_BUCKET", bucket.get());
    surroundings.allow(Statement::allow(["s3:PutObject"], [objects(&bucket, "incoming/*")]));
    let shown = [objects(&bucket, "media/*"), objects(&bucket, "originals/*")];
    surroundings.allow(Statement::allow(["s3:GetObject", "s3:DeleteObject"], shown));
    surroundings.allow_all(key.writes(Context::bucket(&bucket)));
    bucket
}

/// The site's own pages may upload; without a domain any page may, as it still needs a signed address.
fn cors(identity: &Identity) -> CorsRule {
    let site = vec![sub!["https://", &identity.domain], sub!["https://www.", &identity.domain]];
    CorsRule {
        allowed_methods: vec!["PUT"],
        allowed_origins: when(&identity.has_domain, Val::Is(site), Val::Is(vec!["*".into()])),
        allowed_headers: vec!["*"],
        max_age: 3000,
    }
}

/// Lets the distribution of this ID, and no other, read what is shown.
pub fn admit(t: &mut Template, bucket: &Id<Bucket>, distribution: &Val) {
    let why = MILLION.needs("what was made of uploads is read through the distribution only");
    let read = super::cdn::may_read(distribution, objects(bucket, "media/*"));
    storage::policy(t, "MediaBucketPolicy", why, bucket, vec![read]);
}
