"""Parts of boot scripts, run as on a host: with its own functions, and with secrets and parameters of this machine."""

import os
import subprocess

from app import SCRIPTS

# Secrets are files, a login's lines; parameters as well. Nothing waits.
AROUND = """
set -Eeuo pipefail
login() { cat "$SECRETS/$1"; }
aws() { cat "$SECRETS/parameters"; }
write() { cat > /dev/null; }
sleep() { :; }
"""


def cut(text, start, end):
    """From the first start to the first end after it, both included."""
    return start + text.split(start, 1)[1].split(end, 1)[0] + end


class Host:
    """A host of a stage, with its login as far as the database."""

    def __init__(self, script, mysql, secrets):
        text = (SCRIPTS / f"{script}.sh").read_text()
        self.text, self.mysql, self.secrets = text, mysql, secrets
        self.functions = AROUND + cut(text, "die() {", "\n}\n") + cut(text, "retry() {", "\n}\n")

    def login(self, name, user, password):
        (self.secrets / name).write_text(f"{user}\n{password}\n")

    def run(self, start, end, change=lambda part: part):
        """From `start` to `end`, once the application's login is read."""
        return self.does(change(cut(self.text, start, end)))

    def does(self, part):
        known = cut(self.text, "{ read -r DBUSER", "login\"\n")
        path = self.mysql.programs + os.pathsep + os.environ["PATH"]
        env = {**os.environ, "SECRETS": str(self.secrets), "PATH": path}
        command = ["bash", "-c", self.functions + known + part]
        return subprocess.run(command, env=env, capture_output=True, text=True, timeout=60)
