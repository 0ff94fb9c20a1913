#!/bin/bash
# First boot of a web server that keeps nothing: a change means a new one.
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
    "append_dimensions": {"InstanceId": "${aws:InstanceId}"},
    "metrics_collected": {
      "mem": {"measurement": ["used_percent"]},
      "disk": {"resources": ["/"], "measurement": ["used_percent"], "drop_device": true}
    }
  },
  "logs": {
    "log_stream_name": "{instance_id}",
    "logs_collected": {"files": {"collect_list": [
      {"file_path": "/var/log/app/app.log", "log_group_name": "AWS-StackName/app", "retention_in_days": 30},
      {"file_path": "/var/log/nginx/error.log", "log_group_name": "AWS-StackName/nginx", "retention_in_days": 30},
      {"file_path": "/var/log/scalegen-boot.log", "log_group_name": "AWS-StackName/boot", "retention_in_days": 30}
    ]}}
  }
}
JSON
/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s -c file:/etc/cloudwatch-agent.json ||
  echo "no CloudWatch agent"

retry 5 10 dnf install -y -q logrotate postgresql17 python3 certbot nginx python3-certbot-dns-route53

program secret <<'SH'
aws secretsmanager get-secret-value --secret-id "$1" --query SecretString --output text
SH
# login ARN: user and password, a line each.
login() {
  retry 12 5 secret "$1" |
    python3 -c 'import json, sys; s = json.load(sys.stdin); print(s["username"], s["password"], sep="\n")'
}
{ read -r DBUSER && read -r DBPASS; } < <(login 'DatabaseSecret') || die "cannot read the app's database login"

export PGHOST='DataHost.PrivateIp' PGDATABASE='app' PGSSLMODE=require PGCONNECT_TIMEOUT=5
# The proof: the app's own login works the way the app uses it.
works() {
  PGPASSWORD="$DBPASS" psql -w -U "$DBUSER" -c 'select 1'
}
retry 30 5 works
unset DBPASS

useradd -r -d /opt/app -s /sbin/nologin app
install -d /opt/app/releases
install -d -o app -g app /var/log/app # systemd opens the log first
write /etc/app/env <<'ENV'
APP_NAME=AWS-StackName
ROLE=web
PORT=8080
DB_HOST=DataHost.PrivateIp
DB_NAME=app
DB_SECRET_ARN=DatabaseSecret
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
ENV.update(
    PGDATABASE=ENV["DB_NAME"],
    PGUSER=LOGIN["username"],
    PGPASSWORD=LOGIN["password"],
    PGSSLMODE="require",
)


def database(host):
    psql = ["timeout", "-v", "3", "psql", "-wqh", host, "-c", "select 1"]
    # Its reason names host and user: it is for the log, not for visitors.
    failed = subprocess.call(psql, stdout=subprocess.DEVNULL)
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
# The app's logins, in memory for the app only.
program app-secrets <<'SH'
umask 077
secret "$DB_SECRET_ARN" > "$RUNTIME_DIRECTORY/db.json"
[ -z "${CACHE_SECRET_ARN:-}" ] || secret "$CACHE_SECRET_ARN" > "$RUNTIME_DIRECTORY/cache.json"
SH
program app-run <<'SH'
[ ! -x /opt/app/current/start ] || { cd /opt/app/current && exec ./start; }
exec python3 /opt/app/sample.py
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

write /etc/nginx/nginx.conf <<'CONF'
worker_processes auto;
events {}
http {
  map $http_upgrade $connection_upgrade {
    default upgrade;
    '' '';
  }
  map $scheme$uri $plain {
    ~^https '';
    http/healthz '';
    default yes;
  }
  server {
    listen 80 default_server;
    include site.inc;
    client_max_body_size 50m;
    location / {
      proxy_pass http://127.0.0.1:8080;
      proxy_http_version 1.1;
      proxy_set_header Host $host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header X-Forwarded-Proto $scheme;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $connection_upgrade;
    }
  }
}
CONF
program site-config <<'SH'
# What depends on the name and on its certificate.
. /etc/app/site
live=/etc/letsencrypt/live/$DOMAIN
{
  echo "server_name ${DOMAIN:-_}${DOMAIN:+ www.$DOMAIN};"
  if [ -s "$live/fullchain.pem" ]; then
    echo "listen 443 ssl default_server;"
    echo "ssl_certificate $live/fullchain.pem;"
    echo "ssl_certificate_key $live/privkey.pem;"
    # 302: browsers would remember a 301.
    echo "if (\$plain) { return 302 https://\$host\$request_uri; }"
  fi
} > /etc/nginx/site.inc
nginx -t -q
systemctl reload-or-restart nginx
SH
systemctl enable nginx

program tls-setup <<'SH'
# Restores, orders or renews the certificate; a secret keeps it, as only five a week are issued.
. /etc/app/site
[ -n "$DOMAIN" ] || exit 0
# Once it has worked: daily.
[ -z "$(find "/run/tls-$DOMAIN" -mmin -1440 2> /dev/null)" ] || exit 0
mkdir -p /etc/letsencrypt
cd /etc/letsencrypt
live=live/$DOMAIN
if [ -n "$TLS_SECRET" ] && [ ! -e "$live" ]; then
  stored=$(secret "$TLS_SECRET")
  # The placeholder of a new stack is no archive.
  if printf '%s' "$stored" | base64 -d | tar -xz; then touch stored; fi
fi
# What is there serves, even if the renewal fails.
[ ! -e "$live" ] || site-config
certbot certonly -n --keep-until-expiring --agree-tos --register-unsafely-without-email --dns-route53 \
  --cert-name "$DOMAIN" -d "$DOMAIN" -d "www.$DOMAIN"
site-config
if [ -n "$TLS_SECRET" ] && [ "$live/fullchain.pem" -nt stored ]; then
  archive=$(mktemp -p /run)
  trap 'rm -f "$archive"' EXIT
  # Only the files in use: a secret holds 65,536 bytes.
  mapfile -t files < <(realpath --relative-to . "$live"/*.pem)
  tar -cz accounts "$live" "renewal/$DOMAIN.conf" "${files[@]}" | base64 -w0 > "$archive"
  aws secretsmanager put-secret-value --secret-id "$TLS_SECRET" --secret-string "file://$archive" > /dev/null
  touch stored
fi
touch "/run/tls-$DOMAIN"
SH
write /etc/systemd/system/tls.service <<'UNIT'
[Service]
Type=oneshot
ExecStart=/usr/local/bin/tls-setup
UNIT
# Not more often: five failed tries an hour would lock the name out.
write /etc/systemd/system/tls.timer <<'UNIT'
[Timer]
OnActiveSec=15min
OnUnitInactiveSec=15min
[Install]
WantedBy=timers.target
UNIT
systemctl enable --now tls.timer

program app-deploy <<'SH'
# app-deploy BUNDLE DOMAIN TLS_SECRET: what this host serves ('' = the sample app); safe to run again.
bundle=${1:-}
cd /opt/app
exec 9> /run/app-deploy.lock
flock 9

answers() {
  curl -sf --max-time 5 --retry "$1" --retry-all-errors --retry-delay 2 -o /dev/null "http://127.0.0.1:8080/healthz"
}

switch() {
  rm -f next
  if [ -n "$1" ]; then ln -s "$1" next && mv -T next current; else rm -f current; fi
  systemctl restart app
  answers 30
}

wanted=''
if [ -n "$bundle" ]; then
  key=${bundle#s3://}
  for ((tries = 12; tries > 0; tries--)); do
    etag=$(aws s3api head-object --bucket "${key%%/*}" --key "${key#*/}" --query ETag --output text) && break
    sleep 5
  done
  wanted="$bundle ${etag:?cannot be read: is it there, and is its bucket in this account?}"
fi
if [ "$wanted" != "$(cat current/.bundle 2> /dev/null)" ] || ! answers 0; then
  release=''
  previous=$(readlink current || true)
  if [ -n "$bundle" ]; then
    release=releases/$(date -u +%Y%m%dT%H%M%SZ)
    rm -rf incoming
    mkdir incoming
    aws s3 cp --only-show-errors "$bundle" - | tar -xz --no-same-owner -C incoming
    [ -x incoming/start ] || { echo "$bundle has no executable file 'start'" >&2; exit 1; }
    echo "$wanted" > incoming/.bundle
    chmod -R a+rX incoming
    mv -T incoming "$release"
  fi
  if ! switch "$release"; then
    rm -rf "$release"
    switch "$previous" || true
    echo "${bundle:-sample} does not answer /healthz: back to ${previous:-sample}" >&2
    exit 1
  fi
  find releases -mindepth 1 -maxdepth 1 | sort | head -n -3 | xargs -r rm -rf
fi
printf "DOMAIN='%s'\nTLS_SECRET='%s'\n" "${2:-}" "${3:-}" > /etc/app/site
site-config
# Also where a later stage had taken the site away, and the stack went back.
systemctl enable app nginx tls.timer
systemctl start tls.timer
systemctl start tls.service || echo "no certificate yet: tls.timer tries again"
SH
app-deploy 's3://bucket-name/app.tgz' 'Value1' 'Value2'
retry 10 2 curl -sSf -o /dev/null http://127.0.0.1/healthz
echo "boot complete"
RESULT=0
