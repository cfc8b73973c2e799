"""The Caddyfile, run by Caddy itself before two small servers: only deliveries come in, and a dead bot is borne."""

from __future__ import annotations

import asyncio
import json
import os
import socket
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO
from pathlib import Path

import pytest
from aiohttp import ClientSession, web

from tests.packaging.dockerfile import ROOT
from tests.packaging.tool import program, said

FILE = str(ROOT / "deploy" / "Caddyfile")


class Replica:
    """Answers every path, and counts the deliveries it had."""

    def __init__(self) -> None:
        self.had: Counter[str] = Counter()
        application = web.Application(client_max_size=1 << 22)
        application.router.add_route("*", "/{path:.*}", self._answer)
        self.runner = web.AppRunner(application, shutdown_timeout=0)

    async def start(self) -> str:
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", 0).start()
        return f"127.0.0.1:{self.runner.addresses[0][1]}"

    async def _answer(self, request: web.Request) -> web.Response:
        await request.read()
        if request.path != "/readyz":
            self.had[f"{request.method} {request.path}"] += 1
        return web.Response(text="a bot")


@asynccontextmanager
async def caddy(folder: Path, *replicas: str) -> AsyncIterator[str]:
    """The address of a Caddy with our file, without certificates."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
    process = await asyncio.create_subprocess_exec(
        *(program("caddy"), "run", "--config", FILE, "--adapter", "caddyfile"),
        env={**os.environ, "DOMAIN": address, "REPLICAS": " ".join(replicas), "HOME": str(folder)}
        | {"XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "CADDY_ADMIN": f"unix//{folder}/admin"},
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stderr is not None
        async with asyncio.timeout(30):
            while b"serving initial configuration" not in (line := await process.stderr.readline()):
                assert line, "Caddy ended"
        yield address
    finally:
        process.terminate()
        await process.communicate()


@pytest.fixture
async def replicas() -> AsyncIterator[tuple[Replica, Replica]]:
    both = Replica(), Replica()
    yield both
    for one in both:
        await one.runner.cleanup()


async def test_only_deliveries_of_a_bearable_size_come_through(
    replicas: tuple[Replica, Replica], tmp_path: Path
) -> None:
    """Neither the figures nor the health of the bots are anybody's business."""
    one, other = replicas
    async with caddy(tmp_path, await one.start(), await other.start()) as address, ClientSession(address) as telegram:
        for path in ("/", "/metrics", "/healthz", "/readyz", "/telegram/", "/telegrams"):
            async with telegram.get(path) as answer:
                assert (answer.status, await answer.text()) == (404, ""), path
        # On a connection of its own: what is left of the refused body would be taken for the next request.
        async with ClientSession(address) as greedy, greedy.post("/telegram", data=BytesIO(b"x" * (1 << 21))) as answer:
            assert answer.status == 413
        async with telegram.post("/telegram", json={"update_id": 1}) as answer:
            assert (answer.status, await answer.text()) == (200, "a bot")
    assert (one.had + other.had)["POST /telegram"] == 1
    assert (one.had + other.had).keys() == {"POST /telegram"}


async def test_deliveries_go_to_the_other_bot_when_one_has_ended(
    replicas: tuple[Replica, Replica], tmp_path: Path
) -> None:
    """Telegram notices nothing of an update."""
    one, other = replicas
    async with caddy(tmp_path, await one.start(), await other.start()) as address, ClientSession(address) as telegram:
        await one.runner.cleanup()
        for _ in range(5):
            async with telegram.post("/telegram", json={"update_id": 1}) as answer:
                assert answer.status == 200
    assert other.had["POST /telegram"] == 5


def test_bots_are_asked_whether_they_are_ready() -> None:
    """And Caddy finds nothing in the file to warn of."""
    told = said("caddy", "adapt", "--config", FILE, "--adapter", "caddyfile", DOMAIN="a.example", REPLICAS="b:1 c:1")
    assert '"warn"' not in told
    assert json.loads(told.splitlines()[-1])["apps"]["http"]["servers"]["srv0"]["listen"] == [":443"]
    assert '"uri":"/readyz?only=database,process"' in told
