"""Where a database is and who logs in there."""
import json
import os
from dataclasses import dataclass, field

from cached import Cached, ShardError

PLACE_SECONDS = 300
# The protocol of a move counts on it: see README.md. PostgreSQL 17 ends a longer transaction itself.
WRITE_SECONDS = 10
CONNECT_SECONDS = 3


class NoDatabase(ShardError):
    """Its address or its login was never to be had."""


@dataclass(frozen=True)
class Database:
    host: str
    username: str
    password: str = field(repr=False)  # a log that names the database must not open it
    writes: bool
    forwards: bool = False  # the writer is in another region: readers of this one pass writes on to it

    def connect(self):
        """For `psycopg.connect(**database.connect())`. No standby passes for the writer unless it forwards; no reader writes."""
        limit = f"transaction_timeout={WRITE_SECONDS}s" if self.writes else "default_transaction_read_only=on"
        return {
            "host": self.host,
            "dbname": os.environ.get("DB_NAME", "app"),
            "user": self.username,
            "password": self.password,
            "sslmode": "require",
            "connect_timeout": CONNECT_SECONDS,
            "target_session_attrs": "read-write" if self.writes and not self.forwards else "any",
            "options": "-c " + limit,
        }


class Databases:
    """By the name of their parameter; each is asked for every five minutes, address and login together."""

    def __init__(self, ssm, secrets, clock):
        self.ssm, self.secrets, self.clock = ssm, secrets, clock
        self.known = {}

    def at(self, name, writes, look=False):
        # `setdefault` is one step: two threads get the same.
        known = self.known.setdefault(name, Cached(name, lambda: self.load(name), PLACE_SECONDS, self.clock))
        if look:
            known.forget()
        place = known.any()
        if place is None:
            raise NoDatabase(f"no address or no login of {name}; the log says why")
        forwards = place.get("home", place["writer"]) != place["writer"]
        return Database(place["writer" if writes else "reader"], place["username"], place["password"], writes, forwards)

    def load(self, name):
        place = json.loads(self.ssm.get_parameter(Name=name)["Parameter"]["Value"])
        secret = self.secrets.get_secret_value(SecretId=place["secret"])
        return {**place, **json.loads(secret["SecretString"])}
