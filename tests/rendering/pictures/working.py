"""Work for the processes in these tests. Its own module, because it is loaded there."""

from __future__ import annotations

import os
import time
from pathlib import Path


def whoami(_: str = "") -> int:
    """The number of the process."""
    return os.getpid()


def wait_for_ever(started: str) -> None:
    """Says its number into a pipe, then works on."""
    Path(started).write_text(str(os.getpid()))
    while True:
        time.sleep(3600)


def rest(seconds: float) -> None:
    """Takes so long."""
    time.sleep(seconds)


def die(_: str = "") -> None:
    """As a decoder that breaks."""
    os.abort()


def take(megabytes: int) -> int:
    """Takes so much memory, and says how much it got."""
    return len(bytearray(megabytes * 1024 * 1024)) // 1024 // 1024


def loaded(*names: str) -> tuple[list[str], int]:
    """Which of these modules this process has, and its memory in megabytes."""
    import sys

    fields = Path("/proc/self/statm").read_text().split()
    return [name for name in names if name in sys.modules], int(fields[1]) * os.sysconf("SC_PAGESIZE") // 1024 // 1024
