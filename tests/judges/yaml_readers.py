"""Compare each template.yaml, as PyYAML (YAML 1.1: cfn-lint, the AWS CLI) reads it, with its template.json."""

import json
import sys

import yaml
from short_tags import Loader


def main(paths):
    if not paths:
        sys.exit("yaml_readers.py: no template given")
    for path in paths:
        with open(path) as text, open(path.removesuffix("yaml") + "json") as twin:
            if yaml.load(text, Loader) != json.load(twin):
                sys.exit(f"{path}: YAML 1.1 reads something else than its JSON twin")
    print(f"{len(paths)} templates read alike")


main(sys.argv[1:])
