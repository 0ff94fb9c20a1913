"""The steps that move a bucket's item; README.md holds the protocol."""
import os
import time

from databases import CONNECT_SECONDS, WRITE_SECONDS
from shard_map import ACTIVE, BUCKETS, MOVING, Entry, ShardMap
from shards import LOGIN_SECONDS, MAP_SECONDS

# Another region's copy of the map lags behind: a second or so, and ten are borne.
REGION_SECONDS = 10
# Until every client has seen `moving` and every write of before is over, and 12 seconds for a process that stood still.
SETTLE_SECONDS = REGION_SECONDS + MAP_SECONDS + LOGIN_SECONDS + CONNECT_SECONDS + WRITE_SECONDS + 12
NAMES = {"#shard": "shard", "#state": "state", "#epoch": "epoch"}


class Refused(Exception):
    """The item is not as this step needs it."""


class Mover:
    def __init__(self, client, sleep=time.sleep):
        self.dynamodb, self.ssm = client("dynamodb"), client("ssm")
        self.table, self.path = os.environ["SHARD_MAP_TABLE"], os.environ["SHARD_PATH"]
        self.map, self.sleep = ShardMap(self.dynamodb, self.table), sleep

    def seed(self):
        """Every bucket at shard 1, where it has no item yet."""
        had = self.map.everything()
        for bucket in sorted(set(range(BUCKETS)) - had.keys()):
            try:
                self.change(bucket, Entry(), "attribute_not_exists(#shard)", {})
            except Refused:
                pass  # another seed was here since

    def begin(self, bucket, shard):
        """What the item said before; by now no client writes the bucket."""
        self.exists(shard)
        now = self.map.item(bucket)
        if now is None or now.shard == shard:
            raise Refused(f"bucket {bucket} is at shard {shard}" if now else f"bucket {bucket} has no item: seed first")
        self.swap(bucket, now._replace(state=ACTIVE), now._replace(state=MOVING))
        self.sleep(SETTLE_SECONDS)
        return now

    def finish(self, bucket, shard, epoch):
        self.exists(shard)
        return self.end(bucket, epoch, shard)

    def abandon(self, bucket, epoch):
        """The epoch rises here as well: whoever began this move must not finish a later one."""
        return self.end(bucket, epoch, None)

    def end(self, bucket, epoch, shard):
        now = self.map.item(bucket) or Entry()
        after = Entry(shard or now.shard, ACTIVE, epoch + 1)
        self.swap(bucket, Entry(now.shard, MOVING, epoch), after)
        return after

    def exists(self, shard):
        try:
            self.ssm.get_parameter(Name=f"{self.path}/shard-{shard}")
        except self.ssm.exceptions.ParameterNotFound:
            raise Refused(f"there is no shard {shard}") from None

    def swap(self, bucket, before, after):
        """Only from what we think it is: two who move the same bucket must not both succeed."""
        test = "#shard = :was_shard AND #state = :was_state AND #epoch = :was_epoch"
        self.change(bucket, after, test, values(before, ":was_"))

    def change(self, bucket, after, test, given):
        try:
            self.dynamodb.update_item(
                TableName=self.table,
                Key={"bucket": {"N": str(bucket)}},
                UpdateExpression="SET #shard = :shard, #state = :state, #epoch = :epoch",
                ConditionExpression=test,
                ExpressionAttributeNames=NAMES,
                ExpressionAttributeValues={**values(after, ":"), **given},
            )
        except self.dynamodb.exceptions.ConditionalCheckFailedException:
            raise Refused(f"bucket {bucket} is not as expected, but {self.map.item(bucket)}") from None


def values(entry, prefix):
    return {
        prefix + "shard": {"N": str(entry.shard)},
        prefix + "state": {"S": entry.state},
        prefix + "epoch": {"N": str(entry.epoch)},
    }
