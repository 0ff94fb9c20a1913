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
