"""Occupancy: whether a bot has a database open. What replaces a database, or leaves it, must have it alone.

An SQLite file leaves WAL only when nobody else has it open, so asking it to is asking who is there; every bot sets WAL
again when it opens the file. On PostgreSQL each connection of a bot carries its name.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

from bot.storage import sqlite
from bot.storage.faults import StorageFault
from bot.storage.lock import lock

BOT: Final = "recourse"
"""The name that a bot's connections to PostgreSQL bear."""
_OTHERS: Final = (
    "SELECT count(*) FROM pg_stat_activity "
    "WHERE datname = current_database() AND application_name = $1 AND pid <> pg_backend_pid()"
)
_IN_USE: Final = "DATABASE_URL: a bot is running on this database; stop it first"


@contextmanager
def alone(path: Path) -> Iterator[sqlite3.Connection]:
    """The file to ourselves, its log emptied into it; nobody else can read or write meanwhile. StorageFault when
    somebody has it open. Other errors come as the driver raises them."""
    with closing(sqlite3.connect(path, timeout=1, isolation_level=None)) as connection:
        try:
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise StorageFault(_IN_USE) from error
            raise sqlite.fault(error) from error
        yield connection


async def refuse_company(connection: Any) -> None:
    """StorageFault while a bot is connected to the same PostgreSQL database."""
    if await connection.fetchval(_OTHERS, BOT):
        raise StorageFault(_IN_USE)


async def refuse_poller(url: str) -> None:
    """StorageFault while a bot asks for updates with this database, which need not be readable for that."""
    held = lock(url)
    if held is not None:
        try:
            if not await held.take():
                raise StorageFault(_IN_USE)
        finally:
            await held.close()
