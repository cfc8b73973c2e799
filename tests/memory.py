"""Memory: where the temporary files of the tests live, if there is room. No test is about the disk itself, and some
thousand databases would wait for it at every commit.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import Final

_MEMORY: Final = Path("/dev") / "shm"
_ROOM: Final = 2**30
"""Bytes: several times what a whole run leaves there. A container may have less."""


def keep_files_in_memory() -> None:
    """Unless whoever runs the tests named a place, or there is none in memory."""
    if "TMPDIR" not in os.environ and _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ROOM:
        tempfile.tempdir = str(_MEMORY)
