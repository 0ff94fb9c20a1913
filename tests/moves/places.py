"""Where the two databases listen: the port that the stack's have, at addresses of this machine that no other process uses."""

import os

PORT = 5432
NETWORK = f"127.{77 + os.getpid() // 250 % 150}.{os.getpid() % 250}"
SOURCE, TARGET, READER = f"{NETWORK}.1", f"{NETWORK}.2", f"{NETWORK}.3"
