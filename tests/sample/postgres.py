"""A real PostgreSQL in a folder of its own; the login is app's and its password `right`."""

import glob
import os
import shutil
import subprocess

import ports

# The newest version's programs, where Debian puts them.
VERSIONS = [int(path.split("/")[4]) for path in glob.glob("/usr/lib/postgresql/*/bin/initdb")]
PROGRAMS = f"/usr/lib/postgresql/{max(VERSIONS)}/bin"
SETTINGS = """
listen_addresses = '{addresses}'
port = {port}
unix_socket_directories = '{folder}'
ssl = on
ssl_cert_file = '{folder}/server.crt'
ssl_key_file = '{folder}/server.key'
fsync = off
"""
LOGIN = ["CREATE ROLE app LOGIN PASSWORD 'right'", "CREATE DATABASE app OWNER app"]


class Postgres:
    def __init__(self, folder, addresses, port=None, more="", first=LOGIN):
        self.folder, self.port, self.first = folder, port or ports.free(), first
        ports.certificate(folder)
        # It refuses to run as root.
        self.user = "postgres" if os.getuid() == 0 else None
        if self.user:
            for path in [folder, *glob.glob(folder + "/*")]:
                shutil.chown(path, self.user)
        self.run("initdb", "--no-sync", "-U", "postgres", "--auth-local=trust", "--auth-host=scram-sha-256")
        with open(folder + "/data/postgresql.conf", "a") as file:
            file.write(SETTINGS.format(addresses=",".join(addresses), port=self.port, folder=folder) + more)

    def start(self):
        self.run("pg_ctl", "start", "-w", "-t", "20", "-l", self.folder + "/log")
        for statement in self.first:
            self.run("psql", "-qh", self.folder, "-p", str(self.port), "-U", "postgres", "-c", statement)

    def run(self, program, *arguments):
        env = {"PGDATA": self.folder + "/data", "LC_ALL": "C.UTF-8"}
        command = [f"{PROGRAMS}/{program}", *arguments]
        out = subprocess.DEVNULL
        subprocess.run(command, check=True, env=env, user=self.user, cwd=self.folder, stdout=out, timeout=60)

    def close(self):
        self.run("pg_ctl", "stop", "-m", "immediate", "-w", "-t", "20")
