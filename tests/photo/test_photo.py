"""The function: what comes out of a photo, what of a file that is none, and what of a batch in which one fails."""

import contextlib
import io
import json
import unittest
from unittest import mock

import botocore.exceptions
import media
import pictures
from media import batch, notice, written
from moto import mock_aws
from PIL import Image, ImageFile

import photo

WARNING = {"level": "warning", "reason": "", "messageId": "m0"}


class Photo(unittest.TestCase):
    def setUp(self):
        aws = mock_aws()
        aws.start()
        self.addCleanup(aws.stop)
        self.media = media.Media()

    def handle(self, *bodies):
        """The failed records, and what the log says of them; what it warns of is not among them."""
        with contextlib.redirect_stdout(io.StringIO()) as log:
            failed = photo.handler(batch(*bodies), None)["batchItemFailures"]
        lines = [json.loads(line) for line in log.getvalue().splitlines()]
        self.warnings = [line for line in lines if line["level"] == "warning"]
        errors = [line for line in lines if line["level"] == "error"]
        self.assertEqual(len(self.warnings) + len(errors), len(lines))
        self.assertEqual([{"itemIdentifier": line["messageId"]} for line in errors], failed)
        return {line["messageId"]: line["error"] for line in errors}

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

    def test_browsers_know_what_they_get_and_keep_it_for_a_day(self):
        self.send("a.jpg", pictures.plain())
        found = self.media.get("media/a.jpg/320.jpg")
        self.assertEqual(found["ContentType"], "image/jpeg")
        self.assertEqual(found["CacheControl"], "public, max-age=86400")

    def test_a_small_photo_stays_small(self):
        self.send("a.png", pictures.plain(kind="PNG"))
        self.assertEqual([self.image("a.png", side).size for side in (1600, 320)], [(64, 32)] * 2)

    def test_every_kind_of_picture(self):
        for name, (data, colour) in pictures.KINDS.items():
            with self.subTest(name):
                self.assertEqual(self.send(name, data), {})
                self.shows(self.image(name, 320), (32, 16), colour)

    def warned(self, key, reason):
        """One line, and nothing is written."""
        self.assertEqual([{**line, "reason": ""} for line in self.warnings], [{**WARNING, "key": key}])
        self.assertRegex(self.warnings[0]["reason"], reason)
        self.assertEqual(self.media.keys(), set())

    def test_what_is_no_image_is_done_and_leaves_nothing(self):
        for name, (data, reason) in pictures.NO_IMAGES.items():
            with self.subTest(name):
                self.assertEqual(self.send(name, data), {})
                self.warned("incoming/" + name, reason)

    def test_a_file_that_would_not_fit_into_memory_is_not_read(self):
        with mock.patch.object(photo, "BYTES", 100), mock.patch("botocore.response.StreamingBody.read") as read:
            self.assertEqual(self.send("a.jpg", pictures.plain()), {})
        read.assert_not_called()
        self.warned("incoming/a.jpg", "more than 100 bytes")

    def test_what_fails_for_another_reason_is_no_bad_image(self):
        denied = botocore.exceptions.ClientError({"Error": {"Code": "AccessDenied"}}, "GetObject")
        unread = {"ContentLength": 9, "Body": mock.Mock(read=mock.Mock(side_effect=OSError("reset")))}
        codec = OSError("out of memory when reading image file")
        for place, name, how in (
            (photo.S3, "get_object", {"side_effect": denied}),
            (photo.S3, "get_object", {"side_effect": ConnectionResetError("reset")}),
            (photo.S3, "get_object", {"return_value": unread}),
            (photo.S3, "copy_object", {"side_effect": denied}),
            (photo.S3, "copy_object", {"side_effect": ValueError("reset")}),
            (photo.S3, "put_object", {"side_effect": OSError("reset")}),
            (Image, "open", {"side_effect": MemoryError()}),
            (Image, "open", {"side_effect": ImportError("no JPEG")}),
            (ImageFile.ImageFile, "load", {"side_effect": codec}),
        ):
            with self.subTest(f"{name} {how}"), mock.patch.object(place, name, **how):
                self.assertEqual([*self.send("a.jpg", pictures.plain())], ["m0"])
                self.assertEqual(self.warnings, [])

    def test_one_bad_record_does_not_fail_its_batch(self):
        for name in ("a", "b"):
            self.media.put("incoming/" + name, pictures.plain())
        self.media.put("incoming/text", b"not an image")
        bad = ["no JSON", "[]", "{}", '{"Records": [{}]}', notice("incoming/gone")]
        failed = self.handle(notice("incoming/a"), *bad, notice("incoming/text"), notice("incoming/b"))
        self.assertEqual([*failed], ["m1", "m2", "m3", "m4", "m5"])
        self.assertEqual([line["messageId"] for line in self.warnings], ["m6"])
        self.assertEqual(self.media.keys(), written("a") | written("b"))

    def test_what_follows_no_image_in_its_message_is_done(self):
        self.media.put("incoming/text", b"not an image")
        self.media.put("incoming/a", pictures.plain())
        events = [json.loads(notice("incoming/" + name))["Records"][0] for name in ("text", "a")]
        self.assertEqual(self.handle(json.dumps({"Records": events})), {})
        self.assertEqual((len(self.warnings), self.media.keys()), (1, written("a")))

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
