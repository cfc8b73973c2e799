"""Locks on folders, which the system lets go with the process that holds them, however that ended."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path


def held(folder: Path) -> int | None:
    """A lock on the folder. None: another has it, or there is no such folder any more."""
    try:
        lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        there = os.path.samestat(os.fstat(lock), folder.lstat())
    except OSError:
        there = False
    if there:
        return lock
    os.close(lock)
    return None


def released(lock: int) -> None:
    """Lets go."""
    os.close(lock)
