"""Validate templates with cloudformation-validate: nothing above INFO, and of INFO only what cannot be otherwise."""

import sys

from cloudformation_validate import CompositeEngine

# A property is create-only; no region was given; tags come from the stack (`deploy --tags`).
ALLOWED = {"I9001", "I9003", "I9040"}

# A parameter's empty default stands in a branch that is taken only where the parameter is given.
UNREACHED = ("W1030", "{'Ref': 'PhotoLayer'}")


def findings(engine, path):
    allowed = ALLOWED if path.endswith("context.yaml") else ALLOWED | {"I4010"}  # I4010: no reasons in metadata
    for found in engine.validate_template(path).diagnostics:
        if found.rule_id == UNREACHED[0] and found.message.startswith(UNREACHED[1]):
            continue
        if found.severity.name != "INFO" or found.rule_id not in allowed:
            yield f"{path}:{found.start_line}: {found.severity.name} {found.rule_id} {found.message}"


def main(paths):
    if not paths:
        sys.exit("validate.py: no template given")
    engine = CompositeEngine()
    lines = [line for path in paths for line in findings(engine, path)]
    print(*lines, f"{len(paths)} templates, {len(lines)} findings", sep="\n")
    sys.exit(bool(lines))


main(sys.argv[1:])
