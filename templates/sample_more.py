"""Sample app of the stages that give more than one database: it asks for all of it."""
import http.server
import socket
import ssl
import sys
import threading
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor, wait

import boto3
import botocore.config
import sample
from sample import ENV

ONCE = botocore.config.Config(connect_timeout=2, read_timeout=2, retries={"total_max_attempts": 1})
DYNAMODB = boto3.client("dynamodb", ENV["AWS_REGION"], config=ONCE)


#% if cache_engine != "memcached"
def cache(host):
    """Logs in and pings; the certificate must be the host's."""
    with open(ENV["RUNTIME_DIRECTORY"] + "/cache.json") as file:
        token = file.read().strip()
    auth = "*2\r\n$4\r\nAUTH\r\n$%d\r\n%s\r\n" % (len(token), token)
    with socket.create_connection((host, int(ENV.get("CACHE_PORT", 6379))), 3) as plain:
        with ssl.create_default_context().wrap_socket(plain, server_hostname=host) as tls:
            tls.sendall(auth.encode() + b"*1\r\n$4\r\nPING\r\n")
            lines = tls.makefile()
            said = lines.readline() + lines.readline()
    if said != "+OK\n+PONG\n":
        raise OSError(said)


#% else
def memcached(host):
    """Asks for a key that is not there; the certificate must be the host's. There is no password."""
    with socket.create_connection((host, int(ENV.get("CACHE_PORT", 11211))), 3) as plain:
        with ssl.create_default_context().wrap_socket(plain, server_hostname=host) as tls:
            tls.sendall(b"get readyz\r\n")
            said = tls.makefile().readline()
    if said != "END\n":
        raise OSError(said)


if ENV.get("CACHE_ENGINE") == "memcached":
    cache = memcached


#% endif
def sessions(table):
    """Gets a key that is not there, in this process: the aws command would take half a second of CPU."""
    DYNAMODB.get_item(TableName=table, Key={"id": {"S": "readyz"}})


def service(name):
    urllib.request.urlopen(f"{ENV['SERVICES_URL']}/{name}/healthz", timeout=3).close()


CHECKS = [("database", sample.database, ENV["DB_HOST"])]
for reader in filter(None, ENV.get("DB_READER_HOSTS", "").split(",")):
    CHECKS.append(("reader " + reader, sample.database, reader))
for name, check, given in [("cache", cache, "CACHE_ENDPOINT"), ("sessions", sessions, "SESSION_TABLE")]:
    if ENV.get(given):
        CHECKS.append((name, check, ENV[given]))
for name in filter(None, ENV.get("SERVICES", "").split(",")):
    CHECKS.append(("service " + name, service, name))


def answer(name, check, what):
    try:
        return check(what) or "ok"
    except Exception as reason:
        print(f"{name}: {reason}", file=sys.stderr)
        return "no answer"


def ask():
    """All at once; after three seconds silence is an answer, too."""
    pool = ThreadPoolExecutor(len(CHECKS))
    runs = {check[0]: pool.submit(answer, *check) for check in CHECKS}
    wait(runs.values(), 3)
    pool.shutdown(wait=False)
    return {name: run.result() if run.done() else "no answer" for name, run in runs.items()}


LAST = {"until": 0}
TURN = threading.Lock()


class Handler(sample.Handler):
    def ready(self):
        """Many visitors within two seconds share one round of questions."""
        with TURN:
            if time.monotonic() > LAST["until"]:
                LAST.update(found=ask(), until=time.monotonic() + 2)
            return LAST["found"]

    def end_headers(self):
        self.send_header("Cache-Control", "no-store")  # a CDN must not keep it
        super().end_headers()


http.server.ThreadingHTTPServer(("", int(ENV["PORT"])), Handler).serve_forever()
