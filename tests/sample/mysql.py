"""A real MariaDB in a folder of its own, as RDS gives it: an administrator who is not root, and no login of the app's."""

import os
import pathlib
import shutil
import subprocess
import time

import ports

SETTINGS = """
[mariadbd]
datadir = {folder}/data
socket = {folder}/socket
pid_file = {folder}/pid
log_error = {folder}/log
bind_address = {addresses}
port = {port}
ssl_cert = {folder}/server.crt
ssl_key = {folder}/server.key
skip_name_resolve = ON
innodb_buffer_pool_size = 16M
innodb_flush_log_at_trx_commit = 0
"""
# What the master user of RDS has (user guide of RDS, UsingWithRDS.MasterAccounts, read 2026-11).
ADMINISTRATOR = """
CREATE DATABASE app;
CREATE USER dbadmin@'%' IDENTIFIED BY 'admin' REQUIRE SSL;
GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, RELOAD, PROCESS, REFERENCES, INDEX, ALTER, SHOW DATABASES,
  CREATE TEMPORARY TABLES, LOCK TABLES, EXECUTE, REPLICATION SLAVE, REPLICATION CLIENT, CREATE VIEW, SHOW VIEW,
  CREATE ROUTINE, ALTER ROUTINE, CREATE USER, EVENT, TRIGGER ON *.* TO dbadmin@'%' WITH GRANT OPTION;
"""
# What hosts call, before the options that they have under /etc.
CLIENT = """#!/bin/sh
[ "$1" = --defaults-file=/etc/app/db.cnf ] && shift && exec mariadb --defaults-file="{options}" "$@"
exec mariadb --no-defaults --socket="{folder}/socket" "$@"
"""
OPTIONS = """[client]
port = {port}
connect-timeout = 5
ssl
ssl-ca = {authority}
ssl-verify-server-cert
"""


class Mysql:
    def __init__(self, folder, addresses, port=None):
        self.folder, self.port, self.process = pathlib.Path(folder), port or ports.free(), None
        self.authority, _ = ports.certificate(folder, addresses)
        places = {"folder": folder, "port": self.port, "addresses": ",".join(addresses)}
        (self.folder / "my.cnf").write_text(SETTINGS.format(**places))
        self.programs = self.client("bin", self.authority)
        # It refuses to run as root.
        self.user = "nobody" if os.getuid() == 0 else None
        if self.user:
            for path in [self.folder, *self.folder.iterdir()]:
                shutil.chown(path, self.user)
        # Root is who starts the tests, as on a host whoever is root there.
        install = ["mariadb-install-db", f"--defaults-file={folder}/my.cnf", "--skip-test-db"]
        self.run(*install, "--auth-root-authentication-method=socket", "--auth-root-socket-user=root")

    def client(self, name, authority):
        """A folder with a client that trusts this authority."""
        made = self.folder / name
        made.mkdir()
        options = made / "options"
        options.write_text(OPTIONS.format(port=self.port, authority=authority))
        (made / "mysql").write_text(CLIENT.format(options=options, folder=self.folder))
        (made / "mysql").chmod(0o755)
        return str(made)

    def start(self):
        command = ["/usr/sbin/mariadbd", f"--defaults-file={self.folder}/my.cnf"]
        self.process = subprocess.Popen(command, user=self.user, cwd=self.folder, stderr=subprocess.DEVNULL)
        for _ in range(200):
            if (self.folder / "socket").exists():
                return self.ask(ADMINISTRATOR)
            time.sleep(0.1)
        raise AssertionError("the server does not start: " + (self.folder / "log").read_text())

    def run(self, *command):
        subprocess.run(command, check=True, user=self.user, cwd=self.folder, capture_output=True, timeout=60)

    def ask(self, statements):
        """As root, on the host itself: what it answers, a line each."""
        command = [self.programs + "/mysql", "-N"]
        done = subprocess.run(command, input=statements, check=True, capture_output=True, text=True, timeout=20)
        return done.stdout.splitlines()

    def close(self):
        self.process.kill()
        self.process.wait(10)
