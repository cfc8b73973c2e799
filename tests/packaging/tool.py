"""Tool: other people's programs that judge what is packaged. Where one is missing the test is skipped, and says so."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.packaging.dockerfile import ROOT


def program(name: str) -> str:
    """Where it is: beside this Python, where requirements-dev.lock put it, or on the machine. Skips the test if not."""
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.is_file() else shutil.which(name)
    if found is None:
        pytest.skip(f"there is no {name} on this machine, so nothing is said about what it would judge")
    return found


def said(name: str, *arguments: str, status: int = 0, **environment: str) -> str:
    """What it says, all of it; fails unless it ends with this status."""
    done = subprocess.run(
        [program(name), *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == status, done.stdout
    return done.stdout
