"""Every block of every runbook as a script."""

import re
import subprocess
import unittest

from move import RENDERED
from runbook import blocks

DESK = "at your desk"
# What stands at the top of a place, before all that is pasted there.
TOPS = ["Settings", "Tools"]
# In a session a block may use less than all of its top.
UNUSED = "SC2034,SC2329"
NAME = re.compile(r" ([A-Z][A-Z_]+) (?:\"|')?[$'.]")


class Blocks(unittest.TestCase):
    def test_each_is_a_script_behind_the_top_of_its_place(self):
        files = sorted(RENDERED.glob("*.md"))
        self.assertGreater(len(files), 8)
        for file in files:
            found = blocks(file.read_text())
            for heading, codes in found.items():
                for place, code in codes:
                    with self.subTest(file=file.name, heading=heading):
                        self.check(("" if heading in TOPS else top(found, place == DESK)) + code)

    def check(self, code):
        command = ["shellcheck", "--shell", "bash", "--severity", "style", "--exclude", UNUSED, "-"]
        done = subprocess.run(command, input=code, capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 0, done.stdout)


def top(found, desk):
    """What is pasted first: at the desk the settings, in a session what they print, and the tools."""
    codes = [code for name in TOPS for place, code in found.get(name, []) if (place == DESK) == desk]
    printed = [] if desk else [f"export {name}=told\n" for name in NAME.findall(found["Settings"][0][1])]
    return "".join(printed + codes)
