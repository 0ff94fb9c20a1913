"""The function: what comes out of a photo, and what of a batch in which one is none."""

import contextlib
import io
import json
import unittest
from unittest import mock

import media
import pictures
from media import batch, notice, written
from moto import mock_aws
from PIL import Image

import photo


class Photo(unittest.TestCase):
    def setUp(self):
        aws = mock_aws()
        aws.start()
        self.addCleanup(aws.stop)
        self.media = media.Media()

    def handle(self, *bodies):
        """The failed records, and what the log says of them."""
        with contextlib.redirect_stdout(io.StringIO()) as log:
            failed = photo.handler(batch(*bodies), None)["batchItemFailures"]
        lines = [json.loads(line) for line in log.getvalue().splitlines()]
        self.assertEqual([{"itemIdentifier": line["messageId"]} for line in lines], failed)
        return {line["messageId"]: line["error"] for line in lines}

    def send(self, name, data):
        version = self.media.put("incoming/" + name, data)
        return self.handle(notice("incoming/" + name, version))

    def image(self, name, size):
        return Image.open(io.BytesIO(self.media.data(f"media/{name}/{size}.jpg")))

    def shows(self, image, place, colour):
        pixel = image.getpixel(place)
        self.assertLess(max(abs(a - b) for a, b in zip(pixel, colour)), 4, f"{pixel} is not {colour}")

    def test_a_photo_becomes_upright_renditions_without_metadata(self):
        for kind in ("JPEG", "PNG", "WEBP"):
            self.assertEqual(self.send(kind, pictures.turned(kind)), {})
            for side, size in ((1600, (800, 1600)), (320, (160, 320))):
                image = self.image(kind, side)
                self.assertEqual((image.format, image.mode, image.size), ("JPEG", "RGB", size))
                self.shows(image, (40, 40), pictures.RED)
                self.shows(image, (40, size[1] - 40), pictures.BLUE)
                self.assertEqual((dict(image.getexif()), image.info.keys() & {"exif", "comment", "icc_profile"}), ({}, set()))
                self.assertNotIn(b"secret", self.media.data(f"media/{kind}/{side}.jpg"))

    def test_the_original_is_kept(self):
        data = pictures.turned()
        self.send("a.jpg", data)
        self.assertEqual(self.media.data("originals/a.jpg"), data)
        self.assertEqual(self.media.keys(), written("a.jpg"))
        self.assertEqual(self.media.data("incoming/a.jpg"), data)

    def test_browsers_know_what_they_get_and_keep_it(self):
        self.send("a.jpg", pictures.plain())
        found = self.media.get("media/a.jpg/320.jpg")
        self.assertEqual(found["ContentType"], "image/jpeg")
        self.assertEqual(found["CacheControl"], "public, max-age=31536000, immutable")

    def test_a_small_photo_stays_small(self):
        self.send("a.png", pictures.plain(kind="PNG"))
        self.assertEqual([self.image("a.png", side).size for side in (1600, 320)], [(64, 32)] * 2)

    def test_every_kind_of_picture(self):
        for name, (data, colour) in pictures.KINDS.items():
            with self.subTest(name):
                self.assertEqual(self.send(name, data), {})
                self.shows(self.image(name, 320), (32, 16), colour)

    def test_what_is_no_photo_fails_and_leaves_nothing(self):
        for name, (data, reason) in pictures.POISON.items():
            with self.subTest(name):
                self.assertRegex(self.send(name, data)["m0"], reason)
                self.assertEqual(self.media.keys(), set())

    def test_a_file_that_would_not_fit_into_memory_is_not_read(self):
        with mock.patch.object(photo, "BYTES", 100):
            self.assertRegex(self.send("a.jpg", pictures.plain())["m0"], "more than 100 bytes")

    def test_one_bad_record_does_not_fail_its_batch(self):
        for name in ("a", "b"):
            self.media.put("incoming/" + name, pictures.plain())
        bad = ["no JSON", "[]", "{}", '{"Records": [{}]}', notice("incoming/gone")]
        failed = self.handle(notice("incoming/a"), *bad, notice("incoming/b"))
        self.assertEqual([*failed], ["m1", "m2", "m3", "m4", "m5"])
        self.assertEqual(self.media.keys(), written("a") | written("b"))

    def test_a_name_of_any_letters(self):
        name = "summer 2026/Käse + 写真 100%.jpg"
        self.assertEqual(self.send(name, pictures.plain()), {})
        self.assertEqual(self.media.keys(), written(name))

    def test_the_announced_version_counts(self):
        first = self.media.put("incoming/a", pictures.plain(pictures.RED))
        self.media.put("incoming/a", pictures.plain(pictures.BLUE))
        self.handle(notice("incoming/a", first))
        self.shows(self.image("a", 320), (9, 9), pictures.RED)
        self.assertEqual(self.media.data("originals/a"), pictures.plain(pictures.RED))

    def test_a_second_time_changes_nothing(self):
        seen = []
        for _ in range(2):
            self.send("a", pictures.turned())
            seen.append({key: self.media.data(key) for key in self.media.keys()})
        self.assertEqual(seen[0], seen[1])

    def test_tags_stay_behind(self):
        self.media.put("incoming/a", pictures.plain(), Tagging="from=visitor")
        self.assertEqual(self.handle(notice("incoming/a")), {})
        tags = self.media.s3.get_object_tagging(Bucket=media.BUCKET, Key="originals/a")["TagSet"]
        self.assertEqual(tags, [])

    def test_what_is_no_upload_is_passed_over(self):
        test = json.dumps({"Service": "Amazon S3", "Event": "s3:TestEvent", "Bucket": media.BUCKET})
        own = [notice(key) for key in ("media/a/320.jpg", "originals/a", "incoming/", "incoming/folder/")]
        self.assertEqual(self.handle(test, *own), {})
        self.assertEqual(self.media.keys(), set())
