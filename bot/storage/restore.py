"""Restore: puts a backup in the place of the database, checked before, all of it or nothing; what was there is kept.

A file is swapped by its name. On PostgreSQL our tables are dropped and made anew in one transaction. A backup of an
older release is brought to this one; a newer one is refused before anything is touched.
"""

from __future__ import annotations

import asyncio
import os
import re
import sqlite3
import tempfile
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Final

from sqlalchemy.schema import DropTable

from bot.storage import backup, postgres_tools, schema, sqlite_copy
from bot.storage.address import PostgresAddress, parse
from bot.storage.bare import file_is_bare, server_is_bare
from bot.storage.faults import StorageFault
from bot.storage.migrate import migrate, migrate_file
from bot.storage.occupancy import alone, refuse_company, refuse_poller
from bot.storage.statement import postgres_dialect
from bot.storage.tables import BUYERS

BEFORE: Final = ".before-restore"
_BESIDE: Final = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a file. Left there, it would be taken for the new one's."""
_NOT_EMPTY: Final = "DATABASE_URL: there are buyers in this database; --force puts the backup in its place"
_HEAD: Final = 4096
_TOO_NEW: Final = b"SET transaction_timeout = 0;"
"""Newer programs write it for every server; one before 17 takes it for a mistake."""


@dataclass(frozen=True, slots=True)
class Restored:
    """The version the backup had, and where what was there before is kept; None: there was nothing."""

    version: str
    kept: Path | None


def restore(url: str, file: Path, at: datetime, *, force: bool = False) -> Restored:
    """Puts the backup in the place of the database at this address. StorageFault, and nothing was touched, when it is
    damaged or newer than this code, when a bot has the database open, or, without `force`, when that has buyers."""
    address = parse(url)
    dumped = _is_dump(file)
    if dumped != isinstance(address, PostgresAddress):
        kind = "PostgreSQL" if dumped else "SQLite"
        raise StorageFault(f"{file}: a backup of {kind}: restore it there, then `python -m bot move` changes the kind")
    if isinstance(address, PostgresAddress):
        return asyncio.run(_into_server(url, address, file, at, force=force))
    if address.path is None:
        raise StorageFault("DATABASE_URL: a database in memory keeps nothing")
    try:
        address.path.parent.mkdir(parents=True, exist_ok=True)
        asyncio.run(refuse_poller(url))
        return _into_file(address.path, file, force=force)
    except OSError as error:
        raise StorageFault(f"{address.path}: {error.strerror}; nothing was changed") from error


def _is_dump(file: Path) -> bool:
    """Whether it is PostgreSQL's. StorageFault when it is no backup at all."""
    try:
        with file.open("rb") as content:
            head = content.read(len(sqlite_copy.PLAIN))
    except OSError as error:
        raise StorageFault(f"{file}: {error.strerror}") from error
    if not head.startswith((postgres_tools.MAGIC, sqlite_copy.GZIP, sqlite_copy.PLAIN)):
        raise StorageFault(f"{file}: not a backup of this bot")
    return head.startswith(postgres_tools.MAGIC)


def _refuse_newer(version: str, file: Path) -> None:
    if version > schema.VERSION:
        raise StorageFault(
            f"{file}: of version {version}, this bot knows {schema.VERSION}: restore it with a newer one"
        )


def _refuse_unknown(found: str | None) -> None:
    """A newer release may have tables that this one does not know, and so could not empty."""
    if found is not None and found > schema.VERSION:
        raise StorageFault(
            f"DATABASE_URL: the database is at version {found}, this bot knows {schema.VERSION} and cannot clear it: "
            "make an empty database, name that one, and restore into it"
        )


def _into_file(target: Path, file: Path, *, force: bool) -> Restored:
    with tempfile.TemporaryDirectory(prefix=backup.WORK, dir=target.parent) as work:
        plain = Path(work) / "plain"
        sqlite_copy.unpack(file, plain)
        version = sqlite_copy.check(plain, str(file))
        _refuse_newer(version, file)
        migrate_file(plain)
        if not target.exists():
            return Restored(version, _swapped(plain, target))
        try:
            with alone(target) as held:
                if not force and not file_is_bare(held):
                    raise StorageFault(_NOT_EMPTY)
                return Restored(version, _swapped(plain, target))
        except sqlite3.DatabaseError as error:
            if not force:
                raise StorageFault(f"{target}: {error}; --force puts the backup in its place and keeps it") from error
            return Restored(version, _swapped(plain, target))


def _swapped(plain: Path, target: Path) -> Path | None:
    """The file is the database from now on; where the former one is."""
    kept = next(path for number in count(1) if not (path := _kept(target, number)).exists())
    for suffix in _BESIDE:
        if (beside := target.with_name(target.name + suffix)).exists():
            beside.rename(kept.with_name(kept.name + suffix))
    there = target.exists()
    if there:
        os.link(target, kept)
    sqlite_copy.settle(plain, target)
    return kept if there else None


def _kept(target: Path, number: int) -> Path:
    return target.with_name(f"{target.name}{BEFORE}{'' if number == 1 else f'-{number}'}")


async def _into_server(url: str, address: PostgresAddress, file: Path, at: datetime, *, force: bool) -> Restored:
    with tempfile.TemporaryDirectory(prefix=backup.WORK) as work:
        statements = Path(work) / "statements"
        version = await _version(file, Path(work) / "stamp")
        _refuse_newer(version, file)
        connection = await postgres_tools.connect(address)
        try:
            await refuse_company(connection)
            bare, server = await server_is_bare(connection), connection.get_server_version().major
        finally:
            await connection.close()
        if not bare and not force:
            raise StorageFault(_NOT_EMPTY)
        _refuse_unknown(await backup.stamp(address))
        kept = None if bare else (await asyncio.to_thread(backup.take, url, file.parent, at, BEFORE)).path
        await postgres_tools.script(file, statements)
        if server < 17:
            _made_older(statements)
        quiet = ("--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1")
        await postgres_tools.run("psql", address, *quiet, f"--command={_dropping()}", f"--file={statements}")
    await asyncio.to_thread(migrate, url)
    return Restored(version, kept)


def _dropping() -> str:
    tables = (*reversed(BUYERS.metadata.sorted_tables), schema.STAMP)
    return ";".join(str(DropTable(table, if_exists=True).compile(dialect=postgres_dialect())) for table in tables)


async def _version(file: Path, target: Path) -> str:
    """The version in a dump. StorageFault when it cannot be read, or is of something else."""
    await postgres_tools.script(file, Path(os.devnull))
    await postgres_tools.script(file, target, "--data-only", f"--table={schema.STAMP.name}")
    found = re.search(r"^COPY .*\n(\w+)$", await asyncio.to_thread(target.read_text), re.MULTILINE)
    if found is None:
        raise StorageFault(f"{file}: there is nothing of this bot in it")
    return found[1]


def _made_older(statements: Path) -> None:
    """Blanks out what an older server does not know."""
    with statements.open("r+b") as script:
        at = script.read(_HEAD).find(_TOO_NEW)
        if at >= 0:
            script.seek(at)
            script.write(b" " * len(_TOO_NEW))
