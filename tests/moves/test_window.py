"""The windows of a move, whoever reads, and whatever fails in them."""

import os
import signal
import threading
import time

import stack
from data_host import DataHost
from stack import SOURCE, TARGET
from writer import Session


class Windows(DataHost):
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

    def test_a_window_that_is_interrupted_opens_the_source_again(self):
        self.copies()
        for sent in (signal.SIGINT, signal.SIGHUP):
            self.host.paste("caught_up() { return 1; }\n")
            shell = self.host.start(self.code("The window"))
            refusals = sum(writer.refusals for writer in self.writers)
            for _ in range(200):
                time.sleep(0.05)
                if sum(writer.refusals for writer in self.writers) > refusals:
                    break
            os.killpg(shell.pid, sent)
            self.assertIn("the source takes writes again", self.host.over(shell).stderr)
            self.progress()

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
