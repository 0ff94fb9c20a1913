"""A user's requests, which go where the map says, and those of a host that has not heard of any move."""

import time

from places import SOURCE, TARGET
from shard_map import bucket_of
from writer import Session, Writer


def users(bucket):
    """IDs in that bucket that nobody has yet."""
    number = 10**6
    while True:
        number += 1
        if bucket_of(f"user-{number}") == bucket:
            yield f"user-{number}"


class User(Writer):
    table = "user_orders"

    def __init__(self, environment, port, user, shards):
        super().__init__(environment, port)
        self.user, self.shards, self.sessions = user, shards, {}

    def insertion(self, value):
        return f"INSERT INTO user_orders (user_id, value) VALUES ('{self.user}', {value}) RETURNING id"

    def shard(self):
        entry = self.shards.item(bucket_of(self.user))
        return None if entry.moving else entry.shard

    def work(self):
        shard = self.shard()
        if shard is None:
            return time.sleep(0.05)
        if shard not in self.sessions:
            self.sessions[shard] = Session([SOURCE, TARGET][shard - 1], self.port)
        self.write(self.sessions[shard])

    def end(self):
        super().end()
        for session in self.sessions.values():
            session.close()


class Stale(User):
    def shard(self):
        return 1
