"""Where users are, also while they move."""
import ast
import pathlib
import unittest

from shard_map import bucket_of
from shards import MAP_SECONDS, POLL_SECONDS, WAIT_SECONDS, Moving, StaleMap
from stage import BUCKET, USER, Stage

# The second is the value by which every CRC-32 is known.
BUCKETS = {"": 0, "123456789": 0xCBF43926 % 1024, "müller": 601, "user-1311": 1023, USER: BUCKET}
BUCKETS["01890a5d-ac96-774b-bcce-b302099a8057"] = 885


class Routes(Stage):
    def test_buckets_are_for_ever(self):
        self.assertEqual({user: bucket_of(user) for user in BUCKETS}, BUCKETS)
        for other in (b"1", 1, None):
            self.assertRaises(AttributeError, bucket_of, other)

    def test_who_has_no_item_is_at_shard_1(self):
        self.put(BUCKET + 1, 2)
        self.reads(1)
        self.writes(1)
        self.writes(1, look=True)

    def test_who_has_an_item_is_where_it_says(self):
        self.put(BUCKET, 2, epoch=7)
        self.reads(2)
        self.writes(2)
        self.assertEqual(self.shards.for_write(USER).epoch, 7)

    def test_writes_wait_for_the_end_of_a_move(self):
        self.put(BUCKET, 1, "moving", 4)
        self.meanwhile = [lambda: None, lambda: self.put(BUCKET, 2, epoch=5)]
        self.writes(2)
        self.assertEqual(self.now, 2 * POLL_SECONDS)

    def test_writes_do_not_wait_for_ever(self):
        for state in ("moving", "unheard of"):
            self.put(BUCKET, 1, state)
            self.now += MAP_SECONDS + 1
            before = self.now
            self.refuses(Moving)
            self.assertEqual(self.now - before, WAIT_SECONDS)

    def test_writes_do_not_go_on_where_a_move_cannot_be_followed(self):
        self.put(BUCKET, 1, "moving")
        self.meanwhile = [lambda: self.down.add("dynamodb")]
        self.refuses(StaleMap)

    def test_reads_go_on_during_a_move_and_see_its_end_at_once(self):
        self.put(BUCKET, 1, "moving")
        self.reads(1)
        self.put(BUCKET, 2)
        self.reads(2)
        self.down = {"dynamodb"}
        self.reads(1)
        self.assertEqual(self.now, 0)

    def test_a_refused_connection_looks_at_the_item(self):
        self.writes(1)
        self.put(BUCKET, 2)
        self.writes(1)
        self.writes(2, look=True)
        self.reads(2, look=True)
        self.down = {"dynamodb"}
        self.refuses(StaleMap, look=True)

    def test_an_old_epoch_looks_at_the_item(self):
        self.put(BUCKET, 1, epoch=4)
        self.writes(1, at_least=4)
        self.put(BUCKET, 2, epoch=5)
        self.assertEqual(self.count("GetItem"), 0)
        self.writes(2, at_least=5)
        self.refuses(StaleMap, at_least=6)


class Language(unittest.TestCase):
    def test_it_is_python_3_9(self):
        for path in pathlib.Path(__file__).parent.glob("*.py"):
            ast.parse(path.read_text(), path.name, feature_version=(3, 9))
