"""A cache as ElastiCache gives it, over TLS: Valkey's protocol with an AUTH token, or Memcached's text without one."""

import socketserver
import ssl
import threading
import time

TOKEN = "right"


def commands(file):
    """The words of each command, until the client leaves."""
    while count := file.readline():
        yield [file.read(int(file.readline()[1:]) + 2)[:-2] for _ in range(int(count[1:]))]


class Client(socketserver.StreamRequestHandler):
    timeout = 5
    known = False

    def handle(self):
        self.server.visits += 1
        for words in commands(self.rfile):
            time.sleep(self.server.pause)
            self.wfile.write(self.reply(words) + b"\r\n")

    def reply(self, words):
        if words[0] == b"AUTH":
            self.known = words[1:] == [TOKEN.encode()]
            return b"+OK" if self.known else b"-WRONGPASS invalid username-password pair or user is disabled."
        return b"+PONG" if self.known and words == [b"PING"] else b"-NOAUTH Authentication required."


class Reader(socketserver.StreamRequestHandler):
    """Memcached's client: it asks for keys, of which there are none."""

    timeout = 5

    def handle(self):
        self.server.visits += 1
        while line := self.rfile.readline():
            time.sleep(self.server.pause)
            known = line.endswith(b"\r\n") and line.split()[:1] in ([b"get"], [b"gets"])
            self.wfile.write(b"END\r\n" if known else b"ERROR\r\n")


class Cache(socketserver.ThreadingTCPServer):
    daemon_threads = True
    client = Client

    def __init__(self, certificate, key, pause=0):
        super().__init__(("127.0.0.1", 0), self.client)
        self.visits, self.port, self.pause = 0, self.server_address[1], pause
        self.tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self.tls.load_cert_chain(certificate, key)
        threading.Thread(target=self.serve_forever, args=[0.05], daemon=True).start()

    def get_request(self):
        plain, address = super().get_request()
        return self.tls.wrap_socket(plain, server_side=True, do_handshake_on_connect=False), address

    def handle_error(self, request, client_address):
        """A client that does not trust us, or does not wait, belongs to the test."""

    def close(self):
        self.shutdown()
        self.server_close()


class Memcached(Cache):
    client = Reader
