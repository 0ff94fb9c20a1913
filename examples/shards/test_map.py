"""How old a map may be, and what goes on without one."""
from cached import RETRY_SECONDS
from shard_map import Entry
from shards import LOGIN_SECONDS, MAP_SECONDS, StaleMap
from stage import BUCKET, TABLE, USER, Down, Stage


class Map(Stage):
    def test_the_map_is_good_for_30_seconds(self):
        self.reads(1)
        self.put(BUCKET, 2)
        self.now += MAP_SECONDS
        self.reads(1)
        self.writes(1)
        self.assertEqual(self.count("Scan"), 1)
        self.now += 0.1
        self.writes(2)
        self.reads(2)
        self.assertEqual((self.count("Scan"), self.count("GetItem")), (2, 0))

    def test_a_map_is_as_old_as_its_first_question(self):
        events = self.client("dynamodb").meta.events
        events.register("after-call.dynamodb.Scan", lambda **_: self.sleep(MAP_SECONDS))
        self.writes(1)
        self.now += 0.1
        self.writes(1)
        self.assertEqual(self.count("Scan"), 2)

    def test_every_question_is_consistent(self):
        seen = []
        events = self.client("dynamodb").meta.events
        events.register("provide-client-params.dynamodb", lambda params, **_: seen.append(params["ConsistentRead"]))
        self.writes(1, look=True)
        self.assertEqual(seen, [True, True])

    def test_the_map_comes_in_pages(self):
        for bucket in range(1024):
            self.put(bucket, 1 + bucket % 2, epoch=bucket)
        self.by_hundreds()
        found = self.shards.map.fresh()
        self.assertEqual(found, {bucket: Entry(1 + bucket % 2, "active", bucket) for bucket in range(1024)})
        self.assertEqual(self.count("Scan"), 11)

    def test_half_a_map_is_none(self):
        for bucket in range(150):
            self.put(bucket, 2)
        self.reads(2)
        self.by_hundreds()
        events = self.client("dynamodb").meta.events
        events.register("after-call.dynamodb.Scan", lambda **_: self.down.add("dynamodb"))
        self.now += MAP_SECONDS + 1
        self.refuses(StaleMap)
        self.assertEqual((self.count("Scan"), len(self.shards.map.any())), (2, 150))

    def by_hundreds(self):
        events = self.client("dynamodb").meta.events
        events.register("provide-client-params.dynamodb.Scan", lambda params, **_: {**params, "Limit": 100})

    def test_without_a_map_reads_go_on_and_writes_do_not(self):
        self.put(BUCKET, 2)
        self.reads(2)
        self.down = {"dynamodb"}
        self.now += MAP_SECONDS
        self.writes(2)
        self.now += 1
        with self.assertLogs("cached", "WARNING"):
            self.reads(2)
        self.refuses(StaleMap)
        self.now += 86400
        self.reads(2)
        self.refuses(StaleMap)
        self.down.clear()
        self.now += RETRY_SECONDS
        self.writes(2)

    def test_without_any_map_nothing_goes(self):
        self.down = {"dynamodb"}
        self.assertRaises(StaleMap, self.shards.for_read, USER)
        self.refuses(StaleMap)

    def test_a_lost_table_is_no_map_either(self):
        self.reads(1)
        self.client("dynamodb").delete_table(TableName=TABLE)
        self.now += MAP_SECONDS + 1
        self.reads(1)
        self.refuses(StaleMap)

    def test_a_crowd_does_not_ask_a_service_that_is_down(self):
        tries = []
        self.shards.map.load = lambda: tries.append(self.now) or self.ask_in_vain()
        for _ in range(20):
            self.refuses(StaleMap)
        self.assertEqual(tries, [0])
        self.now += RETRY_SECONDS
        self.refuses(StaleMap)
        self.assertEqual(len(tries), 2)

    def ask_in_vain(self):
        raise Down

    def test_a_slow_login_makes_the_map_count_again(self):
        self.shards.map.fresh()
        self.put(BUCKET, 2)
        self.now += MAP_SECONDS
        events = self.client("secretsmanager").meta.events
        events.register("after-call", lambda **_: self.sleep(LOGIN_SECONDS + 0.1))
        self.writes(2)
