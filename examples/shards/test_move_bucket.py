"""The mover, and clients that look on."""
import contextlib
import io
import unittest.mock

from databases import CONNECT_SECONDS, PLACE_SECONDS, WRITE_SECONDS
from move_bucket import arguments, run
from mover import REGION_SECONDS, SETTLE_SECONDS, Mover, Refused
from shard_map import Entry
from shards import LOGIN_SECONDS, MAP_SECONDS, WAIT_SECONDS, Moving
from stage import BUCKET, Stage


class Moves(Stage):
    def setUp(self):
        super().setUp()
        self.mover = Mover(self.client, sleep=self.sleep)
        self.put(BUCKET, 1, epoch=3)

    def step(self, text):
        """As on the command line."""
        with contextlib.redirect_stdout(io.StringIO()):
            return run(self.mover, **arguments(text.split()))

    def is_now(self, *expected):
        self.assertEqual(self.mover.map.item(BUCKET), Entry(*expected))

    def rejects(self, text, reason="not as expected"):
        before = self.mover.map.item(BUCKET)
        with self.assertRaisesRegex(Refused, reason):
            self.step(text)
        self.is_now(*before)

    def test_a_move_goes_through_its_states(self):
        said = self.step("begin 0 2")
        self.is_now(1, "moving", 3)
        self.assertIn("move_bucket.py finish 0 2 3\n", said)
        self.assertIn("move_bucket.py abandon 0 3 ", said)
        self.assertIn("Bucket 0: at shard 2, epoch 4.", self.step("finish 0 2 3"))
        self.is_now(2, "active", 4)

    def test_the_times_are_those_of_the_protocol(self):
        self.assertEqual([MAP_SECONDS, LOGIN_SECONDS, CONNECT_SECONDS, WRITE_SECONDS, SETTLE_SECONDS], [30, 5, 3, 10, 70])
        self.assertEqual([WAIT_SECONDS, PLACE_SECONDS, REGION_SECONDS], [10, 300, 10])

    def test_it_waits_until_the_last_write_is_over(self):
        self.writes(1)
        self.step("begin 0 2")
        self.assertEqual(self.now, SETTLE_SECONDS)
        self.refuses(Moving)
        self.reads(1)
        self.step("finish 0 2 3")
        self.writes(2)
        self.reads(2)

    def test_it_waits_for_another_region_whose_map_is_late(self):
        old, self.mover.sleep = self.mover.map.everything(), lambda _: None
        self.step("begin 0 2")
        self.now = REGION_SECONDS
        with unittest.mock.patch.object(self.shards.map, "load", lambda: old):
            self.writes(1)
        self.now += MAP_SECONDS
        self.writes(1)
        self.assertLess(self.now + LOGIN_SECONDS + CONNECT_SECONDS + WRITE_SECONDS, SETTLE_SECONDS)
        self.now += 0.1
        self.refuses(Moving)

    def test_two_do_not_move_the_same_bucket(self):
        self.step("begin 0 2")
        self.rejects("begin 0 2")
        self.step("finish 0 2 3")
        self.rejects("finish 0 2 3")
        self.rejects("abandon 0 3")

    def test_two_who_begin_at_once_do_not_both_succeed(self):
        now = self.mover.map.item(BUCKET)
        self.step("begin 0 2")
        self.mover.map.item = lambda bucket: now
        with self.assertRaises(Refused):
            self.mover.begin(BUCKET, 2)

    def test_nothing_ends_that_did_not_begin(self):
        self.rejects("finish 0 2 3")
        self.rejects("abandon 0 3")

    def test_who_began_an_abandoned_move_does_not_finish_a_later_one(self):
        self.step("begin 0 2")
        self.step("abandon 0 3")
        self.is_now(1, "active", 4)
        self.step("begin 0 2")
        self.rejects("finish 0 2 3")
        self.step("finish 0 2 4")

    def test_it_knows_its_shards_and_buckets(self):
        self.rejects("begin 0 3", "no shard 3")
        self.rejects("finish 0 3 3", "no shard 3")
        self.rejects("begin 0 1", "is at shard 1")
        self.rejects("begin 5 2", "seed first")
        with self.assertRaises(SystemExit), contextlib.redirect_stderr(io.StringIO()):
            self.step("begin 1024 2")

    def test_seed_fills_the_gaps_alone(self):
        self.put(1, 2, "moving", 9)
        self.step("seed")
        found = self.mover.map.everything()
        self.assertEqual((found.pop(0), found.pop(1)), (Entry(1, "active", 3), Entry(2, "moving", 9)))
        self.assertEqual(found, {bucket: Entry() for bucket in range(2, 1024)})

    def test_a_seed_that_is_late_changes_nothing(self):
        self.mover.map.everything = lambda: dict.fromkeys(range(1, 1024))
        self.step("seed")
        self.is_now(1, "active", 3)
