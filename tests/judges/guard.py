"""Hold templates to AWS Control Tower's guard rules; what cannot be met stands in tests/guard-exceptions.yaml.

The rules lie in an archive inside the package cdk-validator-cfnguard. They are evaluated in this process, so no output
can be cut off on its way; and were findings lost all the same, their exceptions would be stale.
"""

import collections
import concurrent.futures
import fnmatch
import itertools
import pathlib
import re
import sys
import tarfile

import yaml
from cloudformation_validate import CelEngine, EngineConfig, ExternalRuleSource, ReportStatus, RuleOrigin, ValidateConfig

EXCEPTIONS = "tests/guard-exceptions.yaml"
KEYS = ("rules", "reason")
EVERYWHERE = "*"
# Rules that ask for a key of the customer's own. That is an option, since a key costs money: the templates that have it
# are held to these rules, the others are not.
KEY_RULES = ("CT.CLOUDTRAIL.PR.1", "CT.CLOUDWATCH.PR.3", "CT.RDS.PR.30", "CT.S3.PR.10")
KEYED = "/customer-key-"
TYPE = re.compile(r"AWS::\w+::\w+")

Failure = collections.namedtuple("Failure", "template rule resource message")


def read_rules(archive):
    with tarfile.open(archive) as files:
        for file in files:
            if file.name.endswith(".guard"):
                name = pathlib.PurePath(file.name).stem
                yield ExternalRuleSource(name=name, content=files.extractfile(file).read().decode())


def applicable(rules, paths):
    """The rules that name a type of these templates. The others have nothing to look at, and would take half the time."""
    types = {name for path in paths for name in TYPE.findall(pathlib.Path(path).read_text())}
    return [rule for rule in rules if types.intersection(TYPE.findall(rule.content))]


def load(rules):
    engine = CelEngine(EngineConfig(guard_rules=rules))
    loaded = sum(rule.origin is RuleOrigin.GUARD for rule in engine.list_rules())
    if not rules or loaded != len(rules):
        sys.exit(f"guard.py: {loaded} rules in {len(rules)} files")
    return engine


def failures(engine, path):
    """What fails in a template, under Control Tower's names for the rules: ct-ec2-pr-3.guard is CT.EC2.PR.3."""
    report = engine.validate_template(path, ValidateConfig(disable_builtin_rules=True))
    if report.status is not ReportStatus.OK or not report.metadata.resources_scanned:
        sys.exit(f"{path}: could not be evaluated to its end")
    for found in report.diagnostics:
        rule = found.category.removeprefix("guard:").replace("_", ".").upper()
        resource = found.entity.logical_id if found.entity else "-"
        message = found.rule_description.partition("]: ")[2].partition("\n")[0]
        yield Failure(path, rule, resource, message)


def counts(failure):
    return failure.rule not in KEY_RULES or KEYED in failure.template


def evaluate(engine, paths):
    """All templates, two at a time; several checks of one rule that fail on one resource are one failure."""
    with concurrent.futures.ThreadPoolExecutor(2) as threads:
        found = threads.map(lambda path: list(failures(engine, path)), paths)
        return list(dict.fromkeys(filter(counts, itertools.chain.from_iterable(found))))


def read_exceptions():
    """Each exception as a rule, a pattern of logical IDs, and one of the templates' paths."""
    with open(EXCEPTIONS) as text:
        entries = yaml.safe_load(text) or []
    for number, entry in enumerate(entries, 1):
        if not all(str(entry.get(key) or "").strip() for key in KEYS):
            sys.exit(f"{EXCEPTIONS}: exception {number} needs {', '.join(KEYS)}")
    return [
        (rule, pattern, entry.get("templates", EVERYWHERE))
        for entry in entries
        for pattern, rules in entry["rules"].items()
        for rule in rules
    ]


def covers(exception, failure):
    rule, pattern, templates = exception
    matches = fnmatch.fnmatchcase
    return rule == failure.rule and matches(failure.resource, pattern) and matches(failure.template, templates)


def findings(found, exceptions):
    for failure in found:
        if not any(covers(exception, failure) for exception in exceptions):
            yield ": ".join(failure)
    for exception in exceptions:
        if not any(covers(exception, failure) for failure in found):
            yield f"{EXCEPTIONS}: {': '.join(exception)}: no template needs this exception"


def main(archive, *paths):
    if not paths:
        sys.exit("guard.py: no template given")
    exceptions = read_exceptions()
    rules = list(read_rules(archive))
    of_these = applicable(rules, paths)
    found = evaluate(load(of_these), paths)
    lines = list(findings(found, exceptions))
    count = f"{len(of_these)} of {len(rules)} rules apply"
    print(*lines, f"{len(paths)} templates, {count}, {len(found)} failures, {len(lines)} findings", sep="\n")
    sys.exit(bool(lines))


main(*sys.argv[1:])
