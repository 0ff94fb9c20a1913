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
