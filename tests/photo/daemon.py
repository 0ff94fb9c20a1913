"""The worker as a process, started as on a host; but it listens on this machine alone."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import media

START = """
import os, signal, worker
worker.ADDRESS, worker.WAIT = ("127.0.0.1", int(os.environ["PORT"])), 1
{more}
worker.main()
"""
# It is told to stop when it has begun its first batch.
STOPPED = """
handler = worker.photo.handler
def first(*event):
    os.kill(os.getpid(), signal.SIGTERM)
    return handler(*event)
worker.photo.handler = first
"""


def free():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(url, queue, port, more=""):
    given = {**os.environ, **media.ENVIRONMENT, "AWS_ENDPOINT_URL": url, "PHOTO_QUEUE_URL": queue, "PORT": str(port)}
    command = [sys.executable, "-B", "-c", START.format(more=more)]
    return subprocess.Popen(command, env=given, cwd=media.TEMPLATES, stderr=subprocess.PIPE, text=True)


def get(port, path):
    try:
        answer = urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        return answer.status, json.load(answer)


def until(true):
    for _ in range(200):
        try:
            if true():
                return
        except OSError:
            pass
        time.sleep(0.05)
    raise AssertionError("it does not come about")
