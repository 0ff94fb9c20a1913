"""Where the two databases listen: the port that the stack's have, at addresses of this machine that nobody else uses."""

PORT = 5432
SOURCE, TARGET = "127.77.0.1", "127.77.0.2"
