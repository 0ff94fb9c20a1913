#!/usr/bin/env python3
"""Cut the facts that scalegen needs now from a full extract.

Usage: facts/cut.py EXTRACT_DIR

EXTRACT_DIR holds schema.json, update_overrides.json, instances.json, engines.json, managed.json and metrics.json;
README.md beside this file says where they come from. Each output has one entry a line, so that a refresh
reads well in review.
"""

import json
import pathlib
import sys

ASSEMBLED = "2026-11-23"
HERE = pathlib.Path(__file__).parent

# The resource types that our templates use: exactly these, tests/conformance checks it.
TYPES = {
    "ApplicationAutoScaling": "ScalableTarget ScalingPolicy",
    "AutoScaling": "AutoScalingGroup ScalingPolicy ScheduledAction",
    "Backup": "BackupPlan BackupSelection BackupVault",
    "Budgets": "Budget",
    "CertificateManager": "Certificate",
    "CloudFront": "Distribution OriginAccessControl",
    "CloudTrail": "Trail",
    "CloudWatch": "Alarm Dashboard",
    "CodeDeploy": "Application DeploymentConfig DeploymentGroup",
    "DynamoDB": "GlobalTable",
    "EC2": "EIP FlowLog Instance InternetGateway LaunchTemplate NatGateway Route RouteTable SecurityGroup "
    "SecurityGroupEgress SecurityGroupIngress Subnet SubnetRouteTableAssociation VPC VPCEndpoint "
    "VPCGatewayAttachment Volume",
    "ElastiCache": "CacheCluster ReplicationGroup SubnetGroup",
    "ElasticLoadBalancingV2": "Listener ListenerRule LoadBalancer TargetGroup",
    "IAM": "InstanceProfile Role RolePolicy",
    "KMS": "Alias Key",
    "Kinesis": "Stream",
    "KinesisFirehose": "DeliveryStream",
    "Lambda": "EventSourceMapping Function",
    "Logs": "LogGroup MetricFilter ResourcePolicy",
    "Neptune": "DBCluster DBInstance DBSubnetGroup",
    "OpenSearchService": "Domain",
    "RDS": "DBCluster DBClusterParameterGroup DBInstance DBParameterGroup DBProxy DBProxyEndpoint DBProxyTargetGroup DBSubnetGroup GlobalCluster",
    "RedshiftServerless": "Namespace Workgroup",
    "Route53": "HealthCheck RecordSet",
    "S3": "Bucket BucketPolicy",
    "SES": "ConfigurationSet ConfigurationSetEventDestination EmailIdentity",
    "SNS": "Subscription Topic TopicPolicy",
    "SQS": "Queue QueuePolicy",
    "SSM": "Association Parameter",
    "SecretsManager": "Secret SecretTargetAttachment",
    "StepFunctions": "StateMachine",
    "Synthetics": "Canary",
    "WAFv2": "WebACL",
    "XRay": "Group SamplingRule",
}

# The namespaces of the metrics in our alarms and dashboards: exactly these, tests/conformance checks it.
NAMESPACES = (
    "AWS/ApplicationELB AWS/AutoScaling AWS/CloudFront AWS/DynamoDB AWS/EC2 AWS/ElastiCache AWS/Firehose AWS/Kinesis AWS/Lambda AWS/NATGateway AWS/Neptune AWS/RDS AWS/SES AWS/SQS AWS/States CWAgent "
    "CloudWatchSynthetics"
)

# Zones that exist but that accounts of today do not get (EC2 user guide, footnotes of its region table).
WITHHELD_ZONES = {"ap-northeast-1": 1, "us-west-1": 1}

# Listed for PostgreSQL, but too old for version 17.
OLD_FAMILIES = {"db.t2"}


def names():
    return sorted(f"AWS::{service}::{name}" for service, names in TYPES.items() for name in names.split())


def registry(extract):
    schema = extract("schema.json")
    proposed = extract("update_overrides.json")["proposed"]
    types = {name: with_overrides(schema["types"][name], proposed.get(name, {})) for name in names()}
    source = "cfn-lint {cfn_lint} (MIT-0), @aws-cdk/aws-service-spec (Apache-2.0)".format(**schema["source"])
    head = {"source": source + ", update_overrides.json applied", "date": "2026-10-20"}
    return head | {"legend": schema["legend"], "no_regions": schema["no_regions"], "types": types}


def with_overrides(facts, proposed):
    """Update behaviour where the sources disagree: `yes` adds to R, `maybe` to C, `some-interruption` to SI.

    An answer in words depends on the values: C.
    """
    for name, answer in proposed.items():
        key = {"yes": "R", "some-interruption": "SI"}.get(answer, "C")
        facts[key] = sorted({*facts.get(key, []), name})
    return facts


def missing_types(extract):
    """Of our types those that some region's CloudFormation lacks, and where."""
    schema = extract("schema.json")
    rows = [(name, " ".join(schema["no_regions"][schema["types"][name]["no"]])) for name in names()]
    source = "cfn-lint {cfn_lint} (MIT-0)".format(**schema["source"])
    return source, "2026-10-20", ["type", "missing_in"], [row for row in rows if row[1]]


def regions(extract):
    managed = extract("managed.json")
    known = sorted(managed["region_names"].items())
    opt_in = {name for name, facts in managed["regions"].items() if facts.get("opt_in")}
    public = [(name, facts) for name, facts in known if not facts["partition"].startswith("aws-iso")]
    source = managed["source2"].split(":")[0] + ": partitions and zones; " + managed["source"] + ": opt-in; "
    source += "EC2 user guide: zones that new accounts do not get (not counted)"
    rows = [(name, facts["partition"], len(facts["azs"]) - WITHHELD_ZONES.get(name, 0), "opt-in" if name in opt_in else "")
            for name, facts in public]
    return source, ASSEMBLED, ["region", "partition", "zones", "opt_in"], rows


def instances(extract):
    """EC2 types of the arm64 families: `size=vCPUs/GiB`, smallest first, and where a family is missing."""
    full, sold, families = extract("instances.json"), extract("engines.json")["ec2_instance_types"], {}
    for name, (vcpus, memory, arch, *rest) in full["types"].items():
        if arch == "a":
            family, size = name.split(".")
            families.setdefault((family, "burstable" if rest[5] else ""), {})[size] = (vcpus, whole(memory))
    rows = [(family, burstable, sizes_by_memory(sizes, lambda cell: f"{cell[0]}/{cell[1]}"), missing(sold, family))
            for (family, burstable), sizes in sorted(families.items())]
    source = full["sources"]["facts"] + "; missing: cfn-lint 1.58.0 (MIT-0)"
    return source, ASSEMBLED, ["family", "burstable", "size=vcpus/gib", "missing_in"], rows


def cache_nodes(extract):
    """ElastiCache node types, and where a family is missing."""
    engines = extract("engines.json")
    nodes = engines["cache_node_types"]
    rows = [(family, " ".join(sizes), missing(nodes, family)) for family, sizes in sorted(nodes["families"].items())]
    return engines["source"], engines["schema_date"][:10], ["family", "sizes", "missing_in"], rows


def database_classes(extract):
    """RDS for PostgreSQL."""
    return classes_of(extract, "postgres")


def aurora_classes(extract):
    """Aurora PostgreSQL."""
    return classes_of(extract, "aurora-postgresql")


def classes_of(extract, engine):
    """An engine's classes: `size=GiB`, smallest first, and where a family is missing."""
    engines, types = extract("engines.json"), extract("instances.json")["types"]
    classes, rows = engines["rds_classes"][engine], []
    for family, sizes in sorted(classes["families"].items()):
        memory = {size: types[f"{family[3:]}.{size}"][1] for size in sizes if f"{family[3:]}.{size}" in types}
        if len(memory) == len(sizes) and family not in OLD_FAMILIES:
            memory = {size: (0, whole(gib)) for size, gib in memory.items()}
            rows.append((family, sizes_by_memory(memory, lambda cell: cell[1]), missing(classes, family)))
    source = engines["source"] + "; memory: the EC2 type of the same name, moto 5.2.5 (Apache-2.0)"
    return source, engines["schema_date"][:10], ["family", "size=gib", "missing_in"], rows


def versions(extract):
    """Engine versions that RDS creates, by major version, oldest first."""
    engines = extract("engines.json")
    live = engines["rds_versions"]
    rows = [(engine, "17", " ".join(live[engine]["live"]["17"])) for engine in ("postgres", "aurora-postgresql")]
    return engines["source"], engines["schema_date"][:10], ["engine", "major", "versions"], rows


def metrics(extract):
    """CloudWatch metrics: the sets of dimensions under which each is published; `-` is the empty set."""
    full = extract("metrics.json")
    rows = [(namespace, name, " ".join(dimensions or "-" for dimensions in sets))
            for namespace in NAMESPACES.split() for name, (_, sets) in full["metrics"][namespace].items()]
    return full["source"], ASSEMBLED, ["namespace", "metric", "dimension_sets"], rows


def missing(table, family):
    return " ".join(sorted(name for name, gone in table["missing_families"].items() if family in gone))


def whole(number):
    return int(number) if number == int(number) else number


def sizes_by_memory(sizes, show):
    ordered = sorted(sizes.items(), key=lambda item: item[1][1])
    return " ".join(f"{size}={show(cell)}" for size, cell in ordered)


def write_registry(facts):
    """JSON of which the last key, the table, has one type a line."""
    *head, (key, table) = facts.items()
    lines = [f"  {json.dumps(k)}: {json.dumps(v)}," for k, v in head]
    rows = [f"    {json.dumps(k)}: {json.dumps(v, separators=(',', ':'))}" for k, v in table.items()]
    text = "\n".join(["{", *lines, f"  {json.dumps(key)}: {{", ",\n".join(rows), "  }", "}", ""])
    (HERE / "registry.json").write_text(text, encoding="utf-8")


def write_table(name, source, date, columns, rows):
    """Source and date, then the columns' names, then a row a line; tabs between the cells."""
    lines = [f"# {date}: {source}", "\t".join(columns), *("\t".join(map(str, row)) for row in rows), ""]
    (HERE / f"{name}.tsv").write_text("\n".join(lines), encoding="utf-8")


def main():
    folder = pathlib.Path(sys.argv[1])

    def extract(name):
        return json.loads((folder / name).read_text(encoding="utf-8"))

    write_registry(registry(extract))
    for cut in (missing_types, regions, instances, database_classes, aurora_classes, cache_nodes, versions, metrics):
        write_table(cut.__name__, *cut(extract))


if __name__ == "__main__":
    sys.exit(main() if len(sys.argv) == 2 else __doc__)
