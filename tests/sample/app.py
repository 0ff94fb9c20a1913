"""The sample app as a process, started as on a host."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request

import cache
import ports
import postgres

PROJECT = pathlib.Path(__file__).parents[2]
TEMPLATES = PROJECT / "templates"
SCRIPTS = PROJECT / "tests/golden/scripts"
# With any of these a host runs the bigger sample.
MORE = {"DB_READER_HOSTS", "CACHE_ENDPOINT", "SESSION_TABLE"}


def logins(folder, token):
    """What the host's app-secrets writes."""
    (folder / "db.json").write_text(json.dumps({"username": "app", "password": "right"}))
    if token is not None:
        (folder / "cache.json").write_text(token + "\n")


def sample(client):
    """The sample as `_app.sh.j2` puts it together: how that database is asked, and who asks."""
    parts = [TEMPLATES / name for name in (f"sample_{client}.py", "sample.py")]
    return "\n\n".join(part.read_text() for part in parts)


class App:
    def __init__(self, folder, given, token=cache.TOKEN, role="web", client="postgres", programs=postgres.PROGRAMS):
        self.folder, self.port = pathlib.Path(folder), ports.free()
        logins(self.folder, token)
        (self.folder / "sample.py").write_text(sample(client))
        shutil.copy(TEMPLATES / "sample_more.py", folder)
        own = {
            "APP_NAME": "shop",
            "ROLE": role,
            "PORT": str(self.port),
            "RUNTIME_DIRECTORY": folder,
            "HOME": folder,
            "PATH": programs + os.pathsep + os.defpath,
        }
        program = "sample_more.py" if MORE & given.keys() else "sample.py"
        command = [sys.executable, "-B", self.folder / program]
        with open(self.folder / "log", "w") as log:
            self.process = subprocess.Popen(command, env={**own, **given}, stdout=log, stderr=log)

    def await_start(self):
        for _ in range(100):
            try:
                return self.get("/healthz")
            except OSError:
                time.sleep(0.05)
        raise AssertionError("the app does not start: " + self.log())

    def get(self, path):
        try:
            answer = urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            return answer.status, json.load(answer)

    def log(self):
        return (self.folder / "log").read_text()

    def close(self):
        self.process.terminate()
        self.process.wait(10)
