"""SQLite: one connection that writes, one that reads, a thread each; what waits together rides together.

A hop to a thread costs more than the SQL it carries, and an fsync more than both. So a whole piece of work is one
hop, and all works that wait while one batch is under way form the next: one transaction, one fsync. Each work has
a savepoint, so one that fails is undone alone. Nobody is told "done" before COMMIT returned.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar

import aiosqlite

from bot.storage import schema
from bot.storage.cipher import Cipher
from bot.storage.engine import settle
from bot.storage.faults import StorageFault
from bot.storage.statement import Rows, Statement, Values, Work

T = TypeVar("T")

BUSY_MILLISECONDS: Final = 5_000
OLDEST: Final = (3, 35)
"""The first SQLite that knows RETURNING."""
_MISTAKES: Final = (sqlite3.IntegrityError, sqlite3.DataError)
"""What it refuses because of what it was asked: no outage, and waiting mends nothing."""
_BATCH: Final = 256
"""More than this in one transaction would make the first of them wait for the last."""


class Hop(aiosqlite.Connection):
    """A connection whose thread runs whole functions, and does not keep a dying process alive."""

    def __init__(self, connector: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connector, iter_chunk_size=64)
        self._thread.daemon = True

    def run(self, work: Callable[[sqlite3.Connection], T]) -> asyncio.Future[T]:
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._tx.put_nowait((future, partial(work, self._conn)))
        return future


class Lane:
    """The works of one connection, in order, as many at a time as are waiting."""

    def __init__(self, hop: Hop, begin: str, cipher: Cipher | None = None) -> None:
        self._hop = hop
        self._begin = begin
        self._cipher = cipher
        self._waiting: list[tuple[Work[Any], asyncio.Future[Any]]] = []
        self._under_way = False
        self._idle = asyncio.Event()
        self._idle.set()

    def submit(self, work: Work[T]) -> asyncio.Future[T]:
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._waiting.append((work, future))
        if not self._under_way:
            self._under_way = True
            self._idle.clear()
            # Not at once: whatever else is submitted in this round of the loop comes along.
            loop.call_soon(self._depart)
        return future

    def _depart(self) -> None:
        batch = [(work, future) for work, future in self._waiting[:_BATCH] if not future.done()]
        del self._waiting[:_BATCH]
        if batch:
            works = [work for work, _ in batch]
            ride = self._hop.run(partial(_ride, begin=self._begin, works=works, cipher=self._cipher))
            ride.add_done_callback(partial(self._arrive, [future for _, future in batch]))
        elif self._waiting:
            self._depart()
        else:
            self._under_way = False
            self._idle.set()

    def _arrive(self, futures: list[asyncio.Future[Any]], ride: asyncio.Future[list[Any]]) -> None:
        error = ride.exception()
        outcomes = [fault(error) for _ in futures] if error is not None else ride.result()
        for future, outcome in zip(futures, outcomes, strict=True):
            settle(future, outcome)
        self._depart()

    async def close(self) -> None:
        await self._idle.wait()
        await self._hop.close()


class Sqlite:
    """The engine on one file; in memory the writer also reads."""

    shared = False
    groups_commits = True

    def __init__(self, writer: Lane, reader: Lane, cipher: Cipher | None = None) -> None:
        self.cipher = cipher
        self._writer = writer
        self._reader = reader

    def read(self, work: Work[T]) -> asyncio.Future[T]:
        return self._reader.submit(work)

    def write(self, work: Work[T]) -> asyncio.Future[T]:
        return self._writer.submit(work)

    async def close(self) -> None:
        if self._reader is not self._writer:
            await self._reader.close()
        await self._writer.close()


async def open_file(path: Path, cipher: Cipher | None = None) -> Sqlite:
    """The engine on a file whose schema is in place."""
    writer = await connect(str(path))
    try:
        reader = await connect(str(path))
        await reader.run(_look_only)
    except StorageFault:
        await writer.close()
        raise
    return Sqlite(Lane(writer, "BEGIN IMMEDIATE", cipher), Lane(reader, "BEGIN", cipher), cipher)


def found_in(path: Path) -> str | None:
    """The version of the file's schema; None when there is no file or no schema in it. Raises as the driver does."""
    if not path.exists():
        return None
    with closing(sqlite3.connect(path, timeout=BUSY_MILLISECONDS / 1000)) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if schema.STAMP.name in tables:
            row = connection.execute(schema.READ.sqlite.text).fetchone()
            return None if row is None else str(row[0])
    if tables - {"sqlite_sequence"}:
        raise StorageFault(f"DATABASE_URL: {path.name} holds another program's tables; name another file")
    return None


def is_current(path: Path) -> bool:
    """Whether the file speaks this code's version; blocks. StorageFault when it is newer, or not ours."""
    if sqlite3.sqlite_version_info < OLDEST:
        raise StorageFault(f"this Python brings SQLite {sqlite3.sqlite_version}; 3.35 or newer is needed")
    try:
        return schema.is_current(found_in(path))
    except (sqlite3.Error, OSError) as error:
        raise fault(error) from error


def tidied(path: Path) -> bool:
    """Rewrites the file without its unused parts, in which deleted words would outlast their rows; blocks. Whether the
    log of changes beside it is empty as well: it stays while somebody reads. Raises as the driver does."""
    with closing(_opened(str(path))) as connection:
        connection.execute("VACUUM")
        busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


async def open_memory(script: str, cipher: Cipher | None = None) -> Sqlite:
    """The engine on a database that lives as long as it; the script makes its tables."""
    writer = await connect(":memory:")
    await writer.run(lambda connection: connection.executescript(script))
    lane = Lane(writer, "BEGIN IMMEDIATE", cipher)
    return Sqlite(lane, lane, cipher)


async def connect(path: str) -> Hop:
    """A connection set up for promises: a commit survives a power cut. StorageFault when it can't be had."""
    hop = Hop(partial(_opened, path))
    try:
        return await _hopping(hop)
    except (sqlite3.Error, OSError) as error:
        raise fault(error) from error


async def _hopping(hop: Hop) -> Hop:
    await hop
    return hop


def _opened(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path, isolation_level=None, cached_statements=256, timeout=BUSY_MILLISECONDS / 1000, check_same_thread=False
    )
    try:
        # The first one before the second: to change the journal takes a lock, which another process may hold.
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        # What a buyer had deleted is overwritten, not only forgotten.
        connection.execute("PRAGMA secure_delete = ON")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _look_only(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA query_only = ON")


def _ride(connection: sqlite3.Connection, begin: str, works: list[Work[Any]], cipher: Cipher | None) -> list[Any]:
    """Results, or the exceptions of those works that failed; raises when the transaction as a whole failed."""
    alone = len(works) == 1
    try:
        connection.execute(begin)
        outcomes = [_attempt(connection, work, alone, cipher) for work in works]
        all_failed = all(isinstance(outcome, Exception) for outcome in outcomes)
        connection.execute("ROLLBACK" if all_failed else "COMMIT")
    except sqlite3.Error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return outcomes


def _attempt(connection: sqlite3.Connection, work: Work[Any], alone: bool, cipher: Cipher | None) -> Any:
    if not alone:
        connection.execute("SAVEPOINT turn")
    outcome: Any
    try:
        outcome = drive(connection, work, cipher)
    except Exception as error:  # a turn that fails, however it fails, must not take its neighbours along
        if not connection.in_transaction:
            raise
        outcome = fault(error) if isinstance(error, sqlite3.Error) and not isinstance(error, _MISTAKES) else error
        if not alone:
            connection.execute("ROLLBACK TO turn")
    if not alone:
        connection.execute("RELEASE turn")
    return outcome


def drive(connection: sqlite3.Connection, work: Work[T], cipher: Cipher | None = None) -> T:
    """Runs a piece of work to its end, in whatever transaction the connection is in."""
    try:
        statement, values = next(work)
        while True:
            statement, values = work.send(_run(connection, statement, values, cipher))
    except StopIteration as end:
        result: T = end.value
        return result


def _run(
    connection: sqlite3.Connection, statement: Statement, values: Values | list[Values], cipher: Cipher | None
) -> Rows:
    plan = statement.sqlite
    if isinstance(values, list):
        connection.executemany(plan.text, [plan.named(one, cipher) for one in values])
        return ()
    return plan.read(connection.execute(plan.text, plan.named(values, cipher)).fetchall(), cipher)


_MENDS: Final = (
    ("unable to open", "check that the folder exists and that the bot may write there"),
    ("No such file", "the folder cannot be made: name one that the bot may write in"),
    ("Permission denied", "give the bot's user the right to write there, or name another folder"),
    ("Read-only", "nothing can be written there: name another folder"),
    ("readonly", "the file or its folder is read-only: give the bot's user the right to write"),
    ("not a database", "the file is something else: name another file, or restore a backup"),
    ("malformed", "the file is damaged: restore a backup"),
    ("locked", "another process holds the file: is another bot running on it?"),
    ("full", "the disk is full: make room"),
    ("disk I/O", "the disk refuses: look at the system's log"),
)


def fault(error: BaseException) -> StorageFault:
    """A driver's error as one that names the setting and the mend."""
    said = str(error)
    mend = next((mend for sign, mend in _MENDS if sign in said), "name another file, or look at what holds this one")
    told = StorageFault(f"DATABASE_URL: {said}; {mend}")
    told.__cause__ = error
    return told
