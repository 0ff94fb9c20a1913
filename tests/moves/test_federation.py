"""A service moves to a database of its own."""

import stack
from move import Move
from stack import SOURCE, TARGET
from writer import Moving

LOGINS = ["DatabaseSecret", "DatabaseMasterSecret", "ProductsSecret", "ProductsMasterSecret"]
COPY = ["Look before", "Copy the schema", "Start the copy", "Wait for the copy", "Warm up"]


class Federation(Move):
    """The service of this test calls its products orders."""

    wanted = "public[.](orders|orders_log)"

    def setUp(self):
        desk = [stack.physical(name) for name in ("DatabaseCluster", "ProductsCluster", *LOGINS)]
        desk += [stack.cluster("DatabaseCluster", SOURCE), stack.cluster("ProductsCluster", TARGET)]
        desk += stack.hosts("ProductsServiceFleet")
        self.begin("federation", [stack.LIVED_IN, stack.MANAGED], desk, LOGINS, "federation.sql")

    def moves(self):
        self.does(self.host, "Tables without a key")
        self.writes(Moving)
        for heading in COPY:
            self.does(self.host, heading)
        done = self.does(self.host, "The window")
        self.assertRegex(done.stdout, "the same: 2 tables\nthe target takes writes")
        self.does(self.host, "Keep the way back")
        self.progress()

    def tables(self, server):
        listed = "SELECT string_agg(relname, ' ' ORDER BY relname) FROM pg_class WHERE relkind IN ('r', 'v') AND relnamespace = 'public'::regnamespace"
        return self.stack.ask(server, listed)

    def test_its_tables_go_alone_and_nothing_is_lost(self):
        self.moves()
        self.stack.ask(self.stack.source, "INSERT INTO users (name) VALUES ('still here')", "app")
        for heading in ("Clean up, source", "Clean up", "Drop the old tables"):
            self.does(self.host, heading)
        self.nothing_is_lost(self.stack.target)
        self.assertEqual(self.tables(self.stack.target), ["orders orders_log"])
        self.assertEqual(self.tables(self.stack.source), ["orders_of_users users"])
        self.assertEqual(self.stack.ask(self.stack.source, "SELECT nextval('tickets'), count(*) FROM users"), ["102|101"])

    def test_the_way_back_keeps_what_was_written(self):
        self.moves()
        self.does(self.host, "Back: the window")
        self.progress()
        self.refuses(self.host, "Drop the old tables", "nothing is dropped")
        self.does(self.host, "Clean up, source")
        self.does(self.host, "Clean up")
        self.nothing_is_lost(self.stack.source)

    def test_what_holds_it_to_others_stops_it(self):
        self.stack.ask(self.stack.source, """
            ALTER TABLE orders ADD buyer bigint REFERENCES users; ALTER TABLE users ADD last bigint REFERENCES orders""", "app")
        self.refuses(self.host, "Look before", "(?s)stop: public.orders refers to users, .*stop: users stays and refers to public.orders")
