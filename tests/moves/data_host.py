"""The data host's database on its way to RDS: stage 10 to 100."""

import stack
from move import Move
from stack import SOURCE, TARGET

# What the web servers' role may read.
LOGINS = ["DatabaseSecret", "DatabaseMasterSecret"]
FENCES = "SELECT tgname FROM pg_trigger WHERE tgname LIKE 'scalegen%' UNION SELECT nspname FROM pg_namespace WHERE nspname LIKE 'scalegen%'"


class DataHost(Move):
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

    def nothing_is_left(self):
        left = "SELECT slot_name FROM pg_replication_slots UNION ALL SELECT pubname FROM pg_publication UNION ALL SELECT subname FROM pg_subscription"
        for server in (self.stack.source, self.stack.target):
            self.assertEqual(self.stack.ask(server, left), [])
            self.assertEqual(self.stack.ask(server, FENCES), [])
