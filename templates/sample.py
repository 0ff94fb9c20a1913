"""Sample app: it answers until the first release is deployed."""
import http.server
import json
import os
import socket
import subprocess
import sys

ENV = os.environ
with open(ENV["RUNTIME_DIRECTORY"] + "/db.json") as file:
    LOGIN = json.load(file)
ENV.update(
    PGHOST=ENV["DB_HOST"],
    PGDATABASE=ENV["DB_NAME"],
    PGUSER=LOGIN["username"],
    PGPASSWORD=LOGIN["password"],
    PGSSLMODE="require",
)


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        status, body = 200, {"status": "ok"}
        if self.path == "/":
            body = {"app": ENV["APP_NAME"], "role": ENV["ROLE"], "host": socket.gethostname()}
        elif self.path == "/readyz":
            psql = ["timeout", "3", "psql", "-wqc", "select 1"]
            run = subprocess.run(psql, capture_output=True, text=True)
            if run.returncode:
                # The reason names host and user: it is for the log, not for visitors.
                print(run.stderr or "timeout", file=sys.stderr, flush=True)
                status, body = 503, {"status": "no database"}
        elif self.path != "/healthz":
            status, body = 404, {"status": "not found"}
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(json.dumps(body).encode() + b"\n")

    do_HEAD = do_GET


http.server.ThreadingHTTPServer(("", int(ENV["PORT"])), Handler).serve_forever()
