"""The worker as a process: it serves, works and ends when it is told to."""

import logging
import socket
import unittest
import urllib.request

import daemon
import media
import pictures
from media import written
from moto.server import ThreadedMotoServer

logging.getLogger("werkzeug").setLevel(logging.ERROR)


class Process(unittest.TestCase):
    def setUp(self):
        server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
        server.start()
        self.addCleanup(server.stop)
        self.url, self.port = "http://%s:%s" % server.get_host_and_port(), daemon.free()
        urllib.request.urlopen(self.url + "/moto-api/reset", b"").close()
        self.media = media.Media(endpoint_url=self.url)

    def start(self, **more):
        process = daemon.start(self.url, self.media.queue, self.port, **more)
        self.addCleanup(process.wait, 10)
        self.addCleanup(process.kill)
        self.addCleanup(process.stderr.close)
        return process

    def ends(self, process):
        self.assertEqual((process.wait(20), "Traceback" in process.stderr.read()), (0, False))

    def test_it_serves_works_and_ends_when_told_to(self):
        process = self.start()
        daemon.until(lambda: daemon.get(self.port, "/healthz") == (200, {"status": "ok"}))
        me = {"app": "shop", "role": "photo", "host": socket.gethostname()}
        self.assertEqual(daemon.get(self.port, "/"), (200, me))
        self.media.announce()
        self.media.put("incoming/a.jpg", pictures.plain())
        daemon.until(lambda: self.media.keys() == written("a.jpg"))
        process.terminate()
        self.ends(process)

    def test_told_to_stop_in_a_batch_it_finishes_it(self):
        names = ["a", "b", "c"]
        for name in names:
            self.media.put("incoming/" + name, pictures.turned())
            self.media.sqs.send_message(QueueUrl=self.media.queue, MessageBody=media.notice("incoming/" + name))
        self.ends(self.start(more=daemon.STOPPED))
        self.assertEqual(self.media.keys(), set().union(*map(written, names)))
        self.assertEqual(self.media.waiting(self.media.queue), 0)
