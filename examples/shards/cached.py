"""One value that is loaded anew once it is old: for many threads, without a thread of its own."""
import logging
import threading

LOG = logging.getLogger(__name__)
# After a failed load nobody asks for so long: a crowd must not queue up before a service that is down.
RETRY_SECONDS = 5


class ShardError(Exception):
    """No database was asked: answer 503 with Retry-After, or put the message back into its queue."""


class Cached:
    """Value and time are one pair that is swapped whole, so reading takes no lock; the lock lets one thread load at a time."""

    def __init__(self, name, load, seconds, clock):
        self.name, self.load, self.seconds, self.clock = name, load, seconds, clock
        self.held, self.again = None, float("-inf")
        self.lock = threading.Lock()

    def young(self):
        return self.held is not None and self.clock() - self.held[1] <= self.seconds

    def fresh(self):
        """A value that is not old, or None."""
        self.renew(wait=True)
        return self.held[0] if self.young() else None

    def any(self):
        """The newest value there is, however old, or None."""
        self.renew(wait=self.held is None)
        return self.held and self.held[0]

    def forget(self):
        """Old from now on, but better than none; a crowd whose connections all break asks once."""
        if self.held and self.clock() - self.held[1] > RETRY_SECONDS:
            self.held = self.held[0], float("-inf")

    def renew(self, wait):
        """Whom an old value serves as well does not wait for the thread that loads."""
        if not self.young() and self.lock.acquire(blocking=wait):
            try:
                if not self.young() and self.clock() >= self.again:
                    self.attempt()
            finally:
                self.lock.release()

    def attempt(self):
        # Its age counts from before the first question: what changes during a load may not be in it.
        began = self.clock()
        try:
            self.held = self.load(), began
        except Exception as reason:
            self.again = self.clock() + RETRY_SECONDS
            LOG.warning("%s: not loaded, an old one stays: %r", self.name, reason)
