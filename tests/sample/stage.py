"""What a big stage gives the app, on this machine; it all ends with the test."""

import tempfile
import unittest

import ports
from cache import Cache, Memcached
from postgres import Postgres
from sessions import REGION, TABLE, Sessions

WRITER, READERS = "127.0.0.1", ["127.0.0.2", "127.0.0.3"]
# At these addresses nobody listens, or nobody says a word.
SHUT, STUCK = "127.0.0.4", "127.0.0.5"


def up(server):
    unittest.addModuleCleanup(server.close)
    return server


def folder():
    made = tempfile.TemporaryDirectory()
    unittest.addModuleCleanup(made.cleanup)
    return made.name


class Stage:
    def __init__(self):
        self.certificate, self.key = ports.certificate(folder())
        self.postgres = up(Postgres(folder(), [WRITER, *READERS]))
        self.postgres.start()
        self.cache = up(Cache(self.certificate, self.key))
        self.memcached = up(Memcached(self.certificate, self.key))
        self.sessions = up(Sessions())
        self.port = str(self.postgres.port)
        for host in (SHUT, STUCK):
            up(ports.Door(host == STUCK, host, self.postgres.port))

    def database(self):
        """What the small stages give."""
        return {"DB_HOST": WRITER, "DB_NAME": "app", "DB_SECRET_ARN": "arn", "PGPORT": self.port}

    def everything(self):
        return {
            **self.database(),
            "DB_READER_HOSTS": ",".join(READERS),
            "CACHE_ENDPOINT": "127.0.0.1",
            "CACHE_PORT": str(self.cache.port),
            "SSL_CERT_FILE": self.certificate,
            "SESSION_TABLE": TABLE,
            "AWS_REGION": REGION,
            "AWS_ENDPOINT_URL_DYNAMODB": self.sessions.url,
            **self.sessions.login,
        }

    def with_memcached(self):
        """The same with the other cache, which has no secret."""
        return {**self.everything(), "CACHE_ENGINE": "memcached", "CACHE_PORT": str(self.memcached.port)}

    def moved(self, host):
        """Each thing's name, and what sends the app to that host for it."""
        yield "database", {"DB_HOST": host}
        yield "reader " + host, {"DB_READER_HOSTS": f"{READERS[0]},{host}"}
        yield "cache", {"CACHE_ENDPOINT": host, "CACHE_PORT": self.port}
        yield "sessions", {"AWS_ENDPOINT_URL_DYNAMODB": f"http://{host}:{self.port}"}
