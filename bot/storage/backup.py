"""Backup: the whole database in one file, taken while the bot goes on, checked, and never half there.

`sqlite_copy` and `postgres_tools` do it; this says where the file goes, how it is called and which older ones go.
"""

from __future__ import annotations

import asyncio
import re
import shutil
import sqlite3
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bot.storage import postgres_tools, schema, sqlite, sqlite_copy
from bot.storage.address import PostgresAddress, SqliteAddress, parse
from bot.storage.faults import StorageFault

_OURS: Final = re.compile(r"recourse-\d{8}T\d{6}Z-\w+(\.sqlite\.gz|\.pgdump)")
WORK: Final = ".recourse-"
"""How folders begin in which something is being put together; after a kill one stays, until the next day's backup."""
_DAY: Final = 86_400


@dataclass(frozen=True, slots=True)
class Taken:
    """A finished backup: where it is, its bytes, and the version of the schema in it."""

    path: Path
    size: int
    version: str


def folder(url: str) -> Path:
    """Where backups go unless somebody says otherwise: beside the file of the database, else here."""
    address = parse(url)
    file = address.path if isinstance(address, SqliteAddress) else None
    return (file.parent if file is not None else Path()) / "backups"


def take(url: str, target: Path, at: datetime, mark: str = "") -> Taken:
    """Backs the database up into `target`, a folder or a file; one that is there is replaced. `mark` goes into the name
    of a file in a folder. StorageFault says what is in the way."""
    address = parse(url)
    if isinstance(address, SqliteAddress) and (address.path is None or not address.path.exists()):
        raise StorageFault("DATABASE_URL: there is no file of a database to back up")
    inside = target.is_dir() or not target.suffix
    place = target if inside else target.parent
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        _sweep(place)
        with tempfile.TemporaryDirectory(prefix=WORK, dir=place) as work:
            if isinstance(address, PostgresAddress):
                made, version = asyncio.run(_dumped(address, Path(work) / "made.pgdump"))
            else:
                made, version = _packed(address.path or Path(), Path(work))
            name = f"recourse-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}-{version}{mark}{''.join(made.suffixes)}"
            path = place / name if inside else target
            size = made.stat().st_size
            sqlite_copy.settle(made, path)
    except OSError as error:
        raise StorageFault(f"{target}: {error.strerror}; name a folder with room that can be written to") from error
    return Taken(path, size, version)


def prune(place: Path, keep: int) -> int:
    """Removes our backups in this folder but the `keep` newest; how many went. Nothing else is touched."""
    ours = sorted(path for path in place.iterdir() if _OURS.fullmatch(path.name))
    old = ours[: max(0, len(ours) - keep)]
    for path in old:
        path.unlink()
    return len(old)


def _packed(file: Path, work: Path) -> tuple[Path, str]:
    """The backup of an SQLite file, in this folder, and the version in it."""
    plain, packed = work / "plain", work / "made.sqlite.gz"
    try:
        sqlite_copy.copy(file, plain)
    except sqlite3.Error as error:
        raise sqlite.fault(error) from error
    version = sqlite_copy.check(plain, "DATABASE_URL")
    sqlite_copy.pack(plain, packed)
    return packed, version


async def _dumped(address: PostgresAddress, target: Path) -> tuple[Path, str]:
    version = await stamp(address)
    if version is None:
        raise StorageFault("DATABASE_URL: there is nothing of this bot in the database to back up")
    await postgres_tools.dump(address, target)
    return target, version


async def stamp(address: PostgresAddress) -> str | None:
    """The version of the schema in a PostgreSQL database; None when it has none."""
    connection = await postgres_tools.connect(address)
    try:
        there = await connection.fetchval("SELECT to_regclass($1)", schema.STAMP.name)
        return None if there is None else await connection.fetchval(schema.READ.postgres.text)
    finally:
        await connection.close()


def _sweep(place: Path) -> None:
    """Removes what a backup that was killed has left."""
    for left in place.glob(f"{WORK}*"):
        if time.time() - left.stat().st_mtime > _DAY:
            shutil.rmtree(left, ignore_errors=True)
