"""What all tests share."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import pytest

from tests.memory import keep_files_in_memory
from tests.server import serving_postgres

keep_files_in_memory()
# Containers like to forbid it; then each worker, and each process that a test starts, compiles everything anew.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--approve` writes approved conversations anew instead of comparing them; read the diff."""
    parser.addoption("--approve", action="store_true", help="write approved conversations anew")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One more than there are cores: tests of deaths and outages wait for most of their time."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server of our own."""
    with serving_postgres() as address:
        yield address
