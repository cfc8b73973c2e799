"""Proxy: what lies between the bot and its PostgreSQL server, and can be cut."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import make_url

_CHUNK = 1 << 16


class Proxy:
    """Passes everything on, until told otherwise. `url`: the database, by way of it."""

    def __init__(self, url: str) -> None:
        self._there = make_url(url)
        self.url = ""
        self.refused = 0
        """How many connections were turned away."""
        self.lost_commits = 0
        """How many commits the server made whose answer nobody got."""
        self._out = False
        self._to_lose = 0
        self._clients: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    def cut(self) -> None:
        """Every connection ends, and none is made, until `mend`."""
        self._out = True
        for client in self._clients:
            client.transport.abort()

    def mend(self) -> None:
        self._out = False

    def lose_answer_of_commits(self, number: int) -> None:
        """The connection ends after the next so many commits reached the server, before their answers come back."""
        self._to_lose = number

    async def serve(self, client: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        """One connection, until either side ends it."""
        if self._out:
            self.refused += 1
            back.transport.abort()
            return
        folder = Path(str(self._there.query["host"]))
        server, to_server = await asyncio.open_unix_connection(folder / ".s.PGSQL.5432")
        self._clients.add(back)
        pumps = [
            asyncio.create_task(self._forward(client, to_server, server)),
            asyncio.create_task(_pass(server, back)),
        ]
        self._tasks.update(pumps)
        await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
        for end in (back, to_server):
            end.transport.abort()
        await asyncio.gather(*pumps, return_exceptions=True)
        self._tasks.difference_update(pumps)
        self._clients.discard(back)

    async def _forward(
        self, client: asyncio.StreamReader, to_server: asyncio.StreamWriter, server: asyncio.StreamReader
    ) -> None:
        while data := await client.read(_CHUNK):
            if self._to_lose and b"COMMIT;" in data:
                self._to_lose -= 1
                self.lost_commits += 1
                for task in self._tasks - {asyncio.current_task()}:  # what the server answers reaches nobody
                    task.cancel()
                to_server.write(data)
                await to_server.drain()
                to_server.write_eof()
                return
            to_server.write(data)
            await to_server.drain()


async def _pass(server: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
    while data := await server.read(_CHUNK):
        back.write(data)
        await back.drain()


@asynccontextmanager
async def proxied(url: str) -> AsyncIterator[Proxy]:
    """Something between the bot and the database at this address."""
    proxy = Proxy(url)
    listening = await asyncio.start_server(proxy.serve, "127.0.0.1", 0)
    place = make_url(url).difference_update_query(["host"])
    port = listening.sockets[0].getsockname()[1]
    proxy.url = place.set(host="127.0.0.1", port=port).render_as_string(hide_password=False)
    try:
        yield proxy
    finally:
        listening.close()
        proxy.cut()
        await listening.wait_closed()
