"""CloudFormation's YAML, read by PyYAML (YAML 1.1: cfn-lint, the AWS CLI)."""

import yaml

# What the short tags of these stand for has no `Fn::` before it.
PLAIN = ("Ref", "Condition")


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
    return {tag if tag in PLAIN else f"Fn::{tag}": argument}


Loader.add_multi_constructor("!", function)
