"""Addresses and logins."""
import threading
import unittest

from cached import Cached
from databases import PLACE_SECONDS, NoDatabase
from stage import PATH, USER, Stage


class Databases(Stage):
    def test_what_psycopg_takes(self):
        common = {"dbname": "app", "user": "app", "password": "right", "sslmode": "require", "connect_timeout": 3}
        writer = {"host": "shard-1-writer", "target_session_attrs": "read-write", "options": "-c transaction_timeout=10s"}
        reader = {"host": "shard-1-reader", "target_session_attrs": "any", "options": "-c default_transaction_read_only=on"}
        self.assertEqual(self.shards.for_write(USER).database.connect(), {**common, **writer})
        self.assertEqual(self.shards.for_read(USER).database.connect(), {**common, **reader})
        self.assertNotIn("right", repr(self.shards.for_write(USER)))

    def test_a_standby_will_do_where_it_passes_writes_on(self):
        for home, wanted in (("here", "read-write"), ("far", "any")):
            self.place("/shop/reviews/database", home, "right", home=f"{home}-writer", writer="here-writer")
            database = self.shards.function("reviews", writes=True).connect()
            self.assertEqual((database["host"], database["target_session_attrs"]), ("here-writer", wanted))
            self.assertEqual(database["options"], "-c transaction_timeout=10s")
            self.assertEqual(self.shards.function("reviews").connect()["target_session_attrs"], "any")
            self.now += PLACE_SECONDS + 1

    def test_a_function_has_its_own_database(self):
        self.place("/shop/reviews/database", "reviews", "its own")
        self.assertEqual(self.shards.function("reviews").host, "reviews-reader")
        database = self.shards.function("reviews", writes=True)
        self.assertEqual((database.host, database.password), ("reviews-writer", "its own"))
        self.assertEqual(self.count("Scan"), 0)
        with self.assertRaisesRegex(NoDatabase, "/shop/nobody/database"):
            self.shards.function("nobody")

    def at(self, host, password, **more):
        database = self.shards.for_write(USER, **more).database
        self.assertEqual((database.host, database.password), (host, password))

    def test_they_are_good_for_five_minutes(self):
        self.at("shard-1-writer", "right")
        self.place(PATH + "/shard-1", "new", "newer")
        self.now += PLACE_SECONDS
        self.at("shard-1-writer", "right")
        self.assertEqual((self.count("GetParameter"), self.count("GetSecretValue")), (1, 1))
        self.now += 0.1
        self.at("new-writer", "newer")

    def test_a_refused_connection_asks_anew_but_a_crowd_of_them_once(self):
        self.at("shard-1-writer", "right")
        self.place(PATH + "/shard-1", "new", "newer")
        self.now += 6
        for _ in range(20):
            self.at("new-writer", "newer", look=True)
        self.assertEqual(self.count("GetParameter"), 2)

    def test_old_ones_serve_while_there_are_no_new_ones(self):
        self.at("shard-1-writer", "right")
        for service in ("ssm", "secretsmanager"):
            self.down = {service}
            self.now += PLACE_SECONDS + 1
            self.at("shard-1-writer", "right")
            self.at("shard-1-writer", "right", look=True)
        self.put(0, 2)
        self.assertRaises(NoDatabase, self.shards.for_write, USER, look=True)


class Threads(unittest.TestCase):
    def setUp(self):
        self.now, self.loads = 0, 0
        self.begun, self.go = threading.Event(), threading.Event()
        self.cached = Cached("number", self.load, 30, lambda: self.now)

    def load(self):
        self.loads += 1
        if self.loads > 1:
            self.begun.set()
            self.go.wait(10)
        return self.loads

    def test_one_loads_and_who_may_goes_on_with_the_old(self):
        self.assertEqual(self.cached.any(), 1)
        self.now, found = 31, []
        writers = [threading.Thread(target=lambda: found.append(self.cached.fresh())) for _ in range(8)]
        for writer in writers:
            writer.start()
        self.assertTrue(self.begun.wait(10))
        self.assertEqual((self.cached.any(), found), (1, []))
        self.go.set()
        for writer in writers:
            writer.join(10)
        self.assertEqual((found, self.cached.any(), self.loads), ([2] * 8, 2, 2))
