"""The sample app before real servers: up, down and hanging."""

import ast
import tempfile
import time
import unittest
from concurrent.futures import ThreadPoolExecutor

from app import SCRIPTS, TEMPLATES, App, sample
from cache import Cache, Memcached
from stage import SHUT, STUCK, Stage


def setUpModule():
    global STAGE
    STAGE = Stage()


def expected(given, missing):
    """What /readyz says when all but one answer."""
    readers = given.get("DB_READER_HOSTS", "").split(",")
    names = ["database", *("reader " + host for host in readers if host)]
    names += ["cache", "sessions"] if "SESSION_TABLE" in given else []
    found = {name: "no answer" if name == missing else "ok" for name in names}
    return {"status": "not ready" if missing else "ok", **found}


class Sample(unittest.TestCase):
    maxDiff = None

    def app(self, given, **more):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        app = App(folder.name, given, **more)
        self.addCleanup(app.close)
        app.await_start()
        return app

    def says(self, app, given, missing=None):
        """What is missing and nothing more, within five seconds."""
        start = time.monotonic()
        answer = app.get("/readyz")
        self.assertEqual(answer, (503 if missing else 200, expected(given, missing)))
        self.assertLess(time.monotonic() - start, 5)

    def fault(self, missing, reason, change, **more):
        """The visitor learns what is missing, the log why."""
        given = {**STAGE.everything(), **change}
        with self.subTest(missing=missing, change=change):
            app = self.app(given, **more)
            self.says(app, given, missing)
            self.assertRegex(app.log(), reason)

    def test_everything_is_up(self):
        given = STAGE.everything()
        self.says(self.app(given), given)

    def test_a_service_is_asked_below_its_name(self):
        users = self.app(STAGE.database(), role="users")
        self.assertEqual(users.get("/users")[1]["role"], "users")
        for path in ("/users/healthz", "/users/readyz", "/healthz"):
            self.assertEqual(users.get(path)[0], 200, path)
        self.assertEqual(users.get("/forums/healthz")[0], 404)
        given = {"SERVICES": "users", "SERVICES_URL": f"http://127.0.0.1:{users.port}"}
        web = self.app({**STAGE.everything(), **given})
        self.assertEqual(web.get("/readyz")[1]["service users"], "ok")
        users.close()
        time.sleep(2.1)
        self.assertEqual(web.get("/readyz"), (503, {**web.get("/readyz")[1], "service users": "no answer"}))

    def test_a_small_stage_has_a_database_alone(self):
        given = STAGE.database()
        self.says(self.app(given), given)
        given["DB_HOST"] = SHUT
        self.says(self.app(given), given, "database")

    def test_each_thing_is_down_in_turn(self):
        for name, change in STAGE.moved(SHUT):
            self.fault(name, "refused|Could not connect", change)

    def test_each_thing_hangs_in_turn(self):
        cases = [({**STAGE.everything(), **change}, name) for name, change in STAGE.moved(STUCK)]
        cases.append(({**STAGE.database(), "DB_HOST": STUCK}, "database"))
        # Each of its words comes in time, but not the whole answer.
        slow = Cache(STAGE.certificate, STAGE.key, pause=2.7)
        self.addCleanup(slow.close)
        cases.append(({**STAGE.everything(), "CACHE_PORT": str(slow.port)}, "cache"))
        cases = [(self.app(given), given, name) for given, name in cases]
        with ThreadPoolExecutor(len(cases)) as pool:
            list(pool.map(self.says, *zip(*cases)))

    def test_a_crowd_before_a_hanging_table_costs_one_question(self):
        given = {**STAGE.everything(), **dict(STAGE.moved(STUCK))["sessions"]}
        app, before = self.app(given), STAGE.cache.visits
        with ThreadPoolExecutor(20) as crowd:
            crowd = [crowd.submit(self.says, app, given, "sessions") for _ in range(20)]
            for path in ("/", "/healthz"):
                self.assertEqual(app.get(path)[0], 200)
            self.assertFalse(any(visitor.done() for visitor in crowd))
        self.assertEqual([visitor.exception() for visitor in crowd], [None] * 20)
        self.assertEqual(STAGE.cache.visits, before + 1)

    def test_a_lost_table_comes_back(self):
        given = STAGE.everything()
        app = self.app(given)
        STAGE.sessions.drop()
        try:
            self.says(app, given, "sessions")
            self.assertIn("ResourceNotFoundException", app.log())
        finally:
            STAGE.sessions.create()
        self.says(app, given, "sessions")
        time.sleep(2.1)
        self.says(app, given)

    def test_cache_and_app_prove_who_they_are(self):
        self.fault("cache", "CERTIFICATE_VERIFY_FAILED", {"SSL_CERT_FILE": "/dev/null"})
        self.fault("cache", "Hostname mismatch", {"CACHE_ENDPOINT": "localhost"})
        self.fault("cache", "WRONGPASS", {}, token="wrong")

    def test_memcached_is_asked_in_its_own_words(self):
        given = STAGE.with_memcached()
        app = self.app(given, token=None)
        self.says(app, given)
        self.assertEqual(STAGE.memcached.visits, 1)
        for change in ({"CACHE_ENDPOINT": SHUT}, {"CACHE_PORT": str(STAGE.cache.port)}):
            self.says(self.app({**given, **change}, token=None), given, "cache")
        for reason, change in (
            ("CERTIFICATE_VERIFY_FAILED", {"SSL_CERT_FILE": "/dev/null"}),
            ("Hostname mismatch", {"CACHE_ENDPOINT": "localhost"}),
        ):
            app = self.app({**given, **change}, token=None)
            self.says(app, given, "cache")
            self.assertRegex(app.log(), reason)

    def test_memcached_that_hangs_is_no_answer(self):
        slow = Memcached(STAGE.certificate, STAGE.key, pause=3.2)
        self.addCleanup(slow.close)
        given = {**STAGE.with_memcached(), "CACHE_PORT": str(slow.port)}
        self.says(self.app(given, token=None), given, "cache")

    def test_sessions_in_the_cache_ask_no_table(self):
        given = {**STAGE.everything(), "SESSION_STORE": "cache"}
        del given["SESSION_TABLE"]
        answer = self.app(given).get("/readyz")
        self.assertEqual((answer[0], answer[1]["cache"]), (200, "ok"))
        self.assertNotIn("sessions", answer[1])

    def test_it_is_python_3_9(self):
        for path in TEMPLATES.glob("*.py"):
            ast.parse(path.read_text(), path.name, feature_version=(3, 9))

    def test_hosts_get_what_is_tested_here(self):
        stages = {"postgres": "100", "mysql": "mysql-100", "port": "oracle-se2-100"}
        for client, stage in stages.items():
            script = (SCRIPTS / f"{stage}-WebLaunchTemplate.sh").read_text()
            self.assertIn(f"<<'PY'\n{sample(client)}PY\n", script, client)
