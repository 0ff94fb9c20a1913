"""The media bucket and its queues, as the stage has them: what lands in incoming/ is announced in the queue."""

import json
import os
import pathlib
import sys
from urllib.parse import quote_plus

import boto3

BUCKET, REGION = "media", "us-east-1"
TEMPLATES = pathlib.Path(__file__).parents[2] / "templates"
ENVIRONMENT = {
    "APP_NAME": "shop",
    "ROLE": "photo",
    "PORT": "0",
    "MEDIA_BUCKET": BUCKET,
    "PHOTO_QUEUE_URL": "none yet",
    "AWS_REGION": REGION,
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
}
# The scripts read it when they are imported.
os.environ.update(ENVIRONMENT)
sys.path.insert(0, str(TEMPLATES))
# A failure and its repetition; the stage allows more.
RECEIVES = 2


class Media:
    def __init__(self, **endpoint):
        self.s3, self.sqs = (boto3.client(service, REGION, **endpoint) for service in ("s3", "sqs"))
        self.s3.create_bucket(Bucket=BUCKET)
        self.s3.put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration={"Status": "Enabled"})
        self.dead = self.sqs.create_queue(QueueName="dead")["QueueUrl"]
        redrive = {"deadLetterTargetArn": self.arn(self.dead), "maxReceiveCount": RECEIVES}
        attributes = {"VisibilityTimeout": "0", "RedrivePolicy": json.dumps(redrive)}
        self.queue = self.sqs.create_queue(QueueName="photos", Attributes=attributes)["QueueUrl"]

    def announce(self):
        """From now on; first comes S3's test event."""
        rules = [{"Name": "prefix", "Value": "incoming/"}]
        queue = {"QueueArn": self.arn(self.queue), "Events": ["s3:ObjectCreated:*"]}
        queue["Filter"] = {"Key": {"FilterRules": rules}}
        configuration = {"QueueConfigurations": [queue]}
        self.s3.put_bucket_notification_configuration(Bucket=BUCKET, NotificationConfiguration=configuration)

    def arn(self, queue):
        return self.sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]

    def waiting(self, queue):
        names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
        found = self.sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=names)["Attributes"]
        return sum(map(int, found.values()))

    def put(self, key, data, **more):
        return self.s3.put_object(Bucket=BUCKET, Key=key, Body=data, **more)["VersionId"]

    def get(self, key):
        return self.s3.get_object(Bucket=BUCKET, Key=key)

    def data(self, key):
        return self.get(key)["Body"].read()

    def keys(self):
        """What the pipeline wrote."""
        found = self.s3.list_objects_v2(Bucket=BUCKET).get("Contents", [])
        return {each["Key"] for each in found if not each["Key"].startswith("incoming/")}


def written(name):
    return {f"media/{name}/1600.jpg", f"media/{name}/320.jpg", f"originals/{name}"}


def notice(key, version=None):
    """What S3 says of a new object."""
    found = {"key": quote_plus(key, safe="/"), **({"versionId": version} if version else {})}
    return json.dumps({"Records": [{"eventName": "ObjectCreated:Put", "s3": {"object": found}}]})


def batch(*bodies):
    """Message IDs count from m0."""
    return {"Records": [{"messageId": f"m{n}", "body": body} for n, body in enumerate(bodies)]}
