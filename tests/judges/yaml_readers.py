"""Compare each template.yaml, as PyYAML (YAML 1.1: cfn-lint, the AWS CLI) reads it, with its template.json."""

import json
import sys

import yaml


class Loader(yaml.SafeLoader):
    """Reads CloudFormation's short tags; every scalar keeps the type that YAML 1.1 gives it."""


def function(loader, tag, node):
    if isinstance(node, yaml.ScalarNode):
        argument = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        argument = loader.construct_sequence(node, deep=True)
    else:
        argument = loader.construct_mapping(node, deep=True)
    if tag == "GetAtt" and isinstance(argument, str):
        argument = argument.split(".", 1)
    return {tag if tag == "Ref" else f"Fn::{tag}": argument}


Loader.add_multi_constructor("!", function)


def main(paths):
    if not paths:
        sys.exit("yaml_readers.py: no template given")
    for path in paths:
        with open(path) as text, open(path.removesuffix("yaml") + "json") as twin:
            if yaml.load(text, Loader) != json.load(twin):
                sys.exit(f"{path}: YAML 1.1 reads something else than its JSON twin")
    print(f"{len(paths)} templates read alike")


main(sys.argv[1:])
