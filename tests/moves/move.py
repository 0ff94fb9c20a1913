"""A runbook of a move on its stack, with an application that writes meanwhile."""

import os
import pathlib
import re
import time
import unittest

import stack
from runbook import blocks
from stack import Stack
from writer import Writer

HERE = pathlib.Path(__file__).parent
# Where `cargo test --test moves` writes them.
RENDERED = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", HERE.parents[1] / "target")) / "tmp/moves"


class Move(unittest.TestCase):
    """One runbook and the stack for which it was printed."""

    maxDiff = None
    # Who runs the runbook says which tables move.
    wanted = ".*"

    def begin(self, name, servers, desk, secrets, schema="schema.sql"):
        self.blocks = blocks((RENDERED / f"{name}.md").read_text())
        self.stack, self.writers = Stack(self, *servers), []
        self.desk = self.stack.place(desk)
        self.host = self.stack.place([stack.secret(secret) for secret in secrets])
        self.stack.ask(self.stack.source, (HERE / schema).read_text(), "app")
        self.says_which_tables()
        self.settings = self.open(self.desk, "Settings").stdout + f"export TABLES='{self.wanted}'\n"
        self.tools(self.host)
        self.does(self.desk, "A session")

    def says_which_tables(self):
        """As who runs the runbook writes it into the settings, where they ask."""
        place, code = self.blocks["Settings"][0]
        self.blocks["Settings"][0] = place, re.sub("^tables=.*$", f"tables='{self.wanted}'", code, flags=re.MULTILINE)

    def open(self, place, heading):
        """What stands at the top of a place stays there."""
        done = self.does(place, heading)
        place.paste(self.code(heading))
        return done

    def tools(self, place):
        place.paste(self.settings)
        place.paste(self.code("Tools"))

    def code(self, heading, number=0):
        return self.blocks[heading][number][1]

    def runs(self, place, heading, number=0):
        done = place.run(self.code(heading, number))
        self.assertNotIn("right", done.stdout + done.stderr)
        return done

    def does(self, place, heading, number=0):
        done = self.runs(place, heading, number)
        self.assertEqual(done.returncode, 0, (heading, done.stdout, done.stderr))
        return done

    def refuses(self, place, heading, reason):
        done = self.runs(place, heading)
        self.assertNotEqual(done.returncode, 0, (heading, done.stdout, done.stderr))
        self.assertRegex(done.stdout + done.stderr, reason)

    def writes(self, kind=Writer):
        writer = kind(self.stack.etc, stack.PORT)
        writer.start()
        self.addCleanup(writer.over.set)
        self.writers.append(writer)

    def progress(self):
        """Each writer writes again, wherever it is sent now."""
        for writer in self.writers:
            before = writer.writes
            for _ in range(200):
                if writer.writes > before + 20:
                    break
                time.sleep(0.05)
            self.assertGreater(writer.writes, before + 20, writer.fault)

    def nothing_is_lost(self, server, before=5000):
        """What was acknowledged is there, and nothing else came."""
        for writer in self.writers:
            writer.end()
        found = dict(line.split("|") for line in self.stack.ask(server, "SELECT id, value FROM orders ORDER BY id"))
        known = {key: str(value) for writer in self.writers for key, value in writer.rows.items()}
        self.assertEqual({key: found.get(key) for key in known}, known)
        self.assertEqual(len(found), len(known) + before)
        self.assertGreater(sum(writer.writes for writer in self.writers), 200)

    def keys_go_on(self, server):
        """A sequence that was left behind would meet a row that is there."""
        keys = self.stack.ask(server, """
            SELECT (SELECT max(id) FROM orders) < nextval(pg_get_serial_sequence('orders', 'id')), nextval('tickets')""")
        self.assertEqual(keys, ["t|102"])
