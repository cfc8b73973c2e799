"""The transport speaks JSON and multipart, and no failure tells the token."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from io import BytesIO
from typing import Any

import pytest
from aiohttp import web
from telegram import InputFile
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from handlers.front import application
from handlers.transport import Transport, api_addresses

TOKEN = ":".join(("12345", "very-secret"))


class Server:
    """A bare HTTP server that notes what it got."""

    def __init__(self) -> None:
        self.got: list[Any] = []
        self.address = ""
        self.answer: web.Response | None = None
        self.release = asyncio.Event()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        if request.path.startswith("/file/"):
            return web.Response(body=b"\xff\xd8picture")
        if request.content_type == "application/json":
            self.got.append(await request.json())
        elif request.content_type.startswith("multipart/"):
            parts = await request.post()
            self.got.append(
                {name: part.file.read() if isinstance(part, web.FileField) else part for name, part in parts.items()}
            )
        if request.path.endswith("/hang"):
            await self.release.wait()
        return self.answer or web.json_response({"ok": True, "result": {"big": 9_007_199_254_740_993_123}})


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    made = Server()
    app = web.Application()
    app.router.add_route("*", "/{rest:.*}", made.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield made
    made.release.set()
    await runner.cleanup()


@pytest.fixture
async def transport() -> AsyncIterator[Transport]:
    async with Transport() as opened:
        yield opened


def data(**values: Any) -> RequestData:
    return RequestData([RequestParameter(name, value, None) for name, value in values.items()])


async def test_values_go_as_json_and_numbers_of_any_size_come_back_whole(server: Server, transport: Transport) -> None:
    values = {"chat_id": 9_007_199_254_740_993, "text": "مرحبا <b>", "reply_markup": {"inline_keyboard": [[]]}}

    answer = await transport.post(f"{server.address}/bot{TOKEN}/sendMessage", data(**values))

    assert server.got == [values]
    assert answer == {"big": 9_007_199_254_740_993_123}


async def test_files_go_as_multipart(server: Server, transport: Transport) -> None:
    picture = InputFile(BytesIO(b"bytes"), filename="a.jpg")
    request = RequestData([RequestParameter("chat_id", 7, None), RequestParameter("photo", None, [picture])])

    await transport.post(f"{server.address}/bot{TOKEN}/sendPhoto", request)

    assert server.got == [{"chat_id": "7", "photo": b"bytes"}]


async def test_a_file_is_fetched_as_bytes(server: Server, transport: Transport) -> None:
    assert await transport.retrieve(f"{server.address}/file/bot{TOKEN}/a.jpg") == b"\xff\xd8picture"


async def test_no_answer_in_time_is_said_so(server: Server, transport: Transport) -> None:
    with pytest.raises(TimedOut) as late:
        await transport.post(f"{server.address}/bot{TOKEN}/hang", data(), read_timeout=0.02)

    assert "secret" not in text_of(late.value)


@pytest.mark.parametrize("address", ["http://127.0.0.1:1", "http://no-such-host.invalid", "nonsense://x"])
async def test_an_unreachable_server_is_a_fault_of_the_network_and_tells_no_token(
    transport: Transport, address: str
) -> None:
    with pytest.raises(NetworkError) as broken:
        await transport.post(f"{address}/bot{TOKEN}/getMe", data())

    assert "secret" not in text_of(broken.value)


async def test_an_answer_that_is_no_json_is_a_fault_of_the_network(server: Server, transport: Transport) -> None:
    server.answer = web.Response(text="<html>our proxy is ill</html>")

    with pytest.raises(NetworkError) as broken:
        await transport.post(f"{server.address}/bot{TOKEN}/getMe", data())

    assert "ill" not in text_of(broken.value)


async def test_a_closed_transport_says_so_and_can_be_opened_again(server: Server) -> None:
    transport = Transport()
    with pytest.raises(NetworkError):
        await transport.post(f"{server.address}/x", data())

    async with transport:
        await transport.initialize()
        assert await transport.post(f"{server.address}/x", data())
    await transport.shutdown()


async def test_the_library_uses_the_address_it_was_given(server: Server) -> None:
    bot = application(TOKEN, Transport(), f"{server.address}/").bot

    assert (bot.base_url, bot.base_file_url) == tuple(f"{part}{TOKEN}" for part in api_addresses(server.address))


def text_of(error: TelegramError) -> str:
    """All that a log of this error could show."""
    return f"{error!r} {error} {error.__cause__!r}"


async def test_a_proxy_that_the_machine_names_is_used(
    server: Server, transport: Transport, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where Telegram can only be reached through a proxy, the environment says so."""
    monkeypatch.setenv("http_proxy", server.address)
    monkeypatch.setenv("no_proxy", "")

    await transport.post("http://only.through.the.proxy/sendMessage", data(text="hello"))

    assert server.got == [{"text": "hello"}]
