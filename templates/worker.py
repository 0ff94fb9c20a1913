"""Photo worker: reads the queue on a host and does what the function does."""
import http.server
import json
import os
import signal
import socket
import threading
import time

import boto3
import photo

ENV = os.environ
QUEUE = ENV["PHOTO_QUEUE_URL"]
SQS = boto3.client("sqs", ENV["AWS_REGION"])
ADDRESS = ("", int(ENV["PORT"]))
# Seconds: one poll, for the queue to recover, without progress until the host counts as ill.
WAIT, PAUSE, SILENCE = 20, 5, 120
STATE = {"progress": time.monotonic(), "stop": False}


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        ill = time.monotonic() - STATE["progress"] > SILENCE
        me = {"app": ENV["APP_NAME"], "role": ENV["ROLE"], "host": socket.gethostname()}
        health = (503, {"status": "no progress"}) if ill else (200, {"status": "ok"})
        answers = {"/": (200, me), "/healthz": health}
        status, body = answers.get(self.path, (404, {"status": "not found"}))
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(json.dumps(body).encode() + b"\n")

    do_HEAD = do_GET


def progress():
    STATE["progress"] = time.monotonic()


def done(message):
    """One photo at a time, so that ten long ones are progress, too."""
    record = {"messageId": message["MessageId"], "body": message["Body"]}
    failed = photo.handler({"Records": [record]}, None)["batchItemFailures"]
    progress()
    return not failed


def batch():
    """What fails stays in the queue and comes back after its visibility timeout."""
    found = SQS.receive_message(QueueUrl=QUEUE, MaxNumberOfMessages=10, WaitTimeSeconds=WAIT)
    finished = [message["ReceiptHandle"] for message in found.get("Messages", []) if done(message)]
    if finished:
        entries = [{"Id": str(n), "ReceiptHandle": handle} for n, handle in enumerate(finished)]
        SQS.delete_message_batch(QueueUrl=QUEUE, Entries=entries)
    progress()


def turn():
    try:
        batch()
    except Exception as error:
        print(json.dumps({"level": "error", "error": f"{type(error).__name__}: {error}"}), flush=True)
        time.sleep(PAUSE)


def stop(*_):
    STATE["stop"] = True


def main():
    signal.signal(signal.SIGTERM, stop)
    server = http.server.ThreadingHTTPServer(ADDRESS, Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    while not STATE["stop"]:
        turn()


if __name__ == "__main__":
    main()
