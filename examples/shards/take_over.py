"""For a fail-over: this region's databases take the writes, or pass them on again; README.md says when. It asks nobody but
this region's Parameter Store."""
import argparse
import json
import os
import sys

import boto3
import botocore.config

# Parameter Store takes three writes a second.
PATIENT = botocore.config.Config(retries={"mode": "standard", "total_max_attempts": 10})
STEPS = {"take": "home", "give": "reader"}
DONE = "{}: the writer is now {}, it was {}"
ALREADY = "{}: the writer is {} already"
HOMELESS = "{}: left as it is, for it names no home, this region's own writer; a stack of two regions does: update that first"


def arguments(given):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=STEPS, help="take: write to this region's own writer; give: to readers, which pass it on")
    parser.add_argument("paths", metavar="path", **everything(), help="a database, or all below; else $SHARD_PATH's stack")
    return vars(parser.parse_args(given))


def everything():
    """All of the stack, where the environment says which one it is."""
    path = os.environ.get("SHARD_PATH")
    return {"nargs": "*", "default": [os.path.dirname(path)]} if path else {"nargs": "+"}


def run(ssm, step, paths):
    """Does all that can be done, since writes are waiting; returns what cannot."""
    refused = []
    for path in paths:
        found = databases(ssm, path.rstrip("/"))
        refused += [] if found else [f"{path}: there is no database"]
        refused += [HOMELESS.format(name) for name, said in found.items() if "home" not in said]
        for name, said in found.items():
            if "home" in said:
                print(turn(ssm, name, said, said[STEPS[step]]), flush=True)
    return refused


def databases(ssm, path):
    """The one of this name and all below it; what else the stack keeps there is no JSON of a database."""
    pages = ssm.get_paginator("get_parameters_by_path").paginate(Path=path, Recursive=True)
    found = ssm.get_parameters(Names=[path])["Parameters"] + [one for page in pages for one in page["Parameters"]]
    said = {one["Name"]: decoded(one["Value"]) for one in found}
    return {name: what for name, what in said.items() if isinstance(what, dict) and {"writer", "reader"} <= what.keys()}


def decoded(text):
    try:
        return json.loads(text)
    except ValueError:
        return None


def turn(ssm, name, said, writer):
    """Spelled as the stack does, so that both say the same; without a type, for what is gone meanwhile must not come back."""
    if said["writer"] == writer:
        return ALREADY.format(name, writer)
    value = json.dumps({**said, "writer": writer}, separators=(",", ":"))
    ssm.put_parameter(Name=name, Value=value, Overwrite=True)
    return DONE.format(name, writer, said["writer"])


if __name__ == "__main__":
    refused = run(boto3.client("ssm", config=PATIENT), **arguments(sys.argv[1:]))
    if refused:
        sys.exit("\n".join(f"take_over: {reason}" for reason in refused))
