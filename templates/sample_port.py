"""Sample app: it answers until the first release is deployed. No client of this database comes with Amazon Linux."""
import http.server
import json
import os
import socket
import sys

ENV = os.environ


def database(host):
    try:
        socket.create_connection((host, int(ENV["DB_PORT"])), 3).close()
    except OSError as reason:
        print(f"{host}: {reason}", file=sys.stderr)
        return "no answer"
    return "ok"
