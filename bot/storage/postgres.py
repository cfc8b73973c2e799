"""PostgreSQL: a pool of connections, a transaction for each write, the same statements as on SQLite.

For more than one machine. A piece of work keeps one connection; a single-statement read is one round trip.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final, TypeVar

import asyncpg

from bot.storage import schema
from bot.storage.cipher import Cipher
from bot.storage.faults import StorageFault
from bot.storage.occupancy import BOT
from bot.storage.statement import Rows, Statement, Values, Work

T = TypeVar("T")

CONNECTIONS: Final = 10
TIMEOUT_SECONDS: Final = 30
CONNECT_SECONDS: Final = 10
_MISTAKES: Final = (asyncpg.IntegrityConstraintViolationError, asyncpg.DataError, ValueError)
"""What it refuses because of what it was asked, the driver with a ValueError: no outage, and waiting mends nothing."""


class Postgres:
    """The engine on a PostgreSQL database."""

    shared = True
    groups_commits = False

    def __init__(self, pool: Any, cipher: Cipher | None = None) -> None:
        self.cipher = cipher
        self._pool = pool
        self._under_way: set[asyncio.Task[Any]] = set()

    def read(self, work: Work[T]) -> asyncio.Future[T]:
        return self._begin(self._read(work))

    def write(self, work: Work[T]) -> asyncio.Future[T]:
        return self._begin(self._write(work))

    async def close(self) -> None:
        if self._under_way:
            await asyncio.wait(self._under_way)
        await self._pool.close()

    def _begin(self, running: Any) -> asyncio.Future[Any]:
        task: asyncio.Task[Any] = asyncio.ensure_future(running)
        self._under_way.add(task)
        task.add_done_callback(self._done)
        return task

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._under_way.discard(task)
        if not task.cancelled():
            task.exception()  # who asked may have gone away; nobody else need hear of it

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[Any]:
        """One of the pool's. A server that has fallen silent does not keep it for ever."""
        connection = await self._pool.acquire()
        try:
            yield connection
        finally:
            await self._pool.release(connection, timeout=CONNECT_SECONDS)

    async def _read(self, work: Work[T]) -> T:
        try:
            async with self._connection() as connection:
                return await _drive(connection, work, self.cipher)
        except _MISTAKES:
            raise
        except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
            raise fault(error) from error

    async def _write(self, work: Work[T]) -> T:
        try:
            async with self._connection() as connection, connection.transaction():
                return await _drive(connection, work, self.cipher)
        except _MISTAKES:
            raise
        except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
            raise fault(error) from error


async def open_pool(dsn: str, cipher: Cipher | None = None) -> Postgres:
    """The engine on the database at this address. StorageFault when nobody answers there."""
    try:
        pool = await asyncpg.create_pool(
            dsn,
            min_size=1,
            max_size=CONNECTIONS,
            timeout=CONNECT_SECONDS,
            command_timeout=TIMEOUT_SECONDS,
            reset=_nothing_to_reset,
            server_settings={"application_name": BOT},
        )
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, ValueError) as error:
        raise fault(error) from error
    return Postgres(pool, cipher)


async def refuse_other_schema(engine: Postgres) -> None:
    """StorageFault, naming the command, unless the database speaks this code's version."""
    try:
        found = await engine.read(schema.read())
    except StorageFault as error:
        if not isinstance(error.__cause__, asyncpg.UndefinedTableError):
            raise
        found = None
    if not schema.is_current(found):
        raise StorageFault(
            f"DATABASE_URL: the database is at version {found or 'none'}, this bot needs {schema.VERSION}: "
            "run `python -m bot migrate`"
        )


async def _nothing_to_reset(connection: Any) -> None:
    """No work leaves a trace in its connection, so giving one back needs no round trip."""


async def _drive(connection: Any, work: Work[T], cipher: Cipher | None) -> T:
    try:
        statement, values = next(work)
        while True:
            statement, values = work.send(await _run(connection, statement, values, cipher))
    except StopIteration as end:
        result: T = end.value
        return result


async def _run(connection: Any, statement: Statement, values: Values | list[Values], cipher: Cipher | None) -> Rows:
    plan = statement.postgres
    if not isinstance(values, list):
        return plan.read(await connection.fetch(plan.text, *plan.placed(values, cipher)), cipher)
    if len(values) == 1:
        await connection.fetch(plan.text, *plan.placed(values[0], cipher))
    else:
        await connection.executemany(plan.text, [plan.placed(one, cipher) for one in values])
    return ()


def fault(error: BaseException) -> StorageFault:
    """The driver's error with the setting it comes from. PostgreSQL's own text never holds the password; its details
    are left out, for they may hold a row."""
    said = error.args[0] if isinstance(error, asyncpg.PostgresError) and error.args else error
    return StorageFault(f"DATABASE_URL: {said or type(error).__name__}; check that the server runs and lets us in")
