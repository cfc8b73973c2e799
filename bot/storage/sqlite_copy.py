"""Copies of an SQLite file: taken while a bot works on it, checked, made small, and unpacked again.

The copy is one moment of the database: a read transaction is held while its pages are taken, in steps. In WAL, which
the bot always sets, a reader holds up no writer, so turns go on. gzip, because the standard library has it in every
Python the bot runs on, and any machine can look into such a file.
"""

from __future__ import annotations

import gzip
import os
import shutil
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path
from typing import BinaryIO, Final

from bot.storage import sqlite
from bot.storage.faults import StorageFault

GZIP: Final = b"\x1f\x8b"
PLAIN: Final = b"SQLite format 3\0"
_STEP: Final = 256
"""Pages taken at once: a megabyte."""
_CHUNK: Final = 1 << 20


def copy(source: Path, target: Path) -> None:
    """The database as it is at this moment, as one file. Raises as the driver does."""
    here = sqlite3.connect(source, timeout=sqlite.BUSY_MILLISECONDS / 1000, isolation_level=None)
    with closing(here), closing(sqlite3.connect(target)) as there:
        here.execute("BEGIN")
        here.execute("SELECT count(*) FROM sqlite_master").fetchone()
        here.backup(there, pages=_STEP)
        there.execute("PRAGMA journal_mode = DELETE")


def check(path: Path, name: str) -> str:
    """The version of the schema in a file that nobody else has open. StorageFault, which calls it `name`, when it is
    damaged, or holds something else."""
    try:
        with closing(sqlite3.connect(path)) as file:
            damages = [str(row[0]) for row in file.execute("PRAGMA integrity_check(1)") if row[0] != "ok"]
            orphans = file.execute("PRAGMA foreign_key_check").fetchall()
        version = sqlite.found_in(path)
    except sqlite3.Error as error:
        raise StorageFault(f"{name}: {error}; take an older backup") from error
    if damages or orphans:
        what = damages[0] if damages else f"{len(orphans)} rows hang on nothing, the first in {orphans[0][0]}"
        raise StorageFault(f"{name}: the database is damaged ({what}); take an older backup")
    if version is None:
        raise StorageFault(f"{name}: there is nothing of this bot in it")
    return version


def pack(plain: Path, packed: Path) -> None:
    """Compresses a file into one that its owner alone may read."""
    with plain.open("rb") as here, _private(packed) as raw, gzip.open(raw, "wb", compresslevel=6) as there:
        shutil.copyfileobj(here, there, _CHUNK)


def unpack(packed: Path, plain: Path) -> None:
    """The other way; a file that was never compressed is taken as it is. StorageFault when it is cut short."""
    with packed.open("rb") as file:
        compressed = file.read(len(GZIP)) == GZIP
    try:
        with gzip.open(packed) if compressed else packed.open("rb") as here, _private(plain) as there:
            shutil.copyfileobj(here, there, _CHUNK)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise StorageFault(f"{packed}: the file is cut short or damaged; take an older backup") from error


def settle(file: Path, place: Path) -> None:
    """Puts a finished file at its place, readable for its owner only: the whole of it or nothing, also after a power
    cut."""
    file.chmod(0o600)
    descriptor = os.open(file, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)
    file.replace(place)
    descriptor = os.open(place.parent, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)


def _private(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb")
