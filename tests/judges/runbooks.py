"""ShellCheck over the commands of every runbook: each block as a script, behind the block that is pasted first. The blocks that move
data are checked, and run, by tests/moves."""

import re
import subprocess
import sys
from pathlib import Path

# What the first block declares for later ones.
UNUSED = "SC2034,SC2317,SC2329"
STEP = re.compile(r"^## Step ", re.MULTILINE)
BLOCK = re.compile(r"^```bash\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks(text):
    """The blocks of steps that update a stack, and of step 0."""
    for section in STEP.split(text)[1:]:
        if "\n#### " not in section:
            yield from BLOCK.findall(section)


def main(files):
    checked, wrong = 0, []
    for file in files:
        first, *others = blocks(Path(file).read_text())
        for block in [first, *(first + other for other in others)]:
            command = ["shellcheck", "--shell", "bash", "--severity", "style", "--exclude", UNUSED, "-"]
            done = subprocess.run(command, input=block, capture_output=True, text=True, timeout=60, check=False)
            checked += 1
            if done.returncode:
                wrong.append(f"{file}:\n{done.stdout}")
    print("\n".join(wrong[:5]), file=sys.stderr)
    sys.exit(1 if wrong or checked < 100 else 0)


main(sys.argv[1:])
