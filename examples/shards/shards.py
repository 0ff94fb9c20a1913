"""Finds the database that holds a user. README.md says what to do with it, and how users move."""
import os
import time
from dataclasses import dataclass

import boto3
import botocore.config

from cached import Cached, ShardError
from databases import Database, Databases
from shard_map import Entry, ShardMap, bucket_of

# Clients and mover agree on these; a change here needs every client before the next move.
MAP_SECONDS, LOGIN_SECONDS = 30, 5
WAIT_SECONDS, POLL_SECONDS = 10, 0.25
BRIEF = botocore.config.Config(connect_timeout=1, read_timeout=1, retries={"total_max_attempts": 2})


class StaleMap(ShardError):
    """The map is older than 30 seconds and cannot be loaded: a write might go where the user no longer is."""


class Moving(ShardError):
    """The user is on the way to another shard for longer than a write waits."""


@dataclass(frozen=True)
class Route:
    """For one transaction that begins now: ask again for the next one, and for each retry."""

    bucket: int
    shard: int
    epoch: int
    database: Database


class Shards:
    def __init__(self, client, clock=time.monotonic, sleep=time.sleep):
        self.clock, self.sleep = clock, sleep
        self.path = os.environ["SHARD_PATH"]
        self.table = ShardMap(client("dynamodb"), os.environ["SHARD_MAP_TABLE"])
        self.map = Cached("shard map", self.table.everything, MAP_SECONDS, clock)
        self.databases = Databases(client("ssm"), client("secretsmanager"), clock)

    def for_read(self, user_id, look=False):
        """By an old map where there is no new one: late news of a user is better than none."""
        bucket = bucket_of(user_id)
        entry = self.entry(bucket, self.map.any())
        if look or entry.moving:
            try:
                # Every host knows of the move, so every host sees at once that it is over.
                entry = self.item(bucket)
            except StaleMap:
                pass
        return self.route(bucket, entry, False, look)

    def for_write(self, user_id, look=False, at_least=0):
        """`look` after a connection that was refused; `at_least` is an epoch of which a message or a session knows."""
        bucket = bucket_of(user_id)
        entry = self.entry(bucket, self.map.fresh())
        if look or entry.moving or entry.epoch < at_least:
            entry = self.settled(bucket)
        if entry.epoch < at_least:
            raise StaleMap(f"bucket {bucket} is at epoch {entry.epoch}, but {at_least} was seen: is the table an old copy?")
        began = self.clock()
        route = self.route(bucket, entry, True, look)
        # While a login came slowly, what we know of the bucket grew too old.
        slow = self.clock() - began > LOGIN_SECONDS
        return self.for_write(user_id, at_least=entry.epoch) if slow else route

    def function(self, name, writes=False, look=False):
        """The database of a function that went its own way; it has no shards."""
        return self.databases.at(f"{os.path.dirname(self.path)}/{name}/database", writes, look)

    def entry(self, bucket, entries):
        if entries is None:
            raise StaleMap("no map of the shards that is young enough; the log says why")
        return entries.get(bucket, Entry())

    def item(self, bucket):
        try:
            return self.table.item(bucket) or Entry()
        except Exception as reason:
            raise StaleMap(f"bucket {bucket} cannot be looked at") from reason

    def settled(self, bucket):
        until = self.clock() + WAIT_SECONDS
        while (entry := self.item(bucket)).moving:
            if self.clock() >= until:
                raise Moving(f"bucket {bucket} is moving, and still was after {WAIT_SECONDS} seconds")
            self.sleep(POLL_SECONDS)
        return entry

    def route(self, bucket, entry, writes, look):
        database = self.databases.at(f"{self.path}/shard-{entry.shard}", writes, look)
        return Route(bucket, entry.shard, entry.epoch, database)


def on_aws():
    """Short of patience: a visitor is waiting. Make one for the whole process; all threads may use it."""
    return Shards(lambda service: boto3.client(service, config=BRIEF))
