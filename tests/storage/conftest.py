"""The databases the suite runs on: each test gets an empty one of its own."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.storage.store import Store, open_store
from tests.server import database, tell
from tests.storage.given import NOW

_numbers = itertools.count(1)


@pytest.fixture
def postgres_url(server: str) -> Iterator[str]:
    """An empty migrated PostgreSQL database."""
    yield from _copy(server, "pattern")


@pytest.fixture
def bare_postgres_url(server: str) -> Iterator[str]:
    """A PostgreSQL database without a schema."""
    yield from _copy(server, "empty")


@pytest.fixture(params=["file", "memory", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database on each engine."""
    if request.param == "postgres":
        address: str = request.getfixturevalue("postgres_url")
        return address
    return f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}" if request.param == "file" else "sqlite+aiosqlite:///:memory:"


@pytest.fixture(params=["file", "postgres"])
def lasting_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database that outlives its store."""
    if request.param == "postgres":
        address: str = request.getfixturevalue("postgres_url")
        return address
    return f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}"


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    opened = await open_store(url, lambda: NOW)
    yield opened
    await opened.close()


def _copy(server: str, pattern: str) -> Iterator[str]:
    name = f"test{next(_numbers)}"
    tell(server, f"CREATE DATABASE {name} TEMPLATE {pattern}")
    yield database(server, name)
    tell(server, f"DROP DATABASE {name} WITH (FORCE)")
