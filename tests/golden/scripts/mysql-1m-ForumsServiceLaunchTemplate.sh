#!/bin/bash
# First boot of a host of the service forums that keeps nothing: a change means a new one.
set -Eeuo pipefail

LOG=/var/log/scalegen-boot.log
LOGICAL_ID=unknown
WHERE=''
RESULT=1

# One signal to CloudFormation, however this script ends; success only after its last line.
signal() {
  trap - ERR EXIT
  set +e
  sleep 1 # for tee
  /opt/aws/bin/cfn-signal --exit-code "$RESULT" --reason "$(echo "$WHERE$(tail -n 1 "$LOG")" | cut -c 1-200)" \
    --stack 'AWS-StackName' --resource "$LOGICAL_ID" --region 'us-east-1' || true
}
trap 'WHERE="line $LINENO: "' ERR
trap signal EXIT
exec > >(tee -a "$LOG") 2>&1
export AWS_REGION='us-east-1' AWS_DEFAULT_REGION='us-east-1' PATH=/usr/local/bin:$PATH

die() {
  echo "$*" >&2
  return 1
}

# retry TRIES SECONDS COMMAND...: not everything is there at once.
retry() {
  local tries=$1 pause=$2
  shift 2
  until "$@"; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || return 1
    sleep "$pause"
  done
}

# write FILE: from standard input.
write() {
  install -D -m 0644 /dev/stdin "$1"
}

# program NAME: from standard input; stops at the first error.
program() {
  cat <(printf '#!/bin/bash\nset -euo pipefail\nexport AWS_REGION=%s AWS_DEFAULT_REGION=%s PATH=%s\n' "$AWS_REGION" "$AWS_REGION" "$PATH") - > "/usr/local/bin/$1"
  chmod 0755 "/usr/local/bin/$1"
}

# One launch template serves several hosts: a tag says which of them this is.
metadata() {
  curl -sf --retry 30 --retry-all-errors --retry-delay 2 "$@"
}
TOKEN=$(metadata -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 3600' http://169.254.169.254/latest/api/token)
LOGICAL_ID=$(metadata -H "X-aws-ec2-metadata-token: $TOKEN" http://169.254.169.254/latest/meta-data/tags/instance/LogicalId)

retry 5 10 dnf install -y -q aws-cfn-bootstrap amazon-cloudwatch-agent
write /etc/cloudwatch-agent.json <<'JSON'
{
  "metrics": {
    "namespace": "CWAgent",
    "append_dimensions": {"InstanceId": "${aws:InstanceId}", "AutoScalingGroupName": "${aws:AutoScalingGroupName}"},
    "aggregation_dimensions": [["AutoScalingGroupName"], ["AutoScalingGroupName", "path", "fstype"]],
    "metrics_collected": {
      "mem": {"measurement": ["used_percent"]},
      "disk": {"resources": ["/"], "measurement": ["used_percent"], "drop_device": true}
    }
  },
  "logs": {
    "log_stream_name": "{instance_id}",
    "logs_collected": {"files": {"collect_list": [
      {"file_path": "/var/log/app/app.log", "log_group_name": "ForumsServiceLogGroup"},
      {"file_path": "/var/log/scalegen-boot.log", "log_group_name": "AWS-StackName/boot", "retention_in_days": 30}
    ]}}
  }
}
JSON
/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s -c file:/etc/cloudwatch-agent.json ||
  echo "no CloudWatch agent"

retry 5 10 dnf install -y -q logrotate mariadb1011-client-utils python3 python3-boto3

program secret <<'SH'
aws secretsmanager get-secret-value --secret-id "$1" --query SecretString --output text
SH
# login ARN: user and password, a line each.
login() {
  retry 12 5 secret "$1" |
    python3 -c 'import json, sys; s = json.load(sys.stdin); print(s["username"], s["password"], sep="\n")'
}
{ read -r DBUSER && read -r DBPASS; } < <(login 'DatabaseSecret') || die "cannot read the app's database login"

write /etc/app/db.cnf <<'CONF'
[client]
connect-timeout=5
ssl
ssl-ca=/etc/app/db-ca.pem
ssl-verify-server-cert
CONF
retry 5 5 curl -sSf -o /etc/app/db-ca.pem https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem
cat /etc/pki/tls/certs/ca-bundle.crt >> /etc/app/db-ca.pem
HOST='DatabaseCluster.Endpoint.Address'
# The proof: the app's own login works.
works() {
  MYSQL_PWD="$DBPASS" mysql --defaults-file=/etc/app/db.cnf -h "$HOST" -u "$DBUSER" app -e 'select 1'
}

# The app gets a login of its own, where it has none that works.
# app_login ADDRESS: SQL for the app's login from there, which owns its database and nothing else.
app_login() {
  local user="'$DBUSER'@'$1'" login=${DBPASS//\\/\\\\}
  login="$user IDENTIFIED BY '${login//\'/\'\'}' REQUIRE SSL"
  echo "CREATE USER IF NOT EXISTS $login; ALTER USER $login; GRANT ALL ON app.* TO $user;"
}
prepare_database() {
  { read -r ADMIN && read -r ADMINPASS; } < <(login "$MASTER") || die "cannot read the administrator's login of $HOST"
  app_login % | MYSQL_PWD="$ADMINPASS" mysql --defaults-file=/etc/app/db.cnf -h "$HOST" -u "$ADMIN"
}
MASTER='DatabaseMasterSecret'
works || retry 30 5 prepare_database
retry 30 5 works
unset DBPASS ADMINPASS

useradd -r -d /opt/app -s /sbin/nologin app
install -d /opt/app/releases
install -d -o app -g app /var/log/app # systemd opens the log first
write /etc/app/env <<'ENV'
APP_NAME=AWS-StackName
ROLE=forums
PORT=8080
DB_HOST=DatabaseProxy.Endpoint
DB_NAME=app
DB_READER_HOSTS=DatabaseProxyReaders.Endpoint
DB_WRITER_HOST=DatabaseCluster.Endpoint.Address
DB_ENGINE=mysql
DB_PORT=3306
DB_SECRET_ARN=DatabaseSecret
CACHE_ENDPOINT=Cache.ConfigurationEndPoint.Address
CACHE_SECRET_ARN=CacheSecret
SESSION_TABLE=SessionTable
ASSETS_BUCKET=AssetsBucket
MAIL_DOMAIN=Value1
MAIL_CONFIGURATION=MailConfiguration
MAIL_EVENTS_TOPIC=MailEventsTopic
MEDIA_BUCKET=MediaBucket
SERVICES_URL=http://InternalLoadBalancer.DNSName
AWS_REGION=us-east-1
ENV
write /opt/app/sample.py <<'PY'
"""Sample app: it answers until the first release is deployed."""
import http.server
import json
import os
import socket
import subprocess

ENV = os.environ
with open(ENV["RUNTIME_DIRECTORY"] + "/db.json") as file:
    LOGIN = json.load(file)
ENV["MYSQL_PWD"] = LOGIN["password"]


def database(host):
    mysql = ["timeout", "-v", "3", "mysql", "--defaults-file=/etc/app/db.cnf", "-h", host, "-u", LOGIN["username"]]
    # Its reason names host and user: it is for the log, not for visitors.
    failed = subprocess.call([*mysql, ENV["DB_NAME"], "-e", "select 1"], stdout=subprocess.DEVNULL)
    return "no answer" if failed else "ok"


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        status, body = 200, {"status": "ok"}
        path = self.path.removeprefix("/" + ENV["ROLE"]) or "/"  # a service is asked below its name
        if path == "/":
            body = {"app": ENV["APP_NAME"], "role": ENV["ROLE"], "host": socket.gethostname()}
        elif path == "/readyz":
            body.update(self.ready())
            if "no answer" in body.values():
                status, body["status"] = 503, "not ready"
        elif path != "/healthz":
            status, body = 404, {"status": "not found"}
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(json.dumps(body).encode() + b"\n")

    do_HEAD = do_GET

    def ready(self):
        return {"database": database(ENV["DB_HOST"])}


if __name__ == "__main__":
    http.server.ThreadingHTTPServer(("", int(ENV["PORT"])), Handler).serve_forever()
PY
write /opt/app/sample_more.py <<'PY'
"""Sample app of the stages that give more than one database: it asks for all of it."""
import http.server
import socket
import ssl
import sys
import threading
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor, wait

import boto3
import botocore.config
import sample
from sample import ENV

ONCE = botocore.config.Config(connect_timeout=2, read_timeout=2, retries={"total_max_attempts": 1})
DYNAMODB = boto3.client("dynamodb", ENV["AWS_REGION"], config=ONCE)


def cache(host):
    """Logs in and pings; the certificate must be the host's."""
    with open(ENV["RUNTIME_DIRECTORY"] + "/cache.json") as file:
        token = file.read().strip()
    auth = "*2\r\n$4\r\nAUTH\r\n$%d\r\n%s\r\n" % (len(token), token)
    with socket.create_connection((host, int(ENV.get("CACHE_PORT", 6379))), 3) as plain:
        with ssl.create_default_context().wrap_socket(plain, server_hostname=host) as tls:
            tls.sendall(auth.encode() + b"*1\r\n$4\r\nPING\r\n")
            lines = tls.makefile()
            said = lines.readline() + lines.readline()
    if said != "+OK\n+PONG\n":
        raise OSError(said)


def sessions(table):
    """Gets a key that is not there, in this process: the aws command would take half a second of CPU."""
    DYNAMODB.get_item(TableName=table, Key={"id": {"S": "readyz"}})


def service(name):
    urllib.request.urlopen(f"{ENV['SERVICES_URL']}/{name}/healthz", timeout=3).close()


CHECKS = [("database", sample.database, ENV["DB_HOST"])]
for reader in filter(None, ENV.get("DB_READER_HOSTS", "").split(",")):
    CHECKS.append(("reader " + reader, sample.database, reader))
for name, check, given in [("cache", cache, "CACHE_ENDPOINT"), ("sessions", sessions, "SESSION_TABLE")]:
    if ENV.get(given):
        CHECKS.append((name, check, ENV[given]))
for name in filter(None, ENV.get("SERVICES", "").split(",")):
    CHECKS.append(("service " + name, service, name))


def answer(name, check, what):
    try:
        return check(what) or "ok"
    except Exception as reason:
        print(f"{name}: {reason}", file=sys.stderr)
        return "no answer"


def ask():
    """All at once; after three seconds silence is an answer, too."""
    pool = ThreadPoolExecutor(len(CHECKS))
    runs = {check[0]: pool.submit(answer, *check) for check in CHECKS}
    wait(runs.values(), 3)
    pool.shutdown(wait=False)
    return {name: run.result() if run.done() else "no answer" for name, run in runs.items()}


LAST = {"until": 0}
TURN = threading.Lock()


class Handler(sample.Handler):
    def ready(self):
        """Many visitors within two seconds share one round of questions."""
        with TURN:
            if time.monotonic() > LAST["until"]:
                LAST.update(found=ask(), until=time.monotonic() + 2)
            return LAST["found"]

    def end_headers(self):
        self.send_header("Cache-Control", "no-store")  # a CDN must not keep it
        super().end_headers()


http.server.ThreadingHTTPServer(("", int(ENV["PORT"])), Handler).serve_forever()
PY
# The app's logins, in memory for the app only.
program app-secrets <<'SH'
umask 077
secret "$DB_SECRET_ARN" > "$RUNTIME_DIRECTORY/db.json"
[ -z "${CACHE_SECRET_ARN:-}" ] || secret "$CACHE_SECRET_ARN" > "$RUNTIME_DIRECTORY/cache.json"
SH
program app-run <<'SH'
[ ! -x /opt/app/current/start ] || { cd /opt/app/current && exec ./start; }
exec python3 /opt/app/sample_more.py
SH
write /etc/systemd/system/app.service <<'UNIT'
[Unit]
Wants=network-online.target
After=network-online.target
StartLimitIntervalSec=0
[Service]
User=app
EnvironmentFile=/etc/app/env
RuntimeDirectory=app
LogsDirectory=app
StandardOutput=append:/var/log/app/app.log
StandardError=inherit
ExecStartPre=/usr/local/bin/app-secrets
ExecStart=/usr/local/bin/app-run
Restart=always
RestartSec=2
NoNewPrivileges=yes
ProtectSystem=strict
ProtectHome=yes
PrivateTmp=yes
[Install]
WantedBy=multi-user.target
UNIT
write /etc/logrotate.d/app <<'CONF'
/var/log/app/*.log {
  daily
  maxsize 100M
  rotate 7
  compress
  copytruncate
  missingok
}
CONF
systemctl enable app
systemctl enable --now logrotate.timer

systemctl start app
retry 30 2 curl -sSf -o /dev/null http://127.0.0.1:8080/healthz

# Releases come by CodeDeploy.
from=https://aws-codedeploy-us-east-1.s3.us-east-1.AWS-URLSuffix
install_agent() {
  curl -sf --retry 5 --retry-delay 2 -o /tmp/codedeploy "$from/$1/install" &&
    chmod 0755 /tmp/codedeploy && /tmp/codedeploy auto
}
install_agent latestv2 || { retry 5 10 dnf install -y -q ruby && retry 3 10 install_agent latest; } || die "no CodeDeploy agent"
systemctl enable --now codedeploy-agent

# CodeDeploy installs a release before visitors come: only then is it time to let an old host go.
INSTANCE_ID=$(metadata -H "X-aws-ec2-metadata-token: $TOKEN" http://169.254.169.254/latest/meta-data/instance-id)
serves() {
  aws elbv2 describe-target-health --target-group-arn 'ForumsServiceFleetTargetGroup' --targets "Id=$INSTANCE_ID" \
    --query 'TargetHealthDescriptions[0].TargetHealth.State' --output text | grep -qx healthy
}
retry 60 10 serves || die "not healthy after 10 minutes: did the newest deployment fail?"
echo "boot complete"
RESULT=0
