"""A second is as long as anybody sleeps."""

import time

time.sleep = lambda seconds, sleep=time.sleep: sleep(min(seconds, 1))
