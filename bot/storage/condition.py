"""Condition: in what state a database is, seen from outside and without changing it. Nothing is made or migrated."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.storage import schema, sqlite
from bot.storage.address import PostgresAddress, parse

_PATIENCE: Final = 5  # seconds


@dataclass(frozen=True, slots=True)
class Condition:
    """`version`: of its schema; None: it has none yet. `path`: of the file; None: it is no file. `makes_itself`: the
    next start brings it to this release's version, without a command."""

    engine: str
    version: str | None
    bytes: int
    path: Path | None = None
    makes_itself: bool = False
    kept_in_memory: bool = False


async def condition(url: str) -> Condition:
    """The state of the database at this address. StorageFault when it cannot be used, or never could be made there."""
    address = parse(url)
    if isinstance(address, PostgresAddress):
        return await _postgres(address)
    engine = f"SQLite {sqlite3.sqlite_version}"
    if address.path is None:
        return Condition(engine, None, 0, makes_itself=True, kept_in_memory=True)
    return await asyncio.to_thread(_file, engine, address.path)


def _file(engine: str, path: Path) -> Condition:
    try:
        _refuse_locked_folder(path)
        version = sqlite.found_in(path)
        size = sum(part.stat().st_size for part in (path, Path(f"{path}-wal")) if part.exists())
    except (sqlite3.Error, OSError) as error:
        raise sqlite.fault(error) from error
    return Condition(engine, version, size, path, makes_itself=True)


def _refuse_locked_folder(path: Path) -> None:
    """SQLite writes files beside its own, so the folder counts; where there is none yet, the one above it."""
    folder = next(one for one in path.absolute().parents if one.exists())
    if not folder.is_dir():
        raise NotADirectoryError(f"Not a directory: {folder.name}")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise PermissionError(f"Permission denied: {folder}")


async def _postgres(address: PostgresAddress) -> Condition:
    import asyncpg

    from bot.storage.postgres import fault

    try:
        connection = await asyncpg.connect(address.dsn, timeout=_PATIENCE, command_timeout=_PATIENCE)
        try:
            there = await connection.fetchval("SELECT to_regclass($1)", schema.STAMP.name)
            version = await connection.fetchval(schema.READ.postgres.text) if there else None
            size = await connection.fetchval("SELECT pg_database_size(current_database())")
            number = connection.get_server_version()
        finally:
            await connection.close(timeout=_PATIENCE)
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, ValueError) as error:
        raise fault(error) from error
    return Condition(f"PostgreSQL {number.major}.{number.minor}", version, int(size))
