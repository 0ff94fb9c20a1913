"""Buckets of users move to another shard."""

import itertools
import json
import logging
import os
import sys
import threading
import unittest.mock
import urllib.request
import zlib

import boto3
import stack
from moto.server import ThreadedMotoServer
from move import HERE, Move
from places import SOURCE, TARGET

SHARDS = HERE.parents[1] / "examples/shards"
sys.path.append(str(SHARDS))
from shard_map import ShardMap  # noqa: E402
from users import Stale, User, users  # noqa: E402

logging.getLogger("werkzeug").setLevel(logging.ERROR)
LOGINS = ["DatabaseSecret", "DatabaseMasterSecret", "UsersShard2Secret", "UsersShard2MasterSecret"]
TABLE = stack.arn("ShardMapTable")
PLACES = {1: (SOURCE, "Database"), 2: (TARGET, "UsersShard2")}
CREDENTIALS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "us-east-1"}


def parameter(shard):
    """Its name and what it says."""
    address, logins = PLACES[shard]
    told = {"home": address, "writer": address, "reader": address}
    told.update(secret=stack.arn(f"{logins}Secret"), admin=stack.arn(f"{logins}MasterSecret"))
    return f"/shop/users/shard-{shard}", json.dumps(told)


def answer(shard):
    name, told = parameter(shard)
    return ["ssm", "get-parameter", "--name", name, "--query", "Parameter.Value", *stack.TEXT], told


class Shards(Move):
    wanted = "public[.]user.*"

    def setUp(self):
        self.cloud()
        desk = [stack.physical("ShardMapTable"), answer(1), answer(2), *stack.hosts("UsersServiceFleet")]
        self.begin("shards", [stack.LIVED_IN, stack.MANAGED], desk, LOGINS, "users.sql")
        self.does(self.desk, "Seed the map")
        self.does(self.host, "A column for the bucket")
        self.does(self.host, "The schema of a new shard")

    def cloud(self):
        """The map and the parameters, in an emulator; the desk's Python asks it, and does not sleep for long."""
        server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
        server.start()
        self.addCleanup(server.stop)
        url = "http://%s:%s" % server.get_host_and_port()
        urllib.request.urlopen(url + "/moto-api/reset", b"", 10).close()
        path = os.pathsep.join([os.path.dirname(sys.executable), os.environ["PATH"]])
        env = {**CREDENTIALS, "AWS_ENDPOINT_URL": url, "PATH": path, "PYTHONPATH": str(HERE / "short")}
        self.enterContext(unittest.mock.patch.dict(os.environ, env))
        key = {"AttributeName": "bucket"}
        self.dynamodb = boto3.client("dynamodb")
        self.dynamodb.create_table(
            TableName=TABLE,
            AttributeDefinitions=[{**key, "AttributeType": "N"}],
            KeySchema=[{**key, "KeyType": "HASH"}],
            BillingMode="PAY_PER_REQUEST",
        )
        for name, told in map(parameter, PLACES):
            boto3.client("ssm").put_parameter(Name=name, Value=told, Type="String")

    def begin(self, *given):
        super().begin(*given)
        self.map = ShardMap(self.dynamodb, TABLE)

    def requests(self, bucket, kind=User):
        name = next(itertools.islice(users(bucket), len(self.writers), None))
        user = kind(self.stack.etc, stack.PORT, name, self.map)
        user.start()
        self.addCleanup(user.over.set)
        self.writers.append(user)
        return user

    def each_is_whole(self, server):
        """What was acknowledged to a user is there, and nothing else is."""
        for writer in self.writers:
            writer.end()
            self.assertGreater(writer.writes, 20)
            at = self.stack.source if server is None or isinstance(writer, Elsewhere) else server
            found = self.stack.ask(at, f"SELECT id, value FROM user_orders WHERE user_id = '{writer.user}'")
            self.assertEqual(dict(line.split("|") for line in found), {key: str(value) for key, value in writer.rows.items()})

    def goes(self):
        for heading in ("Look before", "Start the copy", "Wait for the copy"):
            self.does(self.host, heading)
        self.progress()
        self.does(self.desk, "Hold their writes")
        self.assertRegex(self.does(self.host, "The window").stdout, "the same: 2 tables")
        self.does(self.desk, "Send their users there")
        self.does(self.host, "Keep the way back")

    def test_a_bucket_is_the_applications(self):
        odd = ["", "a", "user-2064", "é — 日本", "x" * 300]
        for user in odd:
            found = self.stack.ask(self.stack.source, f"SELECT bucket_of('{user}')")
            self.assertEqual(found, [str(zlib.crc32(user.encode()) % 1024)])
        filled = "SELECT count(*) FILTER (WHERE bucket = bucket_of(user_id)), count(*) FROM user_orders"
        self.assertEqual(self.stack.ask(self.stack.source, filled), ["12000|12000"])

    def sees(self, says, statement):
        self.assertEqual(self.stack.ask(self.stack.source, statement), [says])

    def test_what_cannot_have_a_bucket_is_refused_before_anything_changes(self):
        self.stack.ask(self.stack.source, """
            CREATE TABLE user_tags (name text PRIMARY KEY); CREATE TABLE user_log (user_id text);
            CREATE TABLE user_days (user_id text, day int, PRIMARY KEY (user_id, day)) PARTITION BY RANGE (day);
            CREATE TABLE user_pails (user_id text PRIMARY KEY, bucket text)""", "app")
        for line in ("user_tags: it has no column user_id", "user_log: it has no primary key", "user_days: it is partitioned"):
            self.refuses(self.host, "A column for the bucket", line)
        self.refuses(self.host, "A column for the bucket", "user_pails: it has a column bucket of its own")
        self.sees("2", "SELECT count(*) FROM pg_trigger WHERE tgname = 'bucket'")
        self.stack.ask(self.stack.source, "INSERT INTO user_tags VALUES ('new')", "app")

    def test_a_column_that_broke_off_is_made_in_a_second_try(self):
        self.stack.ask(self.stack.source, """
            ALTER TABLE user_orders REPLICA IDENTITY DEFAULT; UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'user_orders_bucket'::regclass;
            ALTER TABLE user_names REPLICA IDENTITY DEFAULT; DROP INDEX user_names_bucket; ALTER TABLE user_names ALTER bucket DROP NOT NULL;
            UPDATE user_names SET bucket = NULL WHERE user_id > 'user-2'""")
        looks = "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM pg_class; SELECT pg_sleep(6); COMMIT"
        reader = threading.Thread(target=self.stack.ask, args=[self.stack.source, looks])
        reader.start()
        self.does(self.host, "A column for the bucket")
        reader.join()
        self.sees("2", "SELECT count(*) FROM pg_index JOIN pg_class c ON c.oid = indrelid WHERE indisreplident AND indisvalid AND relreplident = 'i'")
        self.sees("0", "SELECT count(*) FROM user_names WHERE bucket IS NULL")

    def test_a_column_goes_and_rows_come_all_the_same(self):
        self.does(self.host, "Take the column away")
        self.sees("0", "SELECT count(*) FROM pg_attribute WHERE attname LIKE '%bucket' AND NOT attisdropped")
        self.stack.ask(self.stack.source, "INSERT INTO user_orders (user_id, value) VALUES ('new', 1)", "app")
        self.does(self.host, "A column for the bucket")
        self.sees("t", "SELECT bucket = bucket_of('new') FROM user_orders WHERE user_id = 'new'")

    def test_what_shards_cannot_share_stops_it(self):
        self.stack.ask(self.stack.source, """
            ALTER TABLE user_names ADD number serial; ALTER TABLE user_orders ENABLE ALWAYS TRIGGER bucket, FORCE ROW LEVEL SECURITY;
            CREATE TABLE user_tags (name text PRIMARY KEY)""", "app")
        for line in (
            "stop: public.user_names has the sequence user_names_number_seq",
            "stop: public.user_orders has a trigger that fires on copies, too: bucket",
            "stop: public.user_orders holds its owner to row security",
            "stop: public.user_tags has no column bucket",
        ):
            self.refuses(self.host, "Look before", line)

    def test_nothing_is_lost_and_others_write_on(self):
        self.requests(7)
        self.requests(8)
        elsewhere = self.requests(9, Elsewhere)
        stale = self.requests(7, Stale)
        self.goes()
        self.writers.remove(stale)
        self.progress()
        refused = stale.refusals
        self.writers.append(stale)
        self.assertGreater(refused, 0)
        self.assertEqual(elsewhere.refusals, 0)
        self.refuses(self.host, "Look before", "user_orders")
        for heading in ("Clean up, source", "Clean up"):
            self.does(self.host, heading)
        self.each_is_whole(self.stack.target)
        self.does(self.host, "Delete the old rows")
        left = "SELECT count(*) FILTER (WHERE bucket IN (7, 8)), count(*) > 11000 FROM user_orders"
        self.assertEqual(self.stack.ask(self.stack.source, left), ["0|t"])
        self.refuses(self.host, "Delete the old rows", "nothing is deleted")

    def test_the_way_back_keeps_what_was_written(self):
        self.requests(7)
        for server in (self.stack.source, self.stack.target):
            self.stack.ask(server, "CREATE SEQUENCE user_numbers", "app")
        self.stack.ask(self.stack.source, "SELECT setval('user_numbers', 1000)")
        self.goes()
        self.progress()
        self.desk.paste("to=$from\n")
        self.does(self.desk, "Hold their writes")
        self.does(self.host, "Back: the window")
        self.does(self.desk, "Send their users there")
        self.progress()
        self.does(self.host, "Clean up, source")
        self.does(self.host, "Clean up")
        self.each_is_whole(self.stack.source)
        self.sees("1001", "SELECT nextval('user_numbers')")

    def test_a_window_that_dies_behind_its_subscription_is_abandoned(self):
        self.requests(7)
        for heading in ("Look before", "Start the copy", "Wait for the copy"):
            self.does(self.host, heading)
        self.does(self.desk, "Hold their writes")
        top = self.host.top
        self.host.paste('eval "really_$(declare -f sql)"\nsql() { really_sql "$@" && [[ $* != *"DROP SUBSCRIPTION"* ]]; }\n')
        self.refuses(self.host, "The window", "the source takes writes again")
        self.host.top = top
        self.does(self.desk, "Abandon")
        self.does(self.host, "Abandon, the copy")
        self.refuses(self.host, "Abandon, the copy", "nothing is taken away")
        self.progress()
        self.goes()
        self.refuses(self.host, "Abandon, the copy", "nothing is taken away")
        self.each_is_whole(self.stack.target)

    def test_what_does_not_match_is_abandoned(self):
        self.requests(7)
        for heading in ("Look before", "Start the copy", "Wait for the copy"):
            self.does(self.host, heading)
        self.stack.ask(self.stack.target, "SET session_replication_role = replica; DELETE FROM user_names WHERE bucket = 8")
        self.does(self.desk, "Hold their writes")
        self.refuses(self.host, "The window", "the source takes writes again")
        self.does(self.desk, "Abandon")
        self.does(self.host, "Abandon, the copy")
        self.does(self.host, "Look before")
        self.progress()
        self.each_is_whole(self.stack.source)


class Elsewhere(User):
    """A user whose bucket stays."""
