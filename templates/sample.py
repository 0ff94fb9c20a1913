"""Sample app: it answers until the first release is deployed."""
import http.server
import json
import os
import socket
import subprocess


def database_problem():
    """Logs in to the database; says why that failed, or nothing."""
    try:
        with open(os.path.join(os.environ["RUNTIME_DIRECTORY"], "db.json")) as file:
            login = json.load(file)
        env = dict(
            os.environ,
            PGHOST=os.environ["DB_HOST"],
            PGDATABASE=os.environ["DB_NAME"],
            PGUSER=login["username"],
            PGPASSWORD=login["password"],
            PGSSLMODE="require",
            PGCONNECT_TIMEOUT="2",
        )
        command = ["psql", "-w", "-qtAc", "select 1"]
        run = subprocess.run(command, env=env, capture_output=True, text=True, timeout=3)
        return run.stderr.strip() if run.returncode else ""
    except (OSError, KeyError, ValueError, subprocess.TimeoutExpired) as error:
        return f"{type(error).__name__}: {error}"


def answer(path):
    """Status and body for a path."""
    if path == "/healthz":
        return 200, {"status": "ok"}
    if path == "/readyz":
        problem = database_problem()
        return (503, {"status": "fail", "database": problem}) if problem else (200, {"status": "ok"})
    if path == "/":
        env = os.environ.get
        return 200, {"app": env("APP_NAME"), "role": env("ROLE"), "host": socket.gethostname()}
    return 404, {"status": "not found"}


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        status, body = answer(self.path.partition("?")[0])
        data = json.dumps(body).encode() + b"\n"
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    do_HEAD = do_GET

    def log_message(self, *args):
        """Quiet: the proxy or the load balancer logs the requests."""


http.server.ThreadingHTTPServer(("", int(os.environ.get("PORT", "8080"))), Handler).serve_forever()
