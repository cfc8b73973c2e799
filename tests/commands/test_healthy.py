"""`python -m bot healthy` says in its exit status, and in one line, whether the bot at LISTEN is well."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from ipaddress import IPv4Address
from pathlib import Path

import pytest
from aiohttp import web

from bot.commands.healthy import main


@asynccontextmanager
async def answering(status: int) -> AsyncIterator[int]:
    """The port at which somebody says so to whoever asks for /healthz."""
    application = web.Application()

    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=status)

    application.router.add_get("/healthz", answer)
    runner = web.AppRunner(application, shutdown_timeout=0)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No .env of this machine is read, and a proxy must not be asked about ourselves."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LISTEN", raising=False)
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")


@pytest.mark.parametrize("host", ["127.0.0.1", str(IPv4Address(0)), "localhost", ""])
async def test_a_bot_that_is_well_is_found_wherever_it_listens(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also one that listens everywhere, as in a container."""
    async with answering(200) as port:
        monkeypatch.setenv("LISTEN", f"{host}:{port}")
        assert await asyncio.to_thread(main, []) == 0


async def test_a_bot_that_is_not_well_is_told_from_one_that_does_not_answer(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both end with 1; Docker shows the line."""
    async with answering(503) as port:
        monkeypatch.setenv("LISTEN", f"127.0.0.1:{port}")
        assert await asyncio.to_thread(main, []) == 1
    assert capsys.readouterr().err == f"127.0.0.1:{port} is not well (status 503)\n"

    assert await asyncio.to_thread(main, []) == 1
    assert capsys.readouterr().err == f"127.0.0.1:{port} does not answer (ConnectionRefusedError)\n"


def test_where_nothing_listens_the_mend_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong setting is named as by every command, and words behind it are refused."""
    assert main([]) == 1
    assert "write for instance LISTEN=127.0.0.1:8080" in capsys.readouterr().err
    monkeypatch.setenv("LISTEN", "8080")
    assert main([]) == 1
    assert "LISTEN: must be host:port" in capsys.readouterr().err
    assert main(["now"]) == 2
