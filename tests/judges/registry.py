"""Hold what `scalegen diff` says of each property to two sources: the registry as cfn-lint has it, and the CDK's database.

Usage: registry.py SCALEGEN DB_JSON_GZ FOLDER, with cfn-lint installed; the templates go to FOLDER.

Every top-level property that a template may write changes alone. Where a row of facts/conditional.tsv has it, the row is
law; where the sources agree, they are; where they do not, registry-disputes.tsv says what is right and why.
"""

import collections
import csv
import fnmatch
import json
import pathlib
import subprocess
import sys

from registry_sources import cases, database, schemas

CONDITIONAL = "facts/conditional.tsv"
DISPUTES = "tests/judges/registry-disputes.tsv"
COLUMNS = "type property scalegen right why".split()
# CloudFormation takes no template with more resources.
CHUNK = 500
# What the effects of conditional.tsv come to in a resource without an UpdatePolicy.
ACTIONS = {
    "in-place": "update", "interrupts": "interrupt", "update-policy": "update", "resharding": "replace",
    "may-replace": "may-replace", "replaces": "replace", "refused": "refused",
}
STAYS = {"update", "interrupt"}

Dispute = collections.namedtuple("Dispute", COLUMNS)


def rows(path):
    """The rows of a table by column, without what says its source."""
    with open(path, encoding="utf-8") as lines:
        return list(csv.DictReader((line for line in lines if line[0] != "#"), delimiter="\t", quoting=csv.QUOTE_NONE))


def template(chunk, value):
    resources = {f"R{at}": {"Type": case.type, "Properties": {case.property: value}} for at, case in enumerate(chunk)}
    return json.dumps({"Resources": resources})


def actions(scalegen, folder, chunk):
    """What scalegen says to each case of a chunk."""
    files = folder / "from.json", folder / "to.json"
    for file, value in zip(files, "ab"):
        file.write_text(template(chunk, value))
    run = subprocess.run([scalegen, "diff", *files, "--format", "json"], check=True, capture_output=True)
    said = {change["logical_id"]: change["action"] for change in json.loads(run.stdout)["changes"]}
    return [said.get(f"R{at}", "nothing") for at in range(len(chunk))]


def agreed(case):
    """What scalegen may say where the sources agree, or one is silent; nothing where they do not."""
    said = {case.lint, case.cdk} - {"silent"}
    if said == {"yes"}:
        return {"replace"}
    if "yes" not in said:
        return STAYS | ({"may-replace"} if "maybe" in said else set())
    return None


def covers(dispute, case):
    return fnmatch.fnmatchcase(case.type, dispute.type) and fnmatch.fnmatchcase(case.property, dispute.property)


class Judge:
    """What is found, and what was used to find it."""

    def __init__(self):
        self.rules = {(row["type"], row["path"]): ACTIONS[row["changed"]] for row in rows(CONDITIONAL)}
        self.disputes = [Dispute(*(row[column] for column in COLUMNS)) for row in rows(DISPUTES)]
        self.used, self.counts = set(), collections.Counter()

    def fault(self, case, action):
        if (case.type, case.property) in self.rules:
            return self.held("conditional row", action, {self.rules[case.type, case.property]})
        allowed = agreed(case)
        if allowed:
            return self.held("agreed", action, allowed)
        return self.disputed(case, action)

    def held(self, by, action, allowed):
        self.counts[by, action] += 1
        return None if action in allowed else f"{action}, and not {' or '.join(sorted(allowed))} ({by})"

    def disputed(self, case, action):
        found = next((dispute for dispute in self.disputes if covers(dispute, case)), None)
        if not found:
            return f"{action}; cfn-lint says {case.lint}, the CDK {case.cdk}: no row of {DISPUTES}"
        self.used.add(found)
        return self.held("disputed", action, {found.scalegen})

    def unused(self):
        return [f"{DISPUTES}: {row.type} {row.property}: nothing is disputed" for row in self.disputes if row not in self.used]


def main(scalegen, cdk, folder):
    folder, judge, lines = pathlib.Path(folder), Judge(), []
    folder.mkdir(parents=True, exist_ok=True)
    types, cdk = schemas(), database(cdk)
    every = list(cases(types, cdk))
    for chunk in (every[at:at + CHUNK] for at in range(0, len(every), CHUNK)):
        for case, action in zip(chunk, actions(scalegen, folder, chunk)):
            fault = judge.fault(case, action)
            lines += [f"{case.type} {case.property}: {fault}"] if fault else []
    lines += judge.unused()
    for (by, action), count in sorted(judge.counts.items()):
        print(f"{by}: {count} {action}")
    print(*lines, f"{len(every)} properties of {len(types)} types, {len(set(types) - set(cdk))} of them in one source alone, "
          f"{len(lines)} findings", sep="\n")
    sys.exit(bool(lines) or not every)


main(*sys.argv[1:])
