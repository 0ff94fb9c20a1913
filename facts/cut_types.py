#!/usr/bin/env python3
"""Cut what CloudFormation's registry says of every resource type into resource_types.tsv.

Usage: facts/cut_types.py EXTRACT_DIR DB_JSON_GZ, with cfn-lint installed

EXTRACT_DIR holds schema.json and update_overrides.json, as for cut.py; DB_JSON_GZ is db.json.gz of
@aws-cdk/aws-service-spec. README.md beside this file explains the output: a line is a type, a cell an object.
"""

import gzip
import json
import pathlib
import re
import sys

from cfnlint.helpers import REGIONS
from cfnlint.schema import PROVIDER_SCHEMA_MANAGER
from cfnlint.version import __version__

DATE = "2026-10-20"
HERE = pathlib.Path(__file__).parent

# A list of values longer than this, in characters, changes too often to be held against anyone.
LONGEST_ENUM = 400

# Types of a macro (SAM), and of no CloudFormation that the public has.
NOT_OURS = ("AWS::Serverless::", "AMZN::")

# Lists by name of which the registry does not say that their order means nothing, and under which types.
SETS = {
    "AWS::": """AlarmActions AvailabilityZones EnableCloudwatchLogsExports InsufficientDataActions LoadBalancerNames
        ManagedPolicyArns NotificationARNs OKActions SecurityGroupEgress SecurityGroupIds SecurityGroupIngress SecurityGroups
        SubnetIds Subnets Tags TargetGroupARNs VPCSecurityGroups VPCZoneIdentifier VpcSecurityGroupIds""".split(),
    "AWS::DynamoDB::": ["AttributeDefinitions", "GlobalSecondaryIndexes", "LocalSecondaryIndexes"],
    "AWS::ElastiCache::CacheCluster": ["PreferredAvailabilityZones"],
    "AWS::IAM::": ["Groups", "Roles", "Users"],
}

# Lists by name whose order means something, though the registry says that it does not: commands, pipelines, columns, priorities.
ORDERED = """Actions Args Arguments BucketColumns CacheBehaviors CachingKeys Columns Command ContainerArguments
    ContainerEntrypoint Containers DnsSearchDomains DnsServers EntryPoint Entrypoint Fields InitContainers InstanceTypeConfigs
    LateDataRules MessageGroups MessageGroupsList Overrides PartitionFields PartitionKeys PlacementStrategy
    PlayerLatencyPolicies Processors Rules Schema SchemaFieldList SchemaV2FieldList ServerProcesses SkewedColumnNames
    SkewedColumnValues SortColumns Stages Statements Transformations TransformationConfigurations TransformerConfig
    Transforms""".split()

LETTERS = {"string": "s", "integer": "i", "number": "n", "boolean": "b"}

COLUMNS = "type marks identifier attributes replaces may_replace interrupts read_only properties definitions".split()


def path_of(pointer):
    """`/properties/A/items/properties/B` as `A/*/B`."""
    return pointer.replace("/properties/", "", 1).replace("/items/properties/", "/*/").replace("/properties/", "/")


class Kind:
    """A type on its way into a line."""

    def __init__(self, name, schema):
        self.name, self.schema, self.cells = name, schema, {}

    def paths(self, key):
        return {path_of(pointer) for pointer in self.schema.get(key, [])}

    def target(self, node):
        """The node behind references, and the name under which it was found."""
        name = None
        while "$ref" in node:
            found = self.schema
            for step in node["$ref"].lstrip("#/").split("/"):
                found = found[step]
            name, node = node["$ref"].rsplit("/", 1)[-1], found
        return name, node

    def forms(self, node, name):
        """What the value may be: alternatives, each scalar or list or map or object."""
        found, node = self.target(node)
        name = found or name
        kinds = node.get("type", [])
        kinds = [kinds] if isinstance(kinds, str) else list(kinds)
        if not kinds and "properties" in node:
            kinds = ["object"]
        if not kinds and ("enum" in node or "const" in node):
            kinds = ["string"]
        forms = []
        for kind in kinds:
            forms += self.form(kind, node, name)
        if not kinds:
            for branch in self.branches(node):
                forms += self.forms(branch, name)
        return forms

    def form(self, kind, node, name):
        if kind == "array":
            items = node.get("items", {})
            listed = "[" + self.text(items if isinstance(items, dict) else {}, name + "Item") + "]"
            return [listed if node.get("insertionOrder", True) else as_set(listed)]
        if kind == "object":
            return [self.object(node, name)]
        return [LETTERS[kind] + values(node)] if kind in LETTERS else []

    def object(self, node, name):
        properties = self.properties(node)
        if properties:
            if name not in self.cells:
                self.cells[name] = ""
                self.cells[name] = self.cell(node, name)
            return "@" + name
        nested = [*node.get("patternProperties", {}).values()][:1] or [node.get("additionalProperties")]
        return "{" + (self.text(nested[0], name + "Value") if isinstance(nested[0], dict) else "?") + "}"

    def branches(self, node):
        return [branch for key in ("anyOf", "oneOf", "allOf") for branch in node.get(key, [])]

    def properties(self, node):
        """Those of an object, and of all that it may be."""
        properties = dict(node.get("properties", {}))
        for branch in self.branches(node):
            for name, nested in self.properties(self.target(branch)[1]).items():
                properties.setdefault(name, nested)
        return properties

    def required(self, node):
        """What must be there, whatever the object is."""
        required = set(node.get("required", []))
        every = [set(self.target(branch)[1].get("required", [])) for branch in node.get("oneOf", []) + node.get("anyOf", [])]
        if every and not node.get("properties"):
            required |= set.intersection(*every)
        return required

    def cell(self, node, name):
        """An object's properties; `*:?` where it takes others as well."""
        required = self.required(node)
        words = ["*:?"] if "patternProperties" in node or node.get("additionalProperties") else []
        for key, nested in sorted(self.properties(node).items()):
            if isinstance(nested, dict):
                text = ordered(self.name, key, self.text(nested, name + key))
                words.append(f"{key}{'!' * (key in required)}:{text}")
        return " ".join(words)

    def text(self, node, name):
        return joined(self.forms(node, name), self) or "?"

    def root(self):
        return self.cell(self.schema, "")


def as_set(text):
    """`[s]` as `<s>`: a list whose order means nothing."""
    return f"<{text[1:-1]}>" if text[0] + text[-1] == "[]" else text


def ordered(kind, key, text):
    """The form of a property, corrected where its name tells more of its order than the registry."""
    if key in ORDERED:
        return f"[{text[1:-1]}]" if text[0] + text[-1] == "<>" else text
    return as_set(text) if any(kind.startswith(start) and key in keys for start, keys in SETS.items()) else text


def joined(forms, kind):
    """Alternatives: one object, one list, and scalars."""
    forms = list(dict.fromkeys(forms))
    objects = [form[1:] for form in forms if form[0] == "@"]
    if len(objects) > 1:
        name = "Or".join(objects)
        words = sorted({word.replace("!:", ":") for one in objects for word in kind.cells[one].split()})
        kind.cells[name] = " ".join({word.split(":")[0]: word for word in words}.values())
        forms = ["@" + name] + [form for form in forms if form[0] != "@"]
    lists = [form for form in forms if form[0] in "[<"]
    if len(lists) > 1:
        forms = ["[?]"] + [form for form in forms if form not in lists]
    return "/".join(forms)


def values(node):
    """`(a|b)` where only these are allowed, `(~a|b)` where in any case; a blank in a value is `+`."""
    listed = node.get("enumCaseInsensitive", node.get("enum", [node["const"]] if "const" in node else []))
    words = [json.dumps(value) if isinstance(value, bool) else str(value) for value in listed]
    text = "|".join(sorted(words))
    if not words or len(text) > LONGEST_ENUM or any(not word or re.search(r"[()|~+\t]", word) for word in words):
        return ""
    return "(" + "~" * ("enumCaseInsensitive" in node) + text.replace(" ", "+") + ")"


def attributes(schema, facts, read_only):
    """As schema.json has them: `*` where cfn-lint takes nearly every property for one. None is asked of a list's item."""
    patterns = {".*": "*", "Outputs\\..*": "Outputs.*"}
    names = sorted(patterns.get(name, name) for name in schema.get_atts.keys() if ".*." not in name)
    written = {name for name in facts.get("properties", {}) if name not in read_only}
    known = {name.split(".")[0] for name in names}
    return ["*"] if len(names) > 8 and len(written & known) >= 0.9 * max(1, len(written)) else names


def updates(kind, extract, cdk):
    """Paths whose change replaces, may replace, or interrupts.

    Where schema.json has the type, update_overrides.json has judged what the sources dispute.
    """
    replaces, may = kind.paths("createOnlyProperties"), kind.paths("conditionalCreateOnlyProperties")
    judged = extract["types"].get(kind.name)
    interrupts = set((judged or {}).get("SI", []))
    answers = extract["proposed"].get(kind.name, {}) if judged else second_opinion(kind, cdk)
    for name, answer in answers.items():
        {"yes": replaces, "some-interruption": interrupts}.get(answer, may).add(name)
    return replaces, may if judged else may - replaces, interrupts


def second_opinion(kind, cdk):
    """What the CDK's database, which follows the template reference, adds to the registry.

    The registry knows better where it tells parts apart, and of tags. What its handler updates although the reference says
    that it replaces may do either: a handler may answer that it cannot.
    """
    found = cdk.get(kind.name, {"properties": {}})["properties"]
    asked = set(kind.schema.get("properties", {})) - parted(kind) - updatable_tags(kind)
    answers = {name: found[name].get("causesReplacement", "no") for name in asked & set(found)}
    updates = "update" in kind.schema.get("handlers", {})
    return {name: "maybe" if updates else answer for name, answer in answers.items() if answer != "no"}


def parted(kind):
    """Properties of which the registry has parts as create-only."""
    return {path.split("/")[0] for path in kind.paths("createOnlyProperties") if "/" in path}


def updatable_tags(kind):
    tagging = kind.schema.get("tagging") or {}
    return {path_of(tagging["tagProperty"])} if tagging.get("tagUpdatable") and "tagProperty" in tagging else set()


def marks(kind):
    facts = kind.schema
    tagging = facts.get("tagging") or {}
    words = []
    if tagging.get("taggable") is False or facts.get("taggable") is False:
        words.append("untaggable")
    elif tagging.get("tagProperty"):
        words.append("tags=" + path_of(tagging["tagProperty"]))
    return words + ["deletes-first"] * (facts.get("replacementStrategy") == "delete_then_create")


def line(name, schema, extract, cdk):
    kind = Kind(name, schema.schema)
    root = kind.root()
    read_only = kind.paths("readOnlyProperties")
    lists = [marks(kind), [path_of(pointer) for pointer in kind.schema.get("primaryIdentifier", [])],
             attributes(schema, kind.schema, read_only)]
    lists += [sorted(paths) for paths in (*updates(kind, extract, cdk), read_only)]
    cells = [f"{name} {words}" for name, words in sorted(kind.cells.items()) if used(name, root, kind.cells)]
    return "\t".join([name, *(" ".join(words) for words in lists), root, *cells])


def used(name, root, cells):
    return any(re.search(f"@{name}(?![A-Za-z0-9_])", text) for text in (root, *cells.values()))


def schemas():
    """Every type and its schema: us-east-1's, or that of the first region which has it."""
    found = {}
    for region in ["us-east-1", *sorted(set(REGIONS) - {"us-east-1"})]:
        for name in PROVIDER_SCHEMA_MANAGER.get_resource_types(region):
            if name not in found and not name.startswith(NOT_OURS):
                found[name] = PROVIDER_SCHEMA_MANAGER.get_resource_schema(region, name)
    return sorted(found.items())


def main():
    folder = pathlib.Path(sys.argv[1])
    extract = json.loads((folder / "schema.json").read_text()) | json.loads((folder / "update_overrides.json").read_text())
    database = json.load(gzip.open(sys.argv[2]))["schema"]["resource"]["entities"]
    cdk = {one["cloudFormationType"]: one for one in database}
    lines = [f"# source: cfn-lint {__version__} (MIT-0), @aws-cdk/aws-service-spec 0.1.216 (Apache-2.0)", f"# date: {DATE}",
             "\t".join(COLUMNS), *(line(*one, extract, cdk) for one in schemas()), ""]
    (HERE / "resource_types.tsv").write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main() if len(sys.argv) == 3 else __doc__)
