"""What two sources say of each property of each type: the registry as cfn-lint has it, and the CDK's database."""

import collections
import gzip
import json

from cfnlint.helpers import REGIONS
from cfnlint.schema import PROVIDER_SCHEMA_MANAGER

# Types of a macro (SAM), and of no CloudFormation that the public has: scalegen does not know them.
NOT_OURS = ("AWS::Serverless::", "AMZN::")

Case = collections.namedtuple("Case", "type property lint cdk")


def schemas():
    """Every type and its schema: us-east-1's, or that of the first region which has it."""
    found = {}
    for region in ["us-east-1", *sorted(set(REGIONS) - {"us-east-1"})]:
        for name in PROVIDER_SCHEMA_MANAGER.get_resource_types(region):
            if name not in found and not name.startswith(NOT_OURS):
                found[name] = PROVIDER_SCHEMA_MANAGER.get_resource_schema(region, name).schema
    return found


def database(path):
    """Of each type and property of the CDK's database whether a change replaces: yes, maybe, no."""
    with gzip.open(path) as file:
        types = json.load(file)["schema"]["resource"]["entities"]
    return {
        one["cloudFormationType"]: {name: facts.get("causesReplacement", "no") for name, facts in one["properties"].items()}
        for one in types
    }


def registry_says(schema, name):
    """Whether a change replaces: yes, maybe (of a part, or on a condition), no."""
    def depths(key):
        paths = (pointer.split("/")[2:] for pointer in schema.get(key, []))
        return {len(path) for path in paths if path[0] == name}

    if 1 in depths("createOnlyProperties"):
        return "yes"
    return "maybe" if depths("createOnlyProperties") or depths("conditionalCreateOnlyProperties") else "no"


def cases(types, cdk):
    for kind, schema in sorted(types.items()):
        known = cdk.get(kind, {})
        for name in sorted(schema.get("properties", {})):
            if f"/properties/{name}" not in schema.get("readOnlyProperties", []):
                yield Case(kind, name, registry_says(schema, name), known.get(name, "silent"))
