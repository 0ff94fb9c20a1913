"""Hosts and the sample app before a server of MySQL's dialect: logins that boots make, and what /readyz says of it."""

import json
import pathlib
import tempfile
import time
import unittest

import ports
from app import App
from boot import Host
from mysql import Mysql
from stage import READERS, SHUT, STUCK, WRITER, folder, up

# A password that a person might choose, and one that Secrets Manager makes.
ODD, EASY = """it's \\ "$HOME" %s `id` & more""", "x" * 32


def setUpModule():
    global MYSQL
    MYSQL = Mysql(folder(), [WRITER, *READERS])
    MYSQL.start()
    up(MYSQL)
    for host in (SHUT, STUCK):
        up(ports.Door(host == STUCK, host, MYSQL.port))


def built_in(part):
    """MariaDB has the plugin for root, under another name."""
    install = "INSTALL PLUGIN auth_socket SONAME 'auth_socket.so'"
    return part.replace(install, "DO 1").replace("WITH auth_socket", "WITH unix_socket")


class Logins(unittest.TestCase):
    def setUp(self):
        made = tempfile.TemporaryDirectory()
        self.addCleanup(made.cleanup)
        self.secrets = pathlib.Path(made.name)
        for line in MYSQL.ask("SELECT user, host FROM mysql.global_priv WHERE user REGEXP '^(app|shard[01])$'"):
            MYSQL.ask("DROP USER '{}'@'{}'".format(*line.split("\t")))

    def boots(self, host, password, cluster="Database"):
        """From the login's making to its proof."""
        host.login("DatabaseSecret", "app", password)
        there = f"{cluster}.Endpoint.Address"
        done = host.run("HOST='", "unset DBPASS ADMINPASS\n", lambda part: part.replace(there, WRITER))
        self.assertEqual(done.returncode, 0, done.stderr)
        return done

    def managed(self, script="mariadb-100-WebLaunchTemplate"):
        host = Host(script, MYSQL, self.secrets)
        host.login("DatabaseMasterSecret", "dbadmin", "admin")
        return host

    def asks(self, user, password, statements, *more):
        """What the host's client says to somebody's statements."""
        host = Host("mariadb-100-WebLaunchTemplate", MYSQL, self.secrets)
        host.login("DatabaseSecret", user, password)
        client = 'MYSQL_PWD="$DBPASS" mysql --defaults-file=/etc/app/db.cnf -N -u "$DBUSER"'
        return host.does(f"{client} -h {WRITER} {' '.join(more)} <<'SQL'\n{statements}\nSQL\n")

    def test_a_boot_makes_the_login_and_takes_a_changed_secret(self):
        for password in (EASY, ODD, EASY):
            done = self.boots(self.managed(), password)
            self.assertNotIn(password, done.stdout + done.stderr)
            self.assertEqual(self.asks("app", password, "SELECT CURRENT_USER()", "app").stdout, "app@%\n")
        self.boots(self.managed(), EASY)

    def test_it_owns_its_database_and_nothing_else(self):
        self.boots(self.managed(), EASY)
        own = """CREATE TABLE t (id INT PRIMARY KEY); CREATE VIEW v AS SELECT * FROM t; INSERT INTO t VALUES (1);
                 ALTER TABLE t ADD name TEXT; CREATE INDEX i ON t (name(9)); CREATE PROCEDURE p() SELECT 1; CALL p();
                 CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW SET NEW.name = ''; CREATE TEMPORARY TABLE u (id INT);
                 DROP PROCEDURE p; DROP VIEW v; DROP TABLE t"""
        done = self.asks("app", EASY, own, "app")
        self.assertEqual(done.returncode, 0, done.stderr)
        others = ["CREATE DATABASE other", "SELECT * FROM mysql.global_priv", "CREATE USER x"]
        for other in [*others, "GRANT SELECT ON app.* TO dbadmin"]:
            self.assertRegex(self.asks("app", EASY, other).stderr, "denied", other)

    def test_without_tls_it_does_not_come_in(self):
        self.boots(self.managed(), EASY)
        refused = self.asks("app", EASY, "SELECT 1", "app", "--skip-ssl", "--skip-ssl-verify-server-cert")
        self.assertRegex(refused.stderr, "Access denied")

    def test_a_service_makes_the_logins_of_all_its_databases(self):
        host = self.managed("mysql-10m-UsersServiceLaunchTemplate")
        MYSQL.ask("GRANT DELETE HISTORY ON *.* TO dbadmin@'%' WITH GRANT OPTION")  # MySQL knows no such right
        self.addCleanup(MYSQL.ask, "REVOKE DELETE HISTORY ON *.* FROM dbadmin@'%'")
        told = [{"writer": at, "secret": f"Shard{n}", "admin": "DatabaseMasterSecret"} for n, at in enumerate(READERS)]
        (self.secrets / "parameters").write_text(json.dumps([*map(json.dumps, told), "2"]))
        for number in range(len(READERS)):
            host.login(f"Shard{number}", f"shard{number}", ODD)
        self.boots(host, EASY, "DatabaseCluster")
        for user, password in (("app", EASY), ("shard0", ODD), ("shard1", ODD)):
            self.assertEqual(self.asks(user, password, "SELECT 1", "app").returncode, 0, user)

    def test_the_data_host_makes_a_login_for_its_network(self):
        host = Host("mysql-1-DataHostLaunchTemplate", MYSQL, self.secrets)
        host.login("DatabaseSecret", "app", ODD)
        for _ in range(2):
            done = host.run("# app_login", "} | mysql\n", built_in)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
        hosts = MYSQL.ask("SELECT host FROM mysql.global_priv WHERE user = 'app' ORDER BY host")
        self.assertEqual(hosts, ["10.20.%", "127.0.0.1"])
        self.assertEqual(self.asks("app", ODD, "SELECT 1", "app").returncode, 0)
        for grantee in hosts:
            grants = " ".join(MYSQL.ask(f"SHOW GRANTS FOR app@'{grantee}'"))
            for right in ("REPLICATION SLAVE", "REQUIRE SSL", "ALL PRIVILEGES ON `app`.*"):
                self.assertIn(right, grants)


class Sample(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        MYSQL.ask("CREATE OR REPLACE USER app@'%' IDENTIFIED BY 'right' REQUIRE SSL; GRANT ALL ON app.* TO app@'%'")

    def says(self, status, change, programs=None, client="mysql"):
        """What /readyz says within five seconds, and what the log says then."""
        made = tempfile.TemporaryDirectory()
        self.addCleanup(made.cleanup)
        given = {"DB_HOST": WRITER, "DB_NAME": "app", "DB_PORT": str(MYSQL.port), "AWS_REGION": "us-east-1"}
        app = App(made.name, {**given, **change}, client=client, programs=programs or MYSQL.programs)
        self.addCleanup(app.close)
        app.await_start()
        start = time.monotonic()
        answer = app.get("/readyz")
        self.assertEqual(answer[0], status, (answer, app.log()))
        self.assertLess(time.monotonic() - start, 5)
        return answer[1], app.log()

    def test_it_is_asked_and_missed(self):
        self.assertEqual(self.says(200, {})[0], {"status": "ok", "database": "ok"})
        for host, reason in ((SHUT, "Can't connect"), (STUCK, "sending signal TERM")):
            found, log = self.says(503, {"DB_HOST": host})
            self.assertEqual(found, {"status": "not ready", "database": "no answer"})
            self.assertIn(reason, log)

    def test_readers_are_asked_as_well(self):
        found, _ = self.says(503, {"DB_READER_HOSTS": f"{READERS[0]},{SHUT}"})
        readers = {f"reader {READERS[0]}": "ok", f"reader {SHUT}": "no answer"}
        self.assertEqual(found, {"status": "not ready", "database": "ok", **readers})

    def test_the_database_proves_who_it_is(self):
        other, _ = ports.certificate(folder())
        _, log = self.says(503, {}, MYSQL.client("stranger", other))
        self.assertIn("self-signed certificate", log)

    def test_without_a_client_the_port_is_asked(self):
        self.assertEqual(self.says(200, {}, client="port")[0]["database"], "ok")
        found, log = self.says(503, {"DB_HOST": SHUT}, client="port")
        self.assertEqual(found["database"], "no answer")
        self.assertIn("refused", log)
