"""Where Pillow is missing: the function installs one wheel and no other."""

import functools
import hashlib
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest
import zipfile
from unittest import mock

import media
import PIL

import photo

REQUIREMENT = re.compile(r"pillow==(\d+\.\d+\.\d+) --hash=sha256:[0-9a-f]{64}")
FLAGS = "--quiet --no-cache-dir --no-deps --only-binary :all: --require-hashes --upgrade --target".split()
# One that is wrong stays wrong: it is never asked of an index.
OFFLINE = {"PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": "/dev/null"}


def wheel(folder, version):
    """A wheel of that name, and its hash; it says who it is."""
    path = folder / f"pillow-{version}-py3-none-any.whl"
    info = f"pillow-{version}.dist-info/"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("PIL/__init__.py", "")
        file.writestr(info + "METADATA", f"Metadata-Version: 2.1\nName: pillow\nVersion: {version}\n")
        file.writestr(info + "WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        file.writestr(info + "RECORD", "")
    return hashlib.sha256(path.read_bytes()).hexdigest()


class Pillow(unittest.TestCase):
    def setUp(self):
        made = tempfile.TemporaryDirectory()
        self.addCleanup(made.cleanup)
        self.folder = pathlib.Path(made.name)
        self.target = str(self.folder / "pillow")
        self.put(mock.patch.object(photo, "FOLDER", self.target))
        self.put(mock.patch.object(sys, "path", [*sys.path]))
        self.put(mock.patch.dict(sys.modules, {"PIL": None}))

    def put(self, patch):
        self.addCleanup(patch.stop)
        return patch.start()

    def pip(self):
        """The real one, before a folder with one wheel."""
        self.put(mock.patch.dict("os.environ", {**OFFLINE, "PIP_FIND_LINKS": str(self.folder)}))
        run = functools.partial(subprocess.run, capture_output=True, timeout=120)
        self.put(mock.patch.object(photo.subprocess, "run", run))
        return wheel(self.folder, REQUIREMENT.fullmatch(photo.PILLOW)[1])

    def test_it_asks_for_the_pinned_wheel(self):
        run = self.put(mock.patch.object(photo.subprocess, "run"))
        photo.handler(media.batch(), None)
        file = self.target + ".txt"
        command = [sys.executable, "-m", "pip", "install", *FLAGS, self.target, "-r", file]
        run.assert_called_once_with(command, check=True)
        asked = REQUIREMENT.fullmatch(pathlib.Path(file).read_text())
        self.assertEqual(asked[1], PIL.__version__, "the tests run with another Pillow than the function")

    def test_a_wheel_with_another_hash_is_refused_and_the_batch_comes_back(self):
        self.pip()
        for _ in range(2):
            with self.assertRaises(subprocess.CalledProcessError) as refused:
                photo.handler(media.batch("body"), None)
            self.assertIn(b"DO NOT MATCH THE HASHES", refused.exception.stderr)
            self.assertNotIn(self.target, sys.path)

    def test_a_wheel_with_the_right_hash_is_installed_over_what_a_stopped_try_left(self):
        right = self.pip()
        (self.folder / "pillow" / "PIL").mkdir(parents=True)
        self.put(mock.patch.object(photo, "PILLOW", re.sub("[0-9a-f]{64}", right, photo.PILLOW)))
        self.assertEqual(photo.handler(media.batch(), None), {"batchItemFailures": []})
        self.assertTrue((self.folder / "pillow" / "PIL" / "__init__.py").exists())
        self.assertIn(self.target, sys.path)

    def test_where_pillow_is_nothing_is_installed(self):
        with mock.patch.dict(sys.modules, {"PIL": PIL}), mock.patch.object(photo, "install") as install:
            photo.handler(media.batch(), None)
        install.assert_not_called()
