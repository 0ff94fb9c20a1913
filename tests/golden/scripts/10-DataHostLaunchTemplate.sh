#!/bin/bash
# First boot of the data host: database only. Later boots come up by systemd alone.
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

LOGICAL_ID='DataHost'

retry 5 10 dnf install -y -q aws-cfn-bootstrap amazon-cloudwatch-agent
write /etc/cloudwatch-agent.json <<'JSON'
{
  "metrics": {
    "namespace": "CWAgent",
    "append_dimensions": {"InstanceId": "${aws:InstanceId}"},
    "metrics_collected": {
      "mem": {"measurement": ["used_percent"]},
      "disk": {"resources": ["/", "/var/lib/pgsql"], "measurement": ["used_percent"], "drop_device": true}
    }
  },
  "logs": {
    "log_stream_name": "{instance_id}",
    "logs_collected": {"files": {"collect_list": [
      {"file_path": "/var/lib/pgsql/data/log/*.log", "log_group_name": "AWS-StackName/postgresql", "retention_in_days": 30},
      {"file_path": "/var/log/scalegen-boot.log", "log_group_name": "AWS-StackName/boot", "retention_in_days": 30}
    ]}}
  }
}
JSON
/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s -c file:/etc/cloudwatch-agent.json ||
  echo "no CloudWatch agent"

retry 5 10 dnf install -y -q diffutils openssl postgresql17 postgresql17-server postgresql17-contrib python3

# This name of the volume does not depend on the order in which disks appear.
VOLUME='vol-0123456789abcdef0'
DISK=/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_${VOLUME/-/}
retry 150 2 test -e "$DISK" || die "data volume $VOLUME is not attached after 300 s"

# Format only a new volume: blkid says 2 for "nothing found", and all of it is zero.
found=0
blkid -p "$DISK" || found=$?
if [ "$found" = 2 ]; then
  cmp -sn 64M "$DISK" /dev/zero || die "$VOLUME holds something unknown: not formatted"
  mkfs.xfs -q -L data "$DISK"
elif [ "$found" != 0 ]; then
  die "$VOLUME cannot be read: not formatted"
fi
# nofail: without its data a host still boots, far enough for Session Manager.
echo "UUID=$(blkid -p -s UUID -o value "$DISK") /var/lib/pgsql xfs defaults,nofail,x-systemd.device-timeout=300 0 2" >> /etc/fstab
mount /var/lib/pgsql
chown postgres:postgres /var/lib/pgsql
restorecon -R /var/lib/pgsql || true # for a host where SELinux is on

program secret <<'SH'
aws secretsmanager get-secret-value --secret-id "$1" --query SecretString --output text
SH
# login ARN: user and password, a line each.
login() {
  retry 12 5 secret "$1" |
    python3 -c 'import json, sys; s = json.load(sys.stdin); print(s["username"], s["password"], sep="\n")'
}
{ read -r DBUSER && read -r DBPASS; } < <(login 'DatabaseSecret') || die "cannot read the app's database login"

# At each start: use a grown volume, and the memory of the instance type.
program database-memory <<'SH'
mib=$(awk '/^MemTotal:/ { print int($2 / 1024) }' /proc/meminfo)
printf "shared_buffers = '%sMB'\neffective_cache_size = '%sMB'\n" $((mib / 4)) $((mib * 3 / 4)) > /var/lib/pgsql/data/conf.d/memory.conf
SH
write /etc/systemd/system/postgresql.service.d/data-volume.conf <<'UNIT'
[Unit]
RequiresMountsFor=/var/lib/pgsql
[Service]
ExecStartPre=-+/usr/sbin/xfs_growfs /var/lib/pgsql
ExecStartPre=+/usr/local/bin/database-memory
Restart=on-failure
RestartSec=5
UNIT

# A volume from a snapshot brings its database along.
if [ ! -s /var/lib/pgsql/data/PG_VERSION ]; then
  PGSETUP_INITDB_OPTIONS='--auth-host=scram-sha-256 --auth-local=peer --encoding=UTF8 --locale=C.UTF-8 --data-checksums' \
    postgresql-setup --initdb
fi
cd /var/lib/pgsql/data
install -d -o postgres -g postgres -m 0700 conf.d
# Logical WAL is for the later move to RDS; a forgotten slot must not fill the disk.
write conf.d/scalegen.conf <<'CONF'
listen_addresses = '*'
password_encryption = 'scram-sha-256'
ssl = on
wal_level = logical
max_slot_wal_keep_size = '4GB'
CONF
grep -q '^include_dir' postgresql.conf || echo "include_dir = 'conf.d'" >> postgresql.conf
grep -q '^hostssl' pg_hba.conf || echo 'hostssl all all 10.20.0.0/16 scram-sha-256' >> pg_hba.conf
if [ ! -s server.key ]; then
  openssl req -new -x509 -days 3650 -nodes -subj /CN=database -keyout server.key -out server.crt
  chmod 0600 server.key
  chown postgres:postgres server.key server.crt
fi
cd /
systemctl enable --now postgresql

# REPLICATION is for that move, too. A failing statement must not log the password.
DBUSER="$DBUSER" DBPASS="$DBPASS" runuser -u postgres -- psql -v ON_ERROR_STOP=1 -q <<'SQL'
\getenv u DBUSER
\getenv p DBPASS
SET log_min_error_statement = panic;
SELECT format('CREATE ROLE %I', :'u') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'u') \gexec
ALTER ROLE :"u" LOGIN CREATEDB REPLICATION PASSWORD :'p';
SELECT format('CREATE DATABASE app OWNER %I', :'u') WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'app') \gexec
SQL
# Proof that the app can log in.
PGPASSWORD="$DBPASS" psql -w -h 127.0.0.1 -U "$DBUSER" -d app -c 'select 1'
unset DBPASS
echo "boot complete"
RESULT=0
