"""Lock: which of all processes on one database may ask Telegram for updates. Two would take them from each other.

Whoever holds it loses it with their life, however that ends, so no lock is ever left behind: on SQLite it is a
transaction that is open on a file beside the database, on PostgreSQL a lock of a session. The file stays and is empty.
"""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, Protocol

from bot.storage.address import PostgresAddress, parse

_ENDING: Final = ".poller"
KEY: Final = "hashtextextended('recourse polls ' || current_schema(), 0)"
"""Its number on PostgreSQL, where such locks have numbers."""
_NOTICED: Final = {"tcp_keepalives_idle": "10", "tcp_keepalives_interval": "5", "tcp_keepalives_count": "3"}
"""A holder whose machine is gone is noticed by the server within half a minute, where its system can."""
_ANSWER: Final = 5.0
_LOOK: Final = 5.0
_FAREWELL: Final = 2.0


class Lock(Protocol):
    """One at a time has it."""

    async def take(self) -> bool:
        """Whether it is ours now. Raises `StorageFault` where nobody can say."""

    async def lost(self) -> None:
        """Returns when it is no longer ours."""

    async def close(self) -> None:
        """Gives it back."""


def lock(url: str) -> Lock | None:
    """The lock of this database; None: it is in memory, so nobody else can have it."""
    address = parse(url)
    if isinstance(address, PostgresAddress):
        return SessionLock(address.dsn)
    return None if address.path is None else FileLock(address.path.with_name(address.path.name + _ENDING))


class FileLock:
    """On a file of its own, so that nobody who reads or writes the database meets it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._held: sqlite3.Connection | None = None

    async def take(self) -> bool:
        if self._held is None:
            self._held = await asyncio.to_thread(self._take)
        return self._held is not None

    def _take(self) -> sqlite3.Connection | None:
        from bot.storage.sqlite import fault

        try:
            connection = sqlite3.connect(self._path, timeout=0, isolation_level=None, check_same_thread=False)
        except sqlite3.Error as error:
            raise fault(error) from error
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            connection.close()
            if "locked" in str(error):
                return None
            raise fault(error) from error
        return connection

    async def lost(self) -> None:
        """Never: it is held as long as this process lives."""
        await asyncio.Event().wait()

    async def close(self) -> None:
        if self._held is not None:
            self._held.close()
            self._held = None


class SessionLock:
    """On a connection of its own, which is looked at now and then: with it the lock is gone."""

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn
        self._connection: Any = None
        self._gone = asyncio.Event()

    async def take(self) -> bool:
        import asyncpg

        from bot.storage.postgres import fault

        try:
            if self._connection is None or self._connection.is_closed():
                gone = self._gone = asyncio.Event()
                self._connection = await asyncpg.connect(
                    self._dsn, timeout=_ANSWER, command_timeout=_ANSWER, server_settings=_NOTICED
                )
                self._connection.add_termination_listener(lambda _: gone.set())
            return bool(await self._connection.fetchval(f"SELECT pg_try_advisory_lock({KEY})"))
        except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
            await self.close()
            raise fault(error) from error

    async def lost(self) -> None:
        while not self._gone.is_set():
            with suppress(TimeoutError):
                async with asyncio.timeout(_LOOK):
                    await self._gone.wait()
            if not self._gone.is_set() and not await self._answers():
                break
        await self.close()

    async def _answers(self) -> bool:
        import asyncpg

        try:
            return bool(await self._connection.fetchval("SELECT 1"))
        except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
            return False

    async def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is None:
            return
        import asyncpg

        try:
            await connection.close(timeout=_FAREWELL)
        except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
            connection.terminate()
