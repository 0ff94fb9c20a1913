"""Two databases as a stack has them while its data moves, and the places from which people reach them."""

import json
import os
import pathlib
import subprocess
import tempfile

import postgres
from places import PORT, SOURCE, TARGET
from runbook import Place

LOGICAL = "wal_level = logical\nmax_replication_slots = 20\nmax_wal_senders = 20\n"
# As the boot of the data host makes it.
DATA_HOST = ["CREATE ROLE app LOGIN CREATEDB REPLICATION PASSWORD 'right'", "CREATE DATABASE app OWNER app"]
# As RDS makes it: an administrator and an empty database. There the right to replicate is a role; here it is an attribute, so
# the application's role has it from the start.
MANAGED = [
    "CREATE ROLE dbadmin SUPERUSER LOGIN PASSWORD 'admin'",
    "CREATE ROLE rds_replication",
    "CREATE ROLE app REPLICATION NOLOGIN",
    "CREATE DATABASE app OWNER dbadmin",
]
# As RDS is once the site lives on it.
LIVED_IN = [
    *MANAGED,
    "ALTER ROLE app LOGIN CREATEDB PASSWORD 'right'",
    "ALTER DATABASE app OWNER TO app",
]
# What `Logins` of the stack hold.
LOGINS = {"Secret": ("app", "right"), "MasterSecret": ("dbadmin", "admin")}
TEXT = ["--output", "text"]
PROCESSES = "Launch Terminate HealthCheck ReplaceUnhealthy AZRebalance AlarmNotification ScheduledActions InstanceRefresh"


def arn(name):
    return f"arn:{name}" if name.endswith("Secret") else f"id-{name}"


def physical(name):
    asked = "cloudformation describe-stack-resource --stack-name shop --logical-resource-id".split()
    return [*asked, name, "--query", "StackResourceDetail.PhysicalResourceId", *TEXT], arn(name)


def secret(name):
    """The login that a secret of this name holds."""
    user, password = LOGINS["MasterSecret" if name.endswith("MasterSecret") else "Secret"]
    asked = ["secretsmanager", "get-secret-value", "--secret-id", arn(name), "--query", "SecretString", *TEXT]
    return asked, json.dumps({"username": user, "password": password})


def data_host(name, address):
    query = "Reservations[0].Instances[0].PrivateIpAddress"
    return ["ec2", "describe-instances", "--instance-ids", arn(name), "--query", query, *TEXT], address


def instance(name, address):
    query = "DBInstances[0].Endpoint.Address"
    return ["rds", "describe-db-instances", "--db-instance-identifier", arn(name), "--query", query, *TEXT], address


def cluster(name, address, endpoint="Endpoint"):
    query = f"DBClusters[0].{endpoint}"
    return ["rds", "describe-db-clusters", "--db-cluster-identifier", arn(name), "--query", query, *TEXT], address


def storage(name, gib):
    query = "DBInstances[0].AllocatedStorage"
    return ["rds", "describe-db-instances", "--db-instance-identifier", arn(name), "--query", query, *TEXT], gib


def scaling(verb):
    asked = f"autoscaling {verb}-processes --auto-scaling-group-name {arn('WebFleet')} --scaling-processes {PROCESSES}"
    return asked.split(), ""


def settled():
    """Of the hosts of a fleet all are in service, and well."""
    asked = ["autoscaling", "describe-auto-scaling-groups", "--auto-scaling-group-names", arn("WebFleet"), *TEXT, "--query"]
    return [
        ([*asked, "AutoScalingGroups[0].Instances[?LifecycleState!='InService'].InstanceId"], ""),
        ([*asked, "AutoScalingGroups[0].TargetGroupARNs[]"], "arn:group"),
        ("elbv2 wait target-in-service --target-group-arn arn:group".split(), ""),
    ]


def hosts(name):
    """One host of that logical ID, which takes commands."""
    filters = ["Name=tag:aws:cloudformation:stack-name,Values=shop", f"Name=tag:LogicalId,Values={name}"]
    query = ["--query", "Reservations[0].Instances[0].InstanceId", *TEXT]
    return [
        (["ec2", "describe-instances", "--filters", *filters, "Name=instance-state-name,Values=running", *query], "i-1"),
        (["ssm", "start-session", "--target", "i-1"], "Starting session"),
        *commands(f"LogicalId,Values={name}"),
    ]


def commands(tag):
    """Hosts with that tag take commands."""
    targets = ["Key=tag:aws:cloudformation:stack-name,Values=shop", f"Key=tag:{tag}"]
    return [
        (["ssm", "send-command", "--targets", *targets], "command-1"),
        (["ssm", "list-commands", "--command-id", "command-1", "--query", "Commands[0].StatusDetails", *TEXT], "Success"),
    ]


class Stack:
    """Both servers and the folders of this test; all ends with it."""

    def __init__(self, test, source, target):
        self.test = test
        self.source, self.target = self.server(SOURCE, source), self.server(TARGET, target)
        self.etc = pathlib.Path(self.folder())
        (self.etc / "env").write_text(f"ROLE=web\nDB_HOST={SOURCE}\nDB_READER_HOSTS={SOURCE}\nDB_NAME=app\n")

    def folder(self):
        made = tempfile.TemporaryDirectory()
        self.test.addCleanup(made.cleanup)
        pathlib.Path(made.name).chmod(0o755)
        return made.name

    def server(self, address, first):
        made = postgres.Postgres(self.folder(), [address], PORT, LOGICAL, first)
        made.start()
        self.test.addCleanup(made.close)
        return made

    def place(self, rows):
        env = {**os.environ, "ETC_APP": str(self.etc), "SOURCE_SOCKET": self.source.folder}
        return Place(self.folder() + "/home", rows, env)

    def ask(self, server, statements, user="postgres"):
        """As the superuser, on the server itself: what it answers, a line each."""
        command = [f"{postgres.PROGRAMS}/psql", "-XAtqw", "-v", "ON_ERROR_STOP=1", "-h", server.folder, "-U", user, "-d", "app"]
        env = {**os.environ, "PGPORT": str(PORT)}
        done = subprocess.run(command, input=statements, env=env, capture_output=True, text=True, timeout=60)
        self.test.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout.splitlines()
