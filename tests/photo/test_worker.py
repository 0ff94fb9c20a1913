"""The other form: hosts that read the same queue."""

import contextlib
import http.server
import io
import json
import threading
import time
import unittest
from unittest import mock

import media
import pictures
import worker
from daemon import get
from media import written
from moto import mock_aws

import photo


class Worker(unittest.TestCase):
    def setUp(self):
        aws = mock_aws()
        aws.start()
        self.addCleanup(aws.stop)
        self.media = media.Media()
        for name, value in {"QUEUE": self.media.queue, "WAIT": 0, "PAUSE": 0}.items():
            self.put(mock.patch.object(worker, name, value))
        self.put(mock.patch.dict(worker.STATE, progress=0))

    def put(self, patch):
        self.addCleanup(patch.stop)
        return patch.start()

    def turns(self, count):
        """What the log says meanwhile."""
        with contextlib.redirect_stdout(io.StringIO()) as log:
            for _ in range(count):
                worker.turn()
        return [json.loads(line) for line in log.getvalue().splitlines()]

    def left(self):
        return self.media.waiting(self.media.queue), self.media.waiting(self.media.dead)

    def test_a_photo_that_lands_in_the_bucket_is_done(self):
        self.media.announce()
        self.media.put("incoming/my photo.jpg", pictures.plain())
        self.assertEqual(self.left(), (2, 0))
        self.assertEqual(self.turns(1), [])
        self.assertEqual(self.media.keys(), written("my photo.jpg"))
        self.assertEqual(self.left(), (0, 0))

    def test_poison_ends_in_the_dead_letter_queue_and_only_it(self):
        self.media.announce()
        self.media.put("incoming/good", pictures.plain())
        for body in ("no JSON", media.notice("incoming/gone")):
            self.media.sqs.send_message(QueueUrl=self.media.queue, MessageBody=body)
        errors = [line["error"].split(":")[0] for line in self.turns(media.RECEIVES + 1)]
        self.assertEqual(sorted(errors), ["JSONDecodeError"] * 2 + ["NoSuchKey"] * 2)
        self.assertEqual(self.media.keys(), written("good"))
        self.assertEqual(self.left(), (0, 2))

    def test_what_is_no_image_is_done_with_one_warning(self):
        self.media.announce()
        self.media.put("incoming/text", b"not an image")
        lines = self.turns(media.RECEIVES + 1)
        self.assertEqual([(line["level"], line["key"]) for line in lines], [("warning", "incoming/text")])
        self.assertEqual((self.media.keys(), self.left()), (set(), (0, 0)))

    def test_a_queue_that_does_not_answer_is_asked_again(self):
        self.media.announce()
        with mock.patch.object(worker, "QUEUE", self.media.queue + "-gone"):
            lines = self.turns(2)
        self.assertEqual([line["level"] for line in lines], ["error"] * 2)
        self.assertEqual((worker.STATE["progress"], self.left()), (0, (1, 0)))
        self.turns(1)
        self.assertEqual(self.left(), (0, 0))

    def test_without_pillow_all_stays_in_the_queue_and_is_no_progress(self):
        self.media.announce()
        with mock.patch.object(photo, "handler", side_effect=OSError("no pip")):
            self.assertEqual([line["error"] for line in self.turns(1)], ["OSError: no pip"])
        self.assertEqual((worker.STATE["progress"], self.left()), (0, (1, 0)))

    def test_each_photo_of_a_batch_is_progress(self):
        seen, nothing = [], {"batchItemFailures": []}
        for _ in range(3):
            self.media.sqs.send_message(QueueUrl=self.media.queue, MessageBody="{}")
        handler = lambda *_: seen.append(worker.STATE["progress"]) or nothing
        with mock.patch.object(photo, "handler", handler):
            self.turns(1)
        self.assertEqual(len(set(seen)), 3)

    def test_health(self):
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), worker.Handler)
        self.addCleanup(server.server_close)
        self.put(mock.patch.object(worker.Handler, "log_message"))
        threading.Thread(target=server.serve_forever, args=[0.05], daemon=True).start()
        self.addCleanup(server.shutdown)
        for silence, status in ((0, 200), (110, 200), (130, 503)):
            worker.STATE["progress"] = time.monotonic() - silence
            self.assertEqual(get(server.server_port, "/healthz")[0], status)
            self.assertEqual(get(server.server_port, "/")[0], 200)
        self.assertEqual(get(server.server_port, "/else")[0], 404)
