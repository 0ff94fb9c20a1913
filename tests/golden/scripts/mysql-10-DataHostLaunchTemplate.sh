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
      "disk": {"resources": ["/", "/var/lib/mysql"], "measurement": ["used_percent"], "drop_device": true}
    }
  },
  "logs": {
    "log_stream_name": "{instance_id}",
    "logs_collected": {"files": {"collect_list": [
      {"file_path": "/var/lib/mysql/mysqld.log", "log_group_name": "AWS-StackName/mysqld", "retention_in_days": 30},
      {"file_path": "/var/log/scalegen-boot.log", "log_group_name": "AWS-StackName/boot", "retention_in_days": 30}
    ]}}
  }
}
JSON
/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s -c file:/etc/cloudwatch-agent.json ||
  echo "no CloudWatch agent"

# Amazon Linux has no MySQL: it comes from MySQL's repository for Enterprise Linux 9, whose key is pinned.
retry 5 5 curl -sSf -o /tmp/mysql.asc https://repo.mysql.com/RPM-GPG-KEY-mysql-2025
sha256sum -c --quiet <<< "a4bcd9f16a53cc763f87b9955dbcdced33c7aa90296b157eb6ceef0f156f4327  /tmp/mysql.asc"
rpm --import /tmp/mysql.asc
write /etc/yum.repos.d/mysql.repo <<'CONF'
[mysql]
name=MySQL 8.4
baseurl=https://repo.mysql.com/yum/mysql-8.4-community/el/9/$basearch/
gpgcheck=1
CONF
# --nobest: the newest that needs no more than Amazon Linux has.
retry 5 10 dnf install -y -q diffutils --nobest logrotate mysql-community-server python3

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
echo "UUID=$(blkid -p -s UUID -o value "$DISK") /var/lib/mysql xfs defaults,nofail,x-systemd.device-timeout=300 0 2" >> /etc/fstab
mount /var/lib/mysql
chown mysql:mysql /var/lib/mysql
restorecon -R /var/lib/mysql || true # for a host where SELinux is on

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
share=2 schema=ON
[ "$mib" -gt 1500 ] || share=6 schema=OFF # the smallest host feeds the site as well
printf '[mysqld]\ninnodb_buffer_pool_size = %sM\nperformance_schema = %s\n' $((mib / share)) $schema > /etc/my.cnf.d/memory.cnf
SH
write /etc/systemd/system/mysqld.service.d/data-volume.conf <<'UNIT'
[Unit]
RequiresMountsFor=/var/lib/mysql
[Service]
ExecStartPre=-+/usr/sbin/xfs_growfs /var/lib/mysql
ExecStartPre=+/usr/local/bin/database-memory
RestartSec=5
UNIT
write /etc/logrotate.d/mysql <<'CONF'
/var/lib/mysql/mysqld.log {
  maxsize 100M
  compress
  copytruncate
  missingok
}
CONF
systemctl enable --now logrotate.timer

# The binary log, three days of it, is for the later move to RDS.
write /etc/my.cnf <<'CONF'
[mysqld]
datadir = /var/lib/mysql/data
log_error = /var/lib/mysql/mysqld.log
require_secure_transport = ON
skip_name_resolve = ON
mysqlx = OFF
gtid_mode = ON
enforce_gtid_consistency = ON
binlog_format = ROW
binlog_expire_logs_seconds = 259200
max_binlog_size = 100M
!includedir /etc/my.cnf.d
CONF
install -d /etc/my.cnf.d
database-memory
# A volume from a snapshot brings its database along, and InnoDB recovers it.
if [ ! -e /var/lib/mysql/data/mysql.ibd ]; then
  install -d -o mysql -g mysql -m 0750 /var/lib/mysql/data
  mysqld --initialize-insecure --user=mysql
fi
systemctl enable --now mysqld

# app_login ADDRESS: SQL for the app's login from there, which owns its database and nothing else.
app_login() {
  local user="'$DBUSER'@'$1'" login=${DBPASS//\\/\\\\}
  login="$user IDENTIFIED BY '${login//\'/\'\'}' REQUIRE SSL"
  echo "CREATE USER IF NOT EXISTS $login; ALTER USER $login; GRANT ALL ON app.* TO $user;"
}
# No replica hears of this; REPLICATION is for that move.
{
  echo "SET sql_log_bin = 0;"
  # Root here is root on the host.
  [ -n "$(mysql -Ne 'SELECT * FROM mysql.plugin')" ] || echo "INSTALL PLUGIN auth_socket SONAME 'auth_socket.so';"
  echo "ALTER USER root@localhost IDENTIFIED WITH auth_socket;"
  echo "CREATE DATABASE IF NOT EXISTS app;"
  for from in 127.0.0.1 '10.20.%'; do
    app_login "$from"
    echo "GRANT REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO '$DBUSER'@'$from';"
  done
} | mysql
write /etc/app/db.cnf <<'CONF'
[client]
connect-timeout=5
ssl-mode=REQUIRED
CONF
# Proof that the app can log in.
MYSQL_PWD="$DBPASS" mysql --defaults-file=/etc/app/db.cnf -h 127.0.0.1 -u "$DBUSER" app -e 'select 1'
unset DBPASS
echo "boot complete"
RESULT=0
