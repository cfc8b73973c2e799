"""Move: everything of one database into another that is empty, of either engine; counted and summed up on both sides.

All or nothing. A file is put together beside its place and gets its name at the end; on PostgreSQL it is one
transaction. Killed in between, the target is as empty as before, and the move can be made again.
"""

from __future__ import annotations

import asyncio
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import asyncpg
from sqlalchemy import Table, delete

from bot.storage import backup, postgres_tools, schema, sqlite, sqlite_copy
from bot.storage.address import PostgresAddress, SqliteAddress, parse
from bot.storage.bare import file_is_bare, server_is_bare
from bot.storage.faults import StorageFault
from bot.storage.migrate import migrate, migrate_file
from bot.storage.occupancy import alone, refuse_company
from bot.storage.postgres import fault
from bot.storage.transfer import COUNTED, TABLES, FileSide, ServerSide, Side, Tally

Address = SqliteAddress | PostgresAddress
_TAKEN: Final = "--to: there are rows in that database; name an empty one"
_IN_MEMORY: Final = "a database in memory cannot be moved, nor moved to"


@dataclass(frozen=True, slots=True)
class Moved:
    """What was moved of one table, and the checksum both sides agree on."""

    table: str
    count: int
    checksum: str


def move(source: str, target: str) -> list[Moved]:
    """Copies everything; table by table what it was. StorageFault, and the target is as before, when it is not empty,
    when a bot has either of them open, when the source is of another release, or the two differ afterwards."""
    addresses = parse(source), parse(target)
    if any(isinstance(one, SqliteAddress) and one.path is None for one in addresses):
        raise StorageFault(_IN_MEMORY)
    if addresses[0] == addresses[1]:
        raise StorageFault("--to: this is DATABASE_URL itself; name another database")
    try:
        return asyncio.run(_move(*addresses, target))
    except (asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise fault(error) from error
    except sqlite3.Error as error:
        raise sqlite.fault(error) from error


async def _move(source: Address, target: Address, url: str) -> list[Moved]:
    async with AsyncExitStack() as stack:
        here = await stack.enter_async_context(_source(source))
        there = await stack.enter_async_context(_target(target, url))
        moved = [await _copied(here, there, table) for table in TABLES]
        for table in COUNTED:
            if highest := max(await here.highest(table), await there.highest(table)):
                await there.go_on_from(table, highest)
    return moved


async def _copied(here: Side, there: Side, table: Table) -> Moved:
    sent, arrived = Tally(), Tally()
    async for rows in here.rows(table):
        sent.add(rows)
        await there.put(table, rows)
    async for rows in there.rows(table):
        arrived.add(rows)
    if (sent.count, sent.checksum) != (arrived.count, arrived.checksum):
        raise StorageFault(f"--to: {table.name} did not arrive as it was; nothing was moved")
    return Moved(table.name, sent.count, sent.checksum)


@asynccontextmanager
async def _source(address: Address) -> AsyncIterator[Side]:
    """What is moved, at one moment and with nobody else writing."""
    if isinstance(address, SqliteAddress):
        path = address.path or Path()
        if not path.exists():
            raise StorageFault("DATABASE_URL: there is no file of a database to move")
        _refuse_older(sqlite.found_in(path))
        with alone(path) as connection:
            yield FileSide(connection)
        return
    _refuse_older(await backup.stamp(address))
    connection = await postgres_tools.connect(address)
    try:
        async with connection.transaction(isolation="repeatable_read"):
            for table in TABLES:
                await connection.execute(f"LOCK TABLE {table.name} IN SHARE MODE")
            await refuse_company(connection)
            yield ServerSide(connection)
    finally:
        await connection.close()


@asynccontextmanager
async def _target(address: Address, url: str) -> AsyncIterator[Side]:
    """Where it goes: kept when the block ends well, else as it was before."""
    if isinstance(address, SqliteAddress):
        with _file(address.path or Path()) as connection:
            yield FileSide(connection)
        return
    connection = await postgres_tools.connect(address)
    try:
        await refuse_company(connection)
        if not await server_is_bare(connection):
            raise StorageFault(_TAKEN)
        await asyncio.to_thread(migrate, url)
        async with connection.transaction():
            for table in reversed(TABLES):
                await connection.execute(str(delete(table)))
            yield ServerSide(connection)
    finally:
        await connection.close()


@contextmanager
def _file(path: Path) -> Iterator[sqlite3.Connection]:
    """A new file, which gets its name when the block ends well; there may be an empty database of that name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with ExitStack() as held, tempfile.TemporaryDirectory(prefix=backup.WORK, dir=path.parent) as work:
        if path.exists() and not file_is_bare(held.enter_context(alone(path))):
            raise StorageFault(_TAKEN)
        made = Path(work) / "made"
        migrate_file(made)
        with closing(sqlite3.connect(made, isolation_level=None)) as connection:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("BEGIN")
            yield connection
            connection.execute("COMMIT")
        sqlite_copy.check(made, "--to")
        sqlite_copy.settle(made, path)


def _refuse_older(found: str | None) -> None:
    if not schema.is_current(found):
        raise StorageFault(
            f"DATABASE_URL: the database is at version {found or 'none'}, this bot needs {schema.VERSION}: "
            "run `python -m bot migrate`"
        )
