"""A whole database moves: from the data host to RDS, and from RDS to Aurora."""

import stack
from data_host import FENCES, LOGINS, DataHost
from move import Move
from places import READER, SOURCE, TARGET

MAY_REPLICATE = "SELECT member::regrole::name FROM pg_auth_members WHERE roleid = 'rds_replication'::regrole"


class FromTheDataHost(DataHost):
    """Stage 10 to 100."""

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


class FromTheHostOfEverything(Move):
    """Stage 1 to 10, where RDS begins there: all commands run on the data host."""

    def setUp(self):
        desk = [stack.physical(name) for name in ("DataHost", "Database", *LOGINS)]
        desk += [stack.data_host("DataHost", SOURCE), stack.instance("Database", TARGET)]
        desk += [stack.storage("Database", "20"), (["ssm", "start-session", "--target", stack.arn("DataHost")], "Starting session")]
        desk += stack.commands("aws:cloudformation:logical-id,Values=DataHost,WebServerA")
        self.begin("database-10", [stack.DATA_HOST, stack.MANAGED], desk, LOGINS)

    def test_there_and_back(self):
        self.does(self.host, "Tables without a key")
        self.writes()
        for heading in ("Look before", "Copy the schema", "Start the copy", "Wait for the copy", "Warm up", "The window"):
            self.does(self.host, heading)
        self.does(self.desk, "Point the hosts to it")
        self.does(self.host, "Keep the way back")
        self.progress()
        self.does(self.host, "Back: the window")
        self.does(self.desk, "Back: point the hosts")
        self.progress()
        self.does(self.host, "Clean up, source")
        self.does(self.host, "Clean up")
        self.nothing_is_lost(self.stack.source)
        self.keys_go_on(self.stack.source)


class FromRds(Move):
    """Stage 500k to 1m."""

    def setUp(self):
        names = ("Database", "DatabaseCluster", "DatabaseSecret", "DatabaseMasterSecret", "WebFleet")
        desk = [stack.physical(name) for name in names]
        desk += [stack.instance("Database", SOURCE), stack.cluster("DatabaseCluster", TARGET)]
        desk += [stack.cluster("DatabaseCluster", READER, "ReaderEndpoint")]
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
        self.readers(READER)
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
