"""Hold the dependencies to deny.toml: where they come from, their licences, and what is banned or twice in the tree.

The same file serves cargo-deny, which also reads the advisory database where it can be reached.
"""

import collections
import json
import re
import subprocess
import sys
import tomllib

CRATES_IO = "registry+"


def faults(packages, deny):
    allowed = set(deny["licenses"]["allow"])
    banned = {entry["crate"] for entry in deny["bans"]["deny"]}
    twice = {entry["crate"].split("@")[0] for entry in deny["bans"]["skip"]}
    versions = collections.Counter(package["name"] for package in packages)
    for package in packages:
        name, licence = package["name"], package["license"] or "none"
        if not (package["source"] or "").startswith(CRATES_IO):
            yield f"{name}: comes from {package['source']}, not from the registry"
        choices = re.split(r"\s+OR\s+|/", licence.replace("(", "").replace(")", ""))
        if not any(set(re.split(r"\s+AND\s+", choice)) <= allowed for choice in choices):
            yield f"{name}: licence {licence} is not allowed"
        if name in banned:
            yield f"{name}: is banned"
    for name, count in versions.items():
        if count > 1 and name not in twice:
            yield f"{name}: stands in the tree {count} times"


def main():
    metadata = subprocess.run(
        ["cargo", "metadata", "--locked", "--format-version", "1", "--filter-platform", "x86_64-unknown-linux-gnu"],
        check=True, capture_output=True,
    )
    tree = json.loads(metadata.stdout)
    root = tree["resolve"]["root"]
    used = {node["id"] for node in tree["resolve"]["nodes"]}
    packages = [package for package in tree["packages"] if package["id"] in used and package["id"] != root]
    with open("deny.toml", "rb") as file:
        lines = list(faults(packages, tomllib.load(file)))
    print(*lines, f"{len(packages)} dependencies, {len(lines)} findings", sep="\n")
    sys.exit(bool(lines) or not packages)


main()
