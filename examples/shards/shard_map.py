"""The table that says which shard holds a bucket of users."""
import zlib
from typing import NamedTuple

# For ever: another number, or another function, sends users away from their data.
BUCKETS = 1024
ACTIVE, MOVING = "active", "moving"


def bucket_of(user_id):
    """Text only, in one spelling: `7` and `07`, or a UUID in capitals, are other users."""
    return zlib.crc32(user_id.encode()) % BUCKETS


class Entry(NamedTuple):
    """What an item says. Where there is none, the data is where all data was before there were shards."""

    shard: int = 1
    state: str = ACTIVE
    epoch: int = 0

    @property
    def moving(self):
        """A state that we do not know holds writes back, too."""
        return self.state != ACTIVE


def entry(item):
    return Entry(int(item["shard"]["N"]), item["state"]["S"], int(item["epoch"]["N"]))


class ShardMap:
    def __init__(self, dynamodb, table):
        self.dynamodb, self.table = dynamodb, table

    def everything(self):
        """Consistent: a read that lags behind would be older than the clock says. 13 read units every 30 seconds."""
        pages = self.dynamodb.get_paginator("scan").paginate(TableName=self.table, ConsistentRead=True)
        return {int(item["bucket"]["N"]): entry(item) for page in pages for item in page["Items"]}

    def item(self, bucket):
        """None where there is none."""
        key = {"bucket": {"N": str(bucket)}}
        found = self.dynamodb.get_item(TableName=self.table, Key=key, ConsistentRead=True)
        return entry(found["Item"]) if "Item" in found else None
