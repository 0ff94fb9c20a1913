#!/usr/bin/env python3
"""Cut the facts that scalegen needs now from a full extract.

Usage: facts/cut.py EXTRACT_DIR [CFN_LINT_DIR]

EXTRACT_DIR holds schema.json, update_overrides.json, instances.json, engines.json, managed.json and metrics.json;
README.md beside this file says where they come from. CFN_LINT_DIR is the folder `cfnlint` of the package of 1.58.0, for what
the extract lacks: the engines that are paid by the hour with their licence, and without it their tables stay as they are. Each output has one entry a line, so that a refresh
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
    "RDS": "DBCluster DBClusterParameterGroup DBInstance DBParameterGroup DBProxy DBProxyEndpoint DBProxyTargetGroup DBSubnetGroup GlobalCluster OptionGroup",
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

# Listed, but too old for the versions that we print.
OLD_FAMILIES = {f"db.{family}" for family in "m1 m2 m3 m4 r3 r4 t1 t2".split()}

# Where each engine begins: the line of its default version. Earlier ones are left out, as no database goes back.
FIRST_LINES = {"postgres": "17", "mysql": "8.4", "mariadb": "11.8", "aurora-postgresql": "17", "aurora-mysql": "8.0"}

# cfn-lint does not know Oracle's versions. `19` is the newest; the others are named in the RDS for Oracle user guide and
# release notes (2026-01, 2026-04) and as users ran them (2026-07: axonops, 2026-10-09).
ORACLE = ("oracle-se2-19", "oracle-se2", "19 19.0.0.0.ru-2026-01.rur-2026-01.r1 19.0.0.0.ru-2026-04.rur-2026-04.r1 "
          "19.0.0.0.ru-2026-07.mrp-2026-07.r1")

# SQL Server 2022, which both versions of cfn-lint know, and the next.
SQL_SERVER_LINES = ("16", "17")


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
    """RDS for PostgreSQL, MySQL and MariaDB: a family is missing where one of them lacks it."""
    return classes_of(extract, "postgres", "mysql", "mariadb")


def aurora_classes(extract):
    """Aurora PostgreSQL."""
    return classes_of(extract, "aurora-postgresql")


def aurora_mysql_classes(extract):
    """Aurora MySQL."""
    return classes_of(extract, "aurora-mysql")


def classes_of(extract, *names):
    """Classes that all these engines have: `size=GiB`, smallest first, and where a family is missing.

    A size that a region lacks though it has the family is left out everywhere.
    """
    engines = extract("engines.json")
    first, *others = (engines["rds_classes"][name] for name in names)
    families = {family: [size for size in sizes if size not in scarce(first, family)]
                for family, sizes in first["families"].items()
                if all(other["families"].get(family) == sizes for other in others)}
    gone = [" ".join(sorted({*missing(first, family).split(), *(it for other in others for it in missing(other, family).split())}))
            for family in sorted(families)]
    return source_of(engines), engines["schema_date"][:10], CLASSES, with_memory(extract, families, gone)


CLASSES = ["family", "size=gib", "missing_in"]


def source_of(engines):
    return engines["source"] + "; memory: the EC2 type of the same name, moto 5.2.5 (Apache-2.0)"


def with_memory(extract, families, gone):
    """Rows of the families whose sizes EC2 has as well."""
    types, rows = extract("instances.json")["types"], []
    for (family, sizes), where in zip(sorted(families.items()), gone, strict=True):
        memory = {size: types[f"{family[3:]}.{size}"][1] for size in sizes if f"{family[3:]}.{size}" in types}
        if len(memory) == len(sizes) and family not in OLD_FAMILIES:
            memory = {size: (0, whole(gib)) for size, gib in memory.items()}
            rows.append((family, sizes_by_memory(memory, lambda cell: cell[1]), where))
    return rows


def oracle_classes(extract, lint):
    """RDS for Oracle Standard Edition 2, licence included."""
    return licensed(extract, lint, "oracle-se2")


def sqlserver_classes(extract, lint):
    """RDS for SQL Server Standard Edition, licence included."""
    return licensed(extract, lint, "sqlserver-se")


def licensed(extract, lint, engine):
    """An engine's classes with the licence included: the sizes that every region with the family has."""
    regions, sold = lint("dbinstanceclass_enum.json"), {}
    for region, rules in regions.items():
        for rule in rules["allOf"]:
            asked = {key: value.get("const") for key, value in rule["if"]["properties"].items() if isinstance(value, dict)}
            if asked["Engine"] == engine and asked.get("LicenseModel") == "license-included":
                for name in rule["then"]["properties"]["DBInstanceClass"]["enum"]:
                    family, size = name.rsplit(".", 1)
                    sold.setdefault(family, {}).setdefault(region, set()).add(size)
    families = {family: set.intersection(*where.values()) for family, where in sold.items()}
    gone = [" ".join(sorted(set(regions) - set(sold[family]))) for family in sorted(families)]
    engines = extract("engines.json")
    return source_of(engines), engines["schema_date"][:10], CLASSES, with_memory(extract, families, gone)


def versions(extract, lint):
    """Engine versions that RDS creates, by the family of their parameters, oldest first: from the default's line on."""
    engines, rows = extract("engines.json"), []
    for engine, first in FIRST_LINES.items():
        lines = engines["rds_versions"][engine]["live"]
        for line in list(lines)[list(lines).index(first):]:
            whole_ones = [version for version in lines[line] if version != line]
            rows.append((f"{engine}{line}", engine, " ".join(whole_ones)))
    for line in SQL_SERVER_LINES:
        rows.append((f"sqlserver-se-{line}.0", "sqlserver-se", " ".join(sql_server(lint, line))))
    source = engines["source"] + "; Oracle: RDS for Oracle user guide and release notes, and users (no list that we have)"
    return source, engines["schema_date"][:10], ["family", "engine", "versions"], [*rows, ORACLE]


def sql_server(lint, line):
    for rule in lint("engine_version.json")["allOf"]:
        if rule["if"]["properties"]["Engine"].get("const") == "sqlserver-se":
            return [version for version in rule["then"]["properties"]["EngineVersion"]["enum"] if version.startswith(f"{line}.")]
    raise SystemExit("cfn-lint has no versions of SQL Server")


def metrics(extract):
    """CloudWatch metrics: the sets of dimensions under which each is published; `-` is the empty set."""
    full = extract("metrics.json")
    rows = [(namespace, name, " ".join(dimensions or "-" for dimensions in sets))
            for namespace in NAMESPACES.split() for name, (_, sets) in full["metrics"][namespace].items()]
    return full["source"], ASSEMBLED, ["namespace", "metric", "dimension_sets"], rows


def missing(table, family):
    return " ".join(sorted(name for name, gone in table["missing_families"].items() if family in gone))


def scarce(table, family):
    """Sizes of a family that some region lacks, though it has the family."""
    return {size for gone in table.get("missing_sizes", {}).values() for size in gone.get(family, [])}


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
    cuts = (missing_types, regions, instances, database_classes, aurora_classes, aurora_mysql_classes, cache_nodes, metrics)
    for cut in cuts:
        write_table(cut.__name__, *cut(extract))
    for cut in (oracle_classes, sqlserver_classes, versions) if sys.argv[2:] else ():
        write_table(cut.__name__, *cut(extract, lint))


def lint(name):
    """A file of cfn-lint's on database instances."""
    folder = pathlib.Path(sys.argv[2]) / "data/schemas/extensions/aws_rds_dbinstance"
    return json.loads((folder / name).read_text(encoding="utf-8"))


if __name__ == "__main__":
    sys.exit(main() if len(sys.argv) in (2, 3) else __doc__)
