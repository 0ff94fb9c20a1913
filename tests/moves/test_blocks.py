"""Every block of every runbook as a script."""

import re
import subprocess
import unittest

from move import RENDERED
from runbook import blocks

# What stands at the top of a place, before all that is pasted there.
TOPS = {"Settings", "Tools"}
# In a session a block may use less than all of its top.
UNUSED = "SC2034,SC2329"


class Blocks(unittest.TestCase):
    def check(self, code, *more):
        command = ["shellcheck", "--shell", "bash", "--severity", "style", *more, "-"]
        done = subprocess.run(command, input=code, capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 0, done.stdout)

    def test_each_is_a_script_behind_the_top_of_its_place(self):
        files = sorted(RENDERED.glob("*.md"))
        self.assertGreaterEqual(len(files), 4)
        for file in files:
            found = blocks(file.read_text())
            for heading, codes in found.items():
                for place, code in codes:
                    top = "".join(known for name in TOPS & found.keys() for where, known in found[name] if where[:4] == place[:4])
                    settings = "".join(f"export {name}=told\n" for name in exports(found))
                    with self.subTest(file=file.name, heading=heading):
                        self.check(settings + (top if heading not in TOPS else "") + code, "--exclude", UNUSED)


def exports(found):
    """The names that the settings print for the sessions."""
    return [name for _, code in found.get("Settings", []) for name in re.findall(r" ([A-Z][A-Z_]+) (?:\"|')?[$'.]", code)]
