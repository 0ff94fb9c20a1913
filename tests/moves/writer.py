"""The application: it writes to the host that its environment names, and remembers what was acknowledged."""

import itertools
import os
import random
import subprocess
import threading
import time

import postgres
from places import SOURCE, TARGET

REFUSED = "25006"


class Session:
    """One connection, kept open as a pool would."""

    def __init__(self, host, port):
        login = {"PGHOST": host, "PGPORT": str(port), "PGUSER": "app", "PGPASSWORD": "right", "PGDATABASE": "app"}
        command = [f"{postgres.PROGRAMS}/psql", "-XAtqw"]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}
        self.psql = subprocess.Popen(command, env={**os.environ, **login, "PGSSLMODE": "require"}, **pipes)

    def ask(self, statement):
        """The SQLSTATE and the lines of the answer."""
        self.psql.stdin.write(statement + ";\n\\echo end :SQLSTATE\n")
        self.psql.stdin.flush()
        lines = []
        while not (line := self.psql.stdout.readline()).startswith("end "):
            if not line:
                raise AssertionError("the connection is lost: " + statement)
            lines.append(line.rstrip("\n"))
        return line.split()[1], lines

    def close(self):
        self.psql.stdin.close()
        self.psql.wait(10)
        self.psql.stdout.close()


class Writer(threading.Thread):
    """Orders come, change and go; `rows` is what the database said that it has."""

    table = "orders"

    def __init__(self, environment, port):
        super().__init__(daemon=True)
        self.environment, self.port = environment, port
        self.rows, self.refusals, self.writes, self.fault = {}, 0, 0, None
        self.over, self.random, self.session = threading.Event(), random.Random(1), None

    def host(self):
        lines = (self.environment / "env").read_text().splitlines()
        return dict(line.split("=", 1) for line in lines)["DB_HOST"]

    def restarted(self):
        mark = self.environment / "restarted"
        return mark.stat().st_mtime_ns if mark.exists() else 0

    def run(self):
        try:
            while not self.over.is_set():
                self.work()
        except Exception as fault:
            self.fault = fault

    def work(self):
        """Until the next restart."""
        since, session = self.restarted(), Session(self.host(), self.port)
        while not self.over.is_set() and self.restarted() == since:
            self.write(session)
            time.sleep(0.002)
        session.close()

    def insertion(self, value):
        return f"INSERT INTO {self.table} (value) VALUES ({value}) RETURNING id"

    def write(self, session):
        known = self.random.choice(list(self.rows)) if self.rows else None
        kind = self.random.random()
        value = self.random.randrange(10**9)
        if known is None or kind < 0.5:
            self.acknowledged(session, self.insertion(value), value, None)
        elif kind < 0.8:
            self.acknowledged(session, f"UPDATE {self.table} SET value = {value} WHERE id = '{known}' RETURNING id", value, known)
        else:
            self.acknowledged(session, f"DELETE FROM {self.table} WHERE id = '{known}' RETURNING id", None, known)

    def acknowledged(self, session, statement, value, expected):
        state, lines = session.ask(statement)
        if state == REFUSED:
            return self.refused()
        if state != "00000" or len(lines) != 1 or (expected is None) == (lines[0] in self.rows):
            raise AssertionError(f"{statement}: {state} {lines}")
        self.writes += 1
        self.rows[lines[0]] = value
        if value is None:
            del self.rows[lines[0]]

    def refused(self):
        self.refusals += 1
        time.sleep(0.05)

    def end(self):
        self.over.set()
        self.join(30)
        if self.fault:
            raise self.fault


class Moving(Writer):
    """A service that asks its own database where the old one refuses, and the other way round."""

    def __init__(self, environment, port):
        super().__init__(environment, port)
        self.places = itertools.cycle([SOURCE, TARGET])
        self.place = next(self.places)

    def host(self):
        return self.place

    def restarted(self):
        return self.place

    def refused(self):
        super().refused()
        self.place = next(self.places)
