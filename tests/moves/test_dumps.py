"""Tables of a service, and buckets of users, move between two servers of MySQL's dialect."""

import itertools
import os
import pathlib
import subprocess
import tempfile
import threading
import unittest
import zlib

import stack
from move import Move, RENDERED
from mysql import Mysql
from places import SOURCE, TARGET
from runbook import Place, blocks
from test_shards import parameter

PORT = 3306
# Its certificate is this machine's own.
OPTIONS = "[client]\nconnect-timeout = 5\nssl\nskip-ssl-verify-server-cert\n"
# MariaDB counts a right among all, which MySQL does not know.
RDS = "GRANT DELETE HISTORY ON *.* TO dbadmin@'%' WITH GRANT OPTION"
EMPTY = "DROP DATABASE app; CREATE DATABASE app; DROP USER IF EXISTS app@'%'"
LOGIN = "CREATE USER app@'%' IDENTIFIED BY 'right' REQUIRE SSL; GRANT ALL ON app.* TO app@'%'"
SERVICE = """
CREATE TABLE orders (id bigint PRIMARY KEY AUTO_INCREMENT, value bigint NOT NULL, note text, raw blob) CHARACTER SET utf8mb4;
CREATE TABLE orders_log (id int PRIMARY KEY AUTO_INCREMENT, of bigint, FOREIGN KEY (of) REFERENCES orders (id) ON DELETE CASCADE);
CREATE TRIGGER noted AFTER INSERT ON orders FOR EACH ROW INSERT INTO orders_log (of) VALUES (NEW.id);
CREATE TABLE users (id int PRIMARY KEY, name text);
INSERT INTO orders (value, note, raw) SELECT seq, IF(seq % 2, NULL, 'é '' \\\\ "'), x'00ff' FROM seq_1_to_3000;
INSERT INTO users VALUES (1, 'stays');
"""
USERS = """
CREATE TABLE user_orders (id bigint PRIMARY KEY AUTO_INCREMENT, user_id varchar(40) NOT NULL, value bigint) CHARACTER SET utf8mb4;
CREATE TABLE user_names (user_id varchar(40) PRIMARY KEY, name text) CHARACTER SET utf8mb4;
INSERT INTO user_orders (user_id, value) SELECT CONCAT('é-', seq % 3000), seq FROM seq_1_to_9000;
INSERT INTO user_names SELECT CONCAT('é-', seq), seq FROM seq_0_to_2999;
"""


def folder(cleanup):
    made = tempfile.TemporaryDirectory()
    cleanup(made.cleanup)
    pathlib.Path(made.name).chmod(0o755)
    return made.name


def server(address):
    made = Mysql(folder(unittest.addModuleCleanup), [address], PORT)
    made.start()
    unittest.addModuleCleanup(made.close)
    made.ask(RDS)
    return made


def setUpModule():
    global SERVERS
    SERVERS = [server(SOURCE), server(TARGET)]


class Dialect(Move):
    """The same as with PostgreSQL, but for servers and clients."""

    def begin(self, name, desk, secrets, schema):
        self.blocks = blocks((RENDERED / f"{name}.md").read_text())
        self.etc = self.folder()
        (pathlib.Path(self.etc) / "db.cnf").write_text(OPTIONS)
        self.source, self.target = SERVERS
        for server in SERVERS:
            server.ask(EMPTY)
        self.source.ask(LOGIN)
        self.source.ask("USE app;" + schema)
        self.desk, self.host = self.place(desk), self.place([stack.secret(secret) for secret in secrets])
        self.says_which_tables()
        self.settings = self.open(self.desk, "Settings").stdout + f"export TABLES='{self.wanted}'\n"
        self.tools(self.host)

    def folder(self):
        return folder(self.addCleanup)

    def place(self, rows):
        return Place(self.folder() + "/home", rows, {**os.environ, "ETC_APP": self.etc})

    def code(self, heading, number=0):
        return super().code(heading, number).replace("/etc/app", self.etc)

    def client(self, host, statements):
        """As the application."""
        command = ["mariadb", f"--defaults-file={self.etc}/db.cnf", "-N", "-h", host, "-u", "app", "app"]
        env = {**os.environ, "MYSQL_PWD": "right"}
        return subprocess.run(command, input=statements, env=env, capture_output=True, text=True, timeout=60)


class Federation(Dialect):
    """The service of this test calls its products orders."""

    wanted = "orders|orders_log"

    def setUp(self):
        logins = ["DatabaseSecret", "DatabaseMasterSecret", "ProductsSecret", "ProductsMasterSecret"]
        desk = [stack.physical(name) for name in ("DatabaseCluster", "ProductsCluster", *logins)]
        desk += [stack.cluster("DatabaseCluster", SOURCE), stack.cluster("ProductsCluster", TARGET)]
        desk += stack.hosts("ProductsServiceFleet")
        self.begin("federation-mysql", desk, logins, SERVICE)
        self.does(self.desk, "A session")

    def writes(self):
        """Goes to the other database where one refuses, as the service does."""
        self.over, self.known, self.refusals = threading.Event(), set(), []
        thread = threading.Thread(target=self.work, daemon=True)
        thread.start()
        self.addCleanup(self.over.set)
        return thread

    def work(self):
        places, value = itertools.cycle([SOURCE, TARGET]), 10**6
        place = next(places)
        while not self.over.is_set():
            value += 1
            done = self.client(place, f"INSERT INTO orders (value) VALUES ({value})")
            if done.returncode:
                self.refusals.append(done.stderr)
                place = next(places)
            else:
                self.known.add(str(value))

    def moves(self):
        for heading in ("The application's login", "Look before", "Copy the schema"):
            self.does(self.host, heading)
        done = self.does(self.host, "The window")
        self.assertRegex(done.stdout, "the same: 2 tables\nthe target takes writes, after [0-9]+ s")

    def test_its_tables_go_alone_and_nothing_is_lost(self):
        thread = self.writes()
        self.moves()
        before = len(self.known)
        for _ in range(100):
            if len(self.known) > before + 5:
                break
            threading.Event().wait(0.1)
        self.over.set()
        thread.join(30)
        self.assertTrue(any("(25006)" in said and "this is moving" in said for said in self.refusals), self.refusals[:3])
        found = self.target.ask("SELECT value FROM app.orders WHERE value > 1000000")
        self.assertEqual(set(found), self.known)
        self.assertGreater(len(self.known), before)
        noted = self.target.ask("SELECT COUNT(*) = (SELECT COUNT(*) FROM app.orders) FROM app.orders_log")
        self.assertEqual(noted, ["1"])
        self.refuses(self.host, "Start over", "nothing is taken away")
        self.does(self.host, "Drop the old tables")
        self.assertEqual(self.source.ask("SHOW TABLES IN app"), ["users"])
        self.assertEqual(self.target.ask("SHOW TABLES IN app"), ["orders", "orders_log"])

    def test_a_window_that_fails_opens_the_source(self):
        for heading in ("The application's login", "Copy the schema"):
            self.does(self.host, heading)
        self.assertRegex(self.client(TARGET, "INSERT INTO orders (value) VALUES (1)").stderr, "(25006)")
        self.target.ask("SET @scalegen_move = 1; INSERT INTO app.orders (id, value) VALUES (9999, 1)")
        self.refuses(self.host, "The window", "the source takes writes again")
        self.assertEqual(self.client(SOURCE, "INSERT INTO orders (value) VALUES (1)").returncode, 0)
        self.refuses(self.host, "Drop the old tables", "nothing is dropped")
        self.does(self.host, "Start over")
        self.moves()
        self.does(self.host, "Back: open the source")
        self.does(self.host, "Start over")
        self.assertEqual(self.client(SOURCE, "INSERT INTO orders (value) VALUES (2)").returncode, 0)
        self.moves()

    def test_what_holds_it_to_others_stops_it(self):
        self.does(self.host, "The application's login")
        self.source.ask("ALTER TABLE app.orders ADD buyer int, ADD FOREIGN KEY (buyer) REFERENCES app.users (id)")
        self.refuses(self.host, "Look before", "stop: orders and users are held together")


class Shards(Dialect):
    wanted = "user_.*"

    def setUp(self):
        logins = ["DatabaseSecret", "DatabaseMasterSecret", "UsersShard2Secret", "UsersShard2MasterSecret"]
        desk = [stack.physical("ShardMapTable"), *stack.hosts("UsersServiceFleet")]
        for shard in (1, 2):
            name, told = parameter(shard)
            desk.append((["ssm", "get-parameter", "--name", name, "--query", "Parameter.Value", *stack.TEXT], told))
        self.begin("shards-mysql", desk, logins, USERS)
        self.does(self.host, "The application's login")
        self.does(self.host, "The schema of a new shard")

    def user(self, bucket):
        names = (f"é-{number}" for number in itertools.count(5000))
        return next(name for name in names if zlib.crc32(name.encode()) % 1024 == bucket)

    def write(self, host, bucket):
        return self.client(host, f"INSERT INTO user_orders (user_id, value) VALUES ('{self.user(bucket)}', 1)")

    def count(self, server):
        moved = "CRC32(user_id) % 1024 IN (7, 8)"
        return server.ask(f"SELECT COUNT(*), SUM({moved}) FROM app.user_orders")[0].split("\t")

    def test_buckets_go_alone_and_others_write_on(self):
        self.write(SOURCE, 7)
        self.does(self.host, "Look before")
        all_, moved = self.count(self.source)
        self.assertRegex(self.does(self.host, "The window").stdout, "the same: 2 tables")
        self.assertEqual(self.count(self.target), [moved, moved])
        self.assertRegex(self.write(SOURCE, 8).stderr, "(25006).*this is moving")
        self.assertEqual(self.write(SOURCE, 9).returncode, 0)
        self.refuses(self.host, "Abandon, the copy", "nothing is deleted")
        self.does(self.host, "Delete the old rows")
        self.assertEqual(self.count(self.source), [str(int(all_) + 1 - int(moved)), "0"])
        self.refuses(self.host, "Delete the old rows", "nothing is deleted")
        self.refuses(self.host, "Look before", "stop: the new shard has rows of these users: user_orders")

    def test_what_does_not_match_is_abandoned(self):
        self.target.ask(f"INSERT INTO app.user_orders (id, user_id, value) VALUES (1000000, '{self.user(8)}', 1)")
        self.refuses(self.host, "The window", "the source takes writes again")
        self.assertEqual(self.write(SOURCE, 8).returncode, 0)
        self.does(self.host, "Abandon, the copy")
        self.does(self.host, "Look before")
        self.does(self.host, "The window")

