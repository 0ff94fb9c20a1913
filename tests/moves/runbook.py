"""A runbook, cut into its blocks, and the places where people paste them."""

import json
import os
import pathlib
import re
import subprocess

import postgres

HERE = pathlib.Path(__file__).parent
HEADING = re.compile(r"^#### (.+?)(?: \((.+)\))?$")
# Where the desk is when buckets move.
SHARDS = HERE.parents[1] / "examples/shards"
# The longest that a block may take here, in seconds.
PATIENCE = 120


def blocks(text):
    """Headings, and below each the place and the code of its blocks of bash, in order."""
    found, heading, place, code = {}, None, None, None
    for line in text.splitlines():
        if code is None and (match := HEADING.match(line)):
            heading, place = match.groups()
        elif line == "```bash":
            code = []
        elif line == "```" and code is not None:
            found.setdefault(heading, []).append((place, "\n".join(code) + "\n"))
            code = None
        elif code is not None:
            code.append(line)
    return found


class Place:
    """A shell with what was pasted at its top, and an `aws` that knows what its role may ask."""

    def __init__(self, folder, table, env):
        self.folder, self.top = pathlib.Path(folder), ""
        self.folder.mkdir()
        rows = [{"asked": asked, "says": says} for asked, says in table]
        (self.folder / "aws.json").write_text(json.dumps(rows))
        path = os.pathsep.join([str(HERE / "bin"), postgres.PROGRAMS, os.environ["PATH"]])
        self.env = {**env, "PATH": path, "HOME": folder, "STAND_IN": folder, "LC_ALL": "C.UTF-8"}

    def paste(self, code):
        self.top += code

    def run(self, code):
        return self.over(self.start(code))

    def start(self, code):
        pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        return subprocess.Popen(["bash", "-c", self.top + code], env=self.env, cwd=SHARDS, start_new_session=True, **pipes)

    def over(self, shell):
        out, err = shell.communicate(timeout=PATIENCE)
        return subprocess.CompletedProcess(shell.args, shell.returncode, out, err)
