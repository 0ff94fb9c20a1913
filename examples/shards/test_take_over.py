"""A fail-over, and clients that follow."""
import contextlib
import io
import json
import os
import unittest.mock

from databases import PLACE_SECONDS
from stage import PATH, USER, Stage
from take_over import arguments, run

PRODUCTS = "/shop/products/database"
DATABASES = f"{PATH}/shard-1", f"{PATH}/shard-2", PRODUCTS


class TakesOver(Stage):
    def setUp(self):
        super().setUp()
        self.ssm = self.client("ssm")
        for name in DATABASES:
            self.joined(name)

    def joined(self, name):
        """In the second region: readers pass on what is written."""
        host = name[1:].replace("/", "-")
        self.place(name, host, "right", writer=host + "-reader", home=host + "-home", note="kept")

    def step(self, text):
        """As on the command line; what it printed, and what it refused."""
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            refused = run(self.ssm, **arguments(text.split()))
        return printed.getvalue().splitlines(), refused

    def text(self, name):
        return self.ssm.get_parameter(Name=name)["Parameter"]["Value"]

    def writers(self):
        """By the last part of their host's name."""
        return [json.loads(self.text(name))["writer"].rpartition("-")[2] for name in DATABASES]

    def test_all_take_and_all_give(self):
        printed, refused = self.step("take")
        self.assertEqual((self.writers(), refused, len(printed)), (["home"] * 3, [], 3))
        self.assertIn(f"{PRODUCTS}: the writer is now shop-products-database-home, it was shop-products-database-reader", printed)
        self.step("give")
        self.assertEqual(self.writers(), ["reader"] * 3)

    def test_nothing_else_changes(self):
        before = {name: json.dumps(json.loads(self.text(name)), separators=(",", ":")) for name in DATABASES}
        self.step("take")
        self.step("give")
        self.assertEqual({name: self.text(name) for name in before}, before)

    def test_once_more_changes_nothing(self):
        self.step("take")
        puts = self.count("PutParameter")
        printed, refused = self.step("take")
        self.assertIn(f"{PRODUCTS}: the writer is shop-products-database-home already", printed)
        self.assertEqual((refused, self.count("PutParameter"), self.writers()), ([], puts, ["home"] * 3))

    def test_one_at_a_time(self):
        self.step(f"take {PATH}/shard-2")
        self.assertEqual(self.writers(), ["reader", "home", "reader"])
        self.step("take /shop/products/")
        self.assertEqual(self.writers(), ["reader", "home", "home"])
        self.step(f"give {PATH}/shard-2 {PRODUCTS}")
        self.assertEqual(self.writers(), ["reader"] * 3)

    def test_they_come_in_pages(self):
        for shard in range(3, 25):
            self.joined(f"{PATH}/shard-{shard}")
        self.assertEqual(len(self.step("take")[0]), 25)

    def test_what_is_no_database_stays(self):
        others = {PATH + "/shards": "2", "/shop/text": "{", "/shop/list": "[1]", "/shop/colours": '{"writer": "blue"}'}
        others["/shopping/users/shard-1"] = self.text(PRODUCTS)
        for name, value in others.items():
            self.ssm.put_parameter(Name=name, Value=value, Type="String")
        self.assertEqual(self.step("take")[1], [])
        self.assertEqual({name: self.text(name) for name in others}, others)

    def test_without_a_home_it_refuses_but_turns_the_others(self):
        self.place(f"{PATH}/shard-1", "alone", "right")
        for step, writer in (("take", "home"), ("give", "reader")):
            _, [refused] = self.step(step)
            self.assertRegex(refused, "^/shop/users/shard-1: left as it is, for it names no home, ")
            self.assertEqual(self.writers(), ["writer", writer, writer])

    def test_a_path_without_databases_is_a_mistake(self):
        self.assertEqual(self.step("take /shop/user /shop/products"), (unittest.mock.ANY, ["/shop/user: there is no database"]))
        self.assertEqual(self.writers(), ["reader", "reader", "home"])

    def test_outside_of_a_stack_it_asks_for_a_path(self):
        del os.environ["SHARD_PATH"]
        self.assertEqual(arguments(["take", "/shop"]), {"step": "take", "paths": ["/shop"]})
        with self.assertRaises(SystemExit), contextlib.redirect_stderr(io.StringIO()):
            self.step("take")

    def test_clients_follow_within_five_minutes_or_when_they_look(self):
        self.follows("reader", "any")
        self.step("take")
        self.now += PLACE_SECONDS
        self.follows("reader", "any")
        self.follows("home", "read-write", look=True)
        self.step("give")
        self.now += PLACE_SECONDS + 1
        self.follows("reader", "any")

    def follows(self, host, wanted, **more):
        found = self.shards.for_write(USER, **more).database.connect()
        self.assertEqual((found["host"], found["target_session_attrs"]), (f"shop-users-shard-1-{host}", wanted))
