"""Moves one bucket of users to another shard, step by step; README.md holds the protocol. It never touches the data."""
import argparse
import sys

import boto3

from mover import SETTLE_SECONDS, Mover, Refused
from shard_map import BUCKETS

BEGUN = """Bucket {0}: no client writes it any more. Now
1. let shard {1} refuse writes of this bucket, and shard {2} accept them (a fence may be left there from an earlier move);
2. wait until no transaction on shard {1} is older than its fence, copy what is missing, and compare;
3. wait until the readers of shard {2} have it all, in another region too.
Then:              move_bucket.py finish {0} {2} {3}
Or back, instead:  move_bucket.py abandon {0} {3}    once the fence on shard {1} is away"""
ENDED = """Bucket {0}: at shard {1}, epoch {2}. Its rows on the other shard can go once no client's log complains of an old map."""


def bucket(text):
    if int(text) not in range(BUCKETS):
        raise ValueError
    return int(text)


STEPS = {
    "seed": ("write shard 1 for every bucket that has no item", {}),
    "begin": ("hold the writes of a bucket back", {"bucket": bucket, "shard": int}),
    "finish": ("send its users to the shard that has their data now", {"bucket": bucket, "shard": int, "epoch": int}),
    "abandon": ("leave its users where they were", {"bucket": bucket, "epoch": int}),
}


def arguments(given):
    parser = argparse.ArgumentParser(description=__doc__)
    steps = parser.add_subparsers(dest="step", required=True, metavar="STEP")
    for name, (text, takes) in STEPS.items():
        step = steps.add_parser(name, help=text, description=text)
        for argument, kind in takes.items():
            step.add_argument(argument, type=kind)
    return vars(parser.parse_args(given))


def run(mover, step, **given):
    if step == "begin":
        print(f"Bucket {given['bucket']}: {SETTLE_SECONDS} seconds until every client knows that it moves", flush=True)
    found = getattr(mover, step)(**given)
    if step == "begin":
        return BEGUN.format(given["bucket"], found.shard, given["shard"], found.epoch)
    return ENDED.format(given["bucket"], found.shard, found.epoch) if found else "Every bucket has its item"


if __name__ == "__main__":
    given = arguments(sys.argv[1:])
    try:
        print(run(Mover(boto3.client), **given))
    except Refused as reason:
        sys.exit(f"move_bucket: {reason}")
