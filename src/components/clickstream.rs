//! Clickstream: what users do, at any rate, into a stream and from there into S3.

use super::{
    alarms::{Alarms, Watch},
    app::{Neighbour, Surroundings},
    key::{Context, DataKey},
    logs,
    network::{self, Places},
    storage::{self, Age, objects},
    talk::TEN_MILLION,
};
use crate::cfn::{
    Id, Template,
    types::{
        firehose::{BufferingHints, DeliveryStream, ExtendedS3Destination, KinesisStreamSource},
        iam::Role,
        kinesis::{Stream, StreamEncryption, StreamModeDetails},
        policy::Statement,
        s3::Bucket,
    },
};

/// Where events lie, by the hour.
const PREFIX: &str = "clickstream/!{timestamp:yyyy/MM/dd/HH}/";
const ERRORS: &str = "clickstream-errors/!{firehose:error-output-type}/";

/// Builds stream, delivery and bucket; every host may write into the stream.
pub fn build(
    t: &mut Template,
    (network, hosts): (&network::Built, &Places),
    logs: &logs::Built,
    key: &DataKey,
    alarms: &Alarms,
    surroundings: &mut Surroundings,
) -> Id<Bucket> {
    t.section("Clickstream");
    let why = TEN_MILLION.says("clickstream data: every event, in order, without a database");
    let stream = t.add("ClickstreamStream", why, stream());
    let why = TEN_MILLION.needs("what users did, by the hour, for whoever asks later");
    let bucket = storage::logged(t, "AnalyticsBucket", why, Age::Versioned, logs, key);
    let why = TEN_MILLION.needs("TLS for everybody who reads or writes events");
    storage::policy(t, "AnalyticsBucketPolicy", why, &bucket, Vec::new());
    let role = role(t, &stream, &bucket, key);
    let why = TEN_MILLION
        .needs("takes events from the stream to S3, every five minutes")
        .must("keep KinesisStreamSourceConfiguration: a change replaces it");
    let delivery = t.add("ClickstreamDelivery", why, delivery(&stream, &bucket, &role));
    watch(t, &stream, &delivery, alarms);
    let (group, does) = (network.streams(t, hosts), "writes events");
    surroundings.meet(Neighbour { name: "StreamEndpoint", group, port: 443, step: TEN_MILLION, does });
    surroundings.tell("CLICKSTREAM", stream.get());
    surroundings.allow(Statement::allow(["kinesis:PutRecord", "kinesis:PutRecords"], [stream.arn()]));
    t.output(
        "AnalyticsBucketName",
        "Events, gzipped lines under clickstream/<year>/<month>/<day>/<hour>/",
        bucket.get(),
    );
    bucket
}

fn stream() -> Stream {
    Stream {
        stream_mode_details: StreamModeDetails { stream_mode: "ON_DEMAND" },
        retention_period_hours: 24,
        stream_encryption: StreamEncryption { encryption_type: "KMS", key_id: "alias/aws/kinesis".into() },
    }
}

fn delivery(stream: &Id<Stream>, bucket: &Id<Bucket>, role: &Id<Role>) -> DeliveryStream {
    DeliveryStream {
        delivery_stream_type: "KinesisStreamAsSource",
        kinesis_stream_source_configuration: KinesisStreamSource {
            kinesis_stream_arn: stream.arn(),
            role_arn: role.arn(),
        },
        extended_s3_destination_configuration: ExtendedS3Destination {
            bucket_arn: bucket.arn(),
            role_arn: role.arn(),
            compression_format: "GZIP",
            buffering_hints: BufferingHints { interval_in_seconds: 300, size_in_mbs: 64 },
            prefix: PREFIX,
            error_output_prefix: ERRORS,
        },
    }
}

fn role(t: &mut Template, stream: &Id<Stream>, bucket: &Id<Bucket>, key: &DataKey) -> Id<Role> {
    let read = [
        "kinesis:DescribeStream",
        "kinesis:DescribeStreamSummary",
        "kinesis:GetShardIterator",
        "kinesis:GetRecords",
        "kinesis:ListShards",
    ];
    let whole = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"];
    let mut statements = vec![
        Statement::allow(read, [stream.arn()]),
        Statement::allow(whole, [bucket.arn()]),
        Statement::allow(["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"], [objects(bucket, "*")]),
    ];
    statements.extend(key.writes(Context::bucket(bucket)));
    let role = Role::of("firehose.amazonaws.com")
        .allowed("deliver", statements.into_iter().map(Into::into).collect());
    t.add(
        "ClickstreamRole",
        TEN_MILLION.needs("reads the stream and writes the bucket, and nothing else"),
        role,
    )
}

fn watch(t: &mut Template, stream: &Id<Stream>, delivery: &Id<DeliveryStream>, alarms: &Alarms) {
    let text = "events are refused: the stream grows by itself, but not faster than twice in 15 minutes";
    let refused = Watch::above("AWS/Kinesis", "WriteProvisionedThroughputExceeded", 0).statistic("Sum");
    let refused = refused.for_periods(3, 300).of("StreamName", stream.get()).silence_is_fine();
    alarms.add(
        t,
        "ClickstreamRefusedAlarm",
        TEN_MILLION.watches(text),
        format!("Clickstream: {text}"),
        refused,
    );
    let text = "events are older than an hour before they reach S3: see clickstream-errors/ in the bucket";
    let late = Watch::above("AWS/Firehose", "DeliveryToS3.DataFreshness", 3600).statistic("Maximum");
    let late = late.of("DeliveryStreamName", delivery.get()).silence_is_fine();
    alarms.add(t, "ClickstreamLateAlarm", TEN_MILLION.watches(text), format!("Clickstream: {text}"), late);
}
