"""A whole database moves: from the data host to RDS, and from RDS to Aurora."""

import threading

import stack
from move import Move
from stack import SOURCE, TARGET
from writer import Session

# What the web servers' role may read.
LOGINS = ["DatabaseSecret", "DatabaseMasterSecret"]
MAY_REPLICATE = "SELECT member::regrole::name FROM pg_auth_members WHERE roleid = 'rds_replication'::regrole"
FENCES = "SELECT tgname FROM pg_trigger WHERE tgname LIKE 'scalegen%' UNION SELECT nspname FROM pg_namespace WHERE nspname LIKE 'scalegen%'"


class FromTheDataHost(Move):
    """Stage 10 to 100."""

    def setUp(self):
        desk = [stack.physical(name) for name in ("DataHost", "Database", "DatabaseSecret", "DatabaseMasterSecret")]
        desk += [stack.data_host("DataHost", SOURCE), stack.instance("Database", TARGET)]
        desk += [stack.storage("Database", "20"), *stack.hosts("WebServerA")]
        self.begin("database-100", [stack.DATA_HOST, stack.MANAGED], desk, LOGINS)
        self.data_host = self.stack.place([stack.secret("DatabaseSecret")])
        self.tools(self.data_host)

    def copies(self):
        self.does(self.host, "Tables without a key")
        self.does(self.host, "Look before")
        self.writes()
        self.writes()
        for heading in ("Copy the schema", "Start the copy", "Wait for the copy", "Warm up"):
            self.does(self.host, heading)
        self.progress()

    def switches(self):
        done = self.does(self.host, "The window")
        self.assertRegex(done.stdout, "the same: 6 tables\nthe target takes writes, after [0-9]+ s")
        self.does(self.desk, "Point the hosts to it")
        self.progress()
        self.does(self.host, "Compare")

    def test_it_says_what_would_not_move(self):
        role = "CREATE ROLE reporter; ALTER ROLE reporter IN DATABASE app SET work_mem = '9MB'; CREATE DATABASE toys"
        for statement in role.split(";"):
            self.stack.ask(self.stack.source, statement)
        self.stack.ask(self.stack.source, """
            GRANT SELECT ON orders TO reporter; CREATE TABLE foreigner (id int PRIMARY KEY); SELECT lo_create(0);
            ALTER TABLE orders FORCE ROW LEVEL SECURITY; ALTER TABLE orders ENABLE ALWAYS TRIGGER noted;
            CREATE EXTENSION dblink""")
        self.stack.ask(self.stack.target, "CREATE TABLE orders (id int); ALTER SYSTEM SET log_statement = 'ddl'")
        self.stack.ask(self.stack.target, "SELECT pg_reload_conf()")
        self.stack.ask(self.stack.target, "CREATE PUBLICATION scalegen_move_back")
        for server, slot in ((self.stack.source, "scalegen_move"), (self.stack.target, "scalegen_move_back")):
            self.stack.ask(server, f"SELECT pg_create_logical_replication_slot('{slot}', 'pgoutput')")
        self.host.paste("TARGET_GIB=0\n")
        done = self.runs(self.host, "Look before")
        self.assertNotEqual(done.returncode, 0)
        for line in (
            "stop: public.log has no primary key",
            "stop: public.foreigner belongs to postgres: ALTER TABLE ... OWNER TO app",
            "stop: 1 large objects",
            "stop: public.orders holds its owner to row security",
            "stop: public.orders has a trigger that fires on copies, too: noted",
            "stop: the target has tables already: orders",
            "stop: log_statement is ddl",
            "stop: the target has 0 GiB, the data takes up to 1 while it moves: --set database.storage=1",
            "stop: left from an earlier try: slot scalegen_move\n",
            "stop: left from an earlier try: slot scalegen_move_back, on the target",
            "stop: left from an earlier try: publication scalegen_move_back, on the target",
            "note: public.drafts is unlogged",
            "note: public.totals is a materialized view",
            "note: reporter may use public.orders",
            "note: settings of reporter are not copied: {work_mem=9MB}",
            "note: another database on that server, which does not move: toys",
            "note: extension citext",
        ):
            self.assertIn(line, done.stdout)

    def test_nothing_is_lost_on_the_way_there(self):
        self.copies()
        self.switches()
        self.does(self.data_host, "Keep the way back")
        self.does(self.data_host, "Clean up, source")
        self.does(self.host, "Clean up")
        self.nothing_is_lost(self.stack.target)
        self.keys_go_on(self.stack.target)
        self.assertEqual(self.stack.ask(self.stack.target, "SELECT count(*) FROM pg_replication_slots"), ["0"])
        self.assertEqual(self.stack.ask(self.stack.target, FENCES), [])
        self.assertEqual(self.stack.ask(self.stack.target, "SELECT doubled = value * 2 FROM orders LIMIT 1"), ["t"])
        self.assertEqual(self.stack.ask(self.stack.target, "SELECT orders >= 5000 FROM totals"), ["t"])
        owners = "SELECT DISTINCT relowner::regrole FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind <> 'i'"
        self.assertEqual(self.stack.ask(self.stack.target, owners), ["app"])

    def test_nothing_is_lost_on_the_way_back(self):
        self.copies()
        self.switches()
        self.does(self.data_host, "Keep the way back")
        self.progress()
        done = self.does(self.host, "Back: the window")
        self.assertRegex(done.stdout, "the same: 6 tables\nthe source takes writes, after [0-9]+ s")
        self.does(self.desk, "Back: point the hosts")
        self.progress()
        self.does(self.data_host, "Clean up, source")
        self.does(self.host, "Clean up")
        self.nothing_is_lost(self.stack.source)
        self.keys_go_on(self.stack.source)

    def test_a_missing_row_closes_the_window(self):
        self.copies()
        gone = self.stack.ask(self.stack.target, """
            SET session_replication_role = replica;
            DELETE FROM customers WHERE mail = '7@example.com' RETURNING id""")
        self.refuses(self.host, "The window", "(?s)customers 499 .*the source takes writes again")
        self.progress()
        self.stack.ask(self.stack.target, f"""
            SET session_replication_role = replica;
            INSERT INTO customers (id, mail, photo, balance) VALUES ('{gone[0]}', '7@example.com', decode(md5('7'), 'hex'), 7 / 7.0)""")
        self.switches()
        self.nothing_is_lost(self.stack.target)

    def test_a_changed_row_closes_the_window(self):
        self.copies()
        self.stack.ask(self.stack.target, """
            SET session_replication_role = replica; UPDATE customers SET balance = 0 WHERE mail = '7@example.com'""")
        self.refuses(self.host, "The window", "the source takes writes again")
        self.progress()

    def test_a_changed_schema_is_seen_before_the_window(self):
        self.copies()
        self.stack.ask(self.stack.source, "ALTER TABLE customers ADD phone text", "app")
        self.refuses(self.host, "The window", "differ")
        self.progress()

    def slowly(self, server):
        """For three seconds nothing arrives there."""
        lock = "BEGIN; LOCK TABLE orders IN SHARE MODE; SELECT pg_sleep(3); COMMIT"
        thread = threading.Thread(target=self.stack.ask, args=[server, lock])
        thread.start()
        self.addCleanup(thread.join)
        self.progress()

    def test_the_windows_wait_for_what_is_on_its_way(self):
        self.copies()
        self.slowly(self.stack.target)
        self.switches()
        self.does(self.data_host, "Keep the way back")
        self.slowly(self.stack.source)
        self.does(self.host, "Back: the window")
        self.does(self.desk, "Back: point the hosts")
        self.nothing_is_lost(self.stack.source)

    def reads(self):
        """On both sides somebody reads for as long as the test takes."""
        for address in (SOURCE, TARGET):
            session = Session(address, stack.PORT)
            self.addCleanup(session.close)
            for statement in ("BEGIN", "SELECT count(*) FROM orders"):
                session.ask(statement)

    def compares_slowly(self):
        """The comparison holds what it has read for longer than any window waits."""
        self.host.paste("eval \"$(declare -f fingerprint | sed 's/^COMMIT;$/SELECT pg_sleep(20); COMMIT;/')\"\n")

    def test_neither_readers_nor_a_long_comparison_hold_the_windows_up(self):
        self.copies()
        self.reads()
        self.compares_slowly()
        done = self.does(self.host, "The window")
        self.assertRegex(done.stdout, "still comparing.*\n(.*\n)*the target takes writes, after [12][0-9] s")
        self.does(self.desk, "Point the hosts to it")
        self.progress()
        self.does(self.data_host, "Keep the way back")
        done = self.does(self.host, "Back: the window")
        self.assertRegex(done.stdout, "still comparing.*\nthe source takes writes, after [12][0-9] s")
        self.does(self.desk, "Back: point the hosts")
        self.progress()
        self.nothing_is_lost(self.stack.source)

    def test_a_window_that_fails_opens_the_source_whoever_reads(self):
        self.copies()
        self.reads()
        top = self.host.top
        self.compares_slowly()
        self.host.paste("sequences() { return 1; }\n")
        self.refuses(self.host, "The window", "the source takes writes again")
        self.progress()
        for server in (self.stack.source, self.stack.target):
            self.assertEqual(self.stack.ask(server, "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE '%compare'"), ["0"])
        self.host.top = top
        self.switches()
        self.nothing_is_lost(self.stack.target)

    def test_it_says_loudly_that_nobody_takes_writes(self):
        self.copies()
        top = self.host.top
        self.host.paste('within() { "${@:2}"; }\nbegin_compare() { return 1; }\nunfence() { return 1; }\n')
        self.refuses(self.host, "The window", "THE source STILL REFUSES WRITES: try \"source_app unfence\"")
        self.host.top = top
        self.host.run("source_app unfence\n")
        self.switches()
        self.nothing_is_lost(self.stack.target)

    def fails_behind(self, function, condition):
        """A function of the tools does its work, and then says that it failed."""
        self.host.paste(f"eval \"really_$(declare -f {function})\"\n")
        self.host.paste(f"{function}() {{ really_{function} \"$@\" && ! {condition}; }}\n")

    def test_a_window_that_fails_behind_the_way_backs_slot_can_be_tried_again(self):
        self.copies()
        top = self.host.top
        self.fails_behind("slot", "true")
        self.refuses(self.host, "The window", "the source takes writes again")
        self.progress()
        self.host.top = top
        self.switches()
        self.nothing_is_lost(self.stack.target)

    def test_a_window_that_fails_behind_the_subscription_starts_over(self):
        self.copies()
        top = self.host.top
        self.fails_behind("sql", '[[ $* == *"DROP SUBSCRIPTION"* ]]')
        self.refuses(self.host, "The window", "the source takes writes again")
        self.progress()
        self.host.top = top
        self.does(self.host, "Start over")
        self.nothing_is_left()
        for heading in ("Look before", "Copy the schema", "Start the copy", "Wait for the copy"):
            self.does(self.host, heading)
        self.switches()
        self.nothing_is_lost(self.stack.target)

    def nothing_is_left(self):
        left = "SELECT slot_name FROM pg_replication_slots UNION ALL SELECT pubname FROM pg_publication UNION ALL SELECT subname FROM pg_subscription"
        for server in (self.stack.source, self.stack.target):
            self.assertEqual(self.stack.ask(server, left), [])
            self.assertEqual(self.stack.ask(server, FENCES), [])

    def test_what_differs_does_not_hold_the_way_back_up(self):
        self.copies()
        self.switches()
        self.does(self.data_host, "Keep the way back")
        self.progress()
        self.stack.ask(self.stack.source, """
            SET session_replication_role = replica; DELETE FROM customers WHERE mail = '7@example.com'""")
        done = self.does(self.host, "Back: the window")
        self.assertRegex(done.stdout, "(?s)customers 499 .*going back all the same\nthe source takes writes")
        self.refuses(self.host, "Back: the window", "the source takes writes already")
        self.does(self.desk, "Back: point the hosts")
        self.progress()
        self.nothing_is_lost(self.stack.source)

    def test_it_starts_over(self):
        self.copies()
        self.does(self.host, "Start over")
        self.nothing_is_left()
        for heading in ("Look before", "Copy the schema", "Start the copy", "Wait for the copy"):
            self.does(self.host, heading)
        self.switches()
        self.refuses(self.host, "Start over", "nothing is taken away")
        self.progress()
        self.nothing_is_lost(self.stack.target)

    def test_a_dump_that_fails_starts_over(self):
        self.does(self.host, "Tables without a key")
        self.writes()
        self.progress()
        top = self.host.top
        self.host.paste("begin_compare() { return 1; }\n")
        self.refuses(self.host, "Dump and restore", "the source takes writes again")
        self.progress()
        self.host.top = top
        self.refuses(self.host, "Dump and restore", "the target has tables already: \"Start over\" first")
        self.progress()
        self.does(self.host, "Start over")
        self.does(self.host, "Dump and restore")
        self.does(self.desk, "Point the hosts to it")
        self.progress()
        self.nothing_is_lost(self.stack.target)

    def test_by_dump_and_restore(self):
        self.does(self.host, "Tables without a key")
        self.writes()
        self.progress()
        done = self.does(self.host, "Dump and restore")
        self.assertIn("the same: 6 tables", done.stdout)
        self.does(self.desk, "Point the hosts to it")
        self.progress()
        self.does(self.data_host, "Keep the way back")
        self.progress()
        self.does(self.host, "Back: the window")
        self.does(self.desk, "Back: point the hosts")
        self.nothing_is_lost(self.stack.source)
        self.keys_go_on(self.stack.source)


class FromRds(Move):
    """Stage 500k to 1m."""

    def setUp(self):
        names = ("Database", "DatabaseCluster", "DatabaseSecret", "DatabaseMasterSecret", "WebFleet")
        desk = [stack.physical(name) for name in names]
        desk += [stack.instance("Database", SOURCE), stack.cluster("DatabaseCluster", TARGET)]
        desk += [stack.cluster("DatabaseCluster", "127.77.0.3", "ReaderEndpoint")]
        desk += [stack.scaling("suspend"), stack.scaling("resume"), *stack.settled()]
        desk += stack.hosts("WebFleet")
        self.begin("database-1m", [stack.LIVED_IN, stack.MANAGED], desk, LOGINS)

    def environment(self):
        return (self.stack.etc / "env").read_text().splitlines()

    def readers(self, expected):
        self.assertIn(f"DB_READER_HOSTS={expected}", self.environment())

    def boots_anew(self):
        """A host of the later stage knows the cluster by one name more."""
        with (self.stack.etc / "env").open("a") as file:
            file.write(f"DB_WRITER_HOST={TARGET}\n")

    def test_there_and_back(self):
        self.does(self.host, "Tables without a key")
        self.writes()
        for heading in ("Look before", "Copy the schema", "Start the copy", "Wait for the copy", "Warm up"):
            self.does(self.host, heading)
        self.does(self.desk, "Hold scaling")
        self.does(self.host, "The window")
        self.does(self.desk, "Point the hosts to it")
        self.readers("127.77.0.3")
        self.does(self.host, "Keep the way back")
        self.does(self.desk, "Let scaling go on")
        self.progress()
        self.boots_anew()
        self.does(self.desk, "Hold scaling")
        self.does(self.host, "Back: the window")
        self.does(self.desk, "Back: point the hosts")
        self.readers(SOURCE)
        self.assertIn(f"DB_WRITER_HOST={SOURCE}", self.environment())
        self.stack.ask(self.stack.source, "SELECT pg_create_logical_replication_slot('scalegen_other', 'pgoutput')")
        self.does(self.host, "Clean up, source")
        self.does(self.host, "Clean up")
        self.assertEqual(self.stack.ask(self.stack.source, MAY_REPLICATE), ["app"])
        self.stack.ask(self.stack.source, "SELECT pg_drop_replication_slot('scalegen_other')")
        self.does(self.host, "Clean up")
        self.nothing_is_lost(self.stack.source)
        self.keys_go_on(self.stack.source)
        for server in (self.stack.source, self.stack.target):
            left = f"SELECT slot_name FROM pg_replication_slots UNION ALL SELECT pubname FROM pg_publication UNION ALL {MAY_REPLICATE}"
            self.assertEqual(self.stack.ask(server, left), [])
