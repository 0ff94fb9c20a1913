"""Ports of this machine, and two ways in which a server is away."""

import socket
import subprocess

OPENSSL = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2".split()


def free():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Door:
    """Shut it turns visitors away; stuck it takes them in and never says a word."""

    def __init__(self, stuck, host="127.0.0.1", port=0):
        self.socket = socket.socket()
        self.socket.bind((host, port))
        self.port = self.socket.getsockname()[1]
        if stuck:
            self.socket.listen()

    def close(self):
        self.socket.close()


def certificate(folder, addresses=("127.0.0.1",)):
    """A certificate for these addresses, which is its own authority, and its key."""
    certificate, key = f"{folder}/server.crt", f"{folder}/server.key"
    names = ["-subj", "/CN=test", "-addext", "subjectAltName=" + ",".join("IP:" + each for each in addresses)]
    command = [*OPENSSL, *names, "-out", certificate, "-keyout", key]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    return certificate, key
