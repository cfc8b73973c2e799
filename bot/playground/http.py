"""The front over HTTP: the Bot API as Telegram serves it, and the page with its wire (`/play/*`).

Bound to the loopback interface; a request whose Host is another name is refused (DNS rebinding), and so
is one that another page makes. What the page sends is in `acts.py`, what it is shown in `view.py`.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from email.utils import format_datetime
from functools import partial
from pathlib import Path
from typing import Any

from aiohttp import BodyPartReader, web

from bot.playground.acts import perform
from bot.playground.deliveries import Deliveries
from bot.playground.faults import LostConnectionError
from bot.playground.orders import Route, carried_out
from bot.playground.parameters import Upload
from bot.playground.refusals import RefusalError
from bot.playground.telegram import NO_FILES, Telegram
from bot.playground.view import snapshot
from bot.playground.world import JSON

PAGE = Path(__file__).parent / "page"
LARGEST_BODY = 60 * 1024 * 1024
UNREAD_CHANGES = 2000
LOCAL_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})
TELEGRAM = web.AppKey("telegram", Telegram)
NAMES = web.AppKey("names", frozenset[str])
SAFE_PICTURES = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})
SHUT = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "frame-ancestors 'none'",
}
"""No other page may show this one, or read from it."""
Afterwards = Callable[[JSON, JSON], Awaitable[None]]
"""Gets the order and what came of it; the page is answered when this is done."""
AFTERWARDS = web.AppKey("afterwards", list[Afterwards])
Part = Callable[[web.Application], None]
"""Adds routes of its own to the page's wire."""


def application(
    telegram: Telegram,
    names: frozenset[str] = LOCAL_NAMES,
    parts: Sequence[Part] = (),
    deliveries: Deliveries | None = None,
) -> web.Application:
    """Both halves as one aiohttp application. `names`: the hosts a request may be addressed to."""
    app = web.Application(client_max_size=LARGEST_BODY, middlewares=[_only_here])
    app[TELEGRAM] = telegram
    app[NAMES] = names
    app[AFTERWARDS] = []
    app.router.add_route("*", r"/bot{token:[^/]+}/{method}", _bot_api)
    app.router.add_get(r"/file/bot{token:[^/]+}/{path:.+}", _download)
    app.router.add_get("/play/events", _events)
    app.router.add_post("/play/act", _act)
    app.router.add_get("/play/file/{file_id}", _picture)
    app.cleanup_ctx.append(partial(_delivering, deliveries or Deliveries(telegram)))
    for part in parts:
        part(app)
    if PAGE.is_dir():
        app.router.add_get("/", _page)
        app.router.add_static("/", PAGE)
    return app


async def serve(
    telegram: Telegram,
    host: str = "127.0.0.1",
    port: int = 8081,
    parts: Sequence[Part] = (),
    deliveries: Deliveries | None = None,
) -> web.AppRunner:
    """Start serving; port 0 takes a free one. `runner.addresses` says where; `await runner.cleanup()` ends it.
    `deliveries`: how updates come to a webhook, if not straight to its address."""
    app = application(telegram, LOCAL_NAMES | {host}, parts, deliveries)
    runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=0.5)
    await runner.setup()
    await web.TCPSite(runner, host, port).start()
    return runner


@asynccontextmanager
async def serving(
    telegram: Telegram, parts: Sequence[Part] = (), deliveries: Deliveries | None = None
) -> AsyncIterator[str]:
    """The stand-in on a free loopback port while the block runs; gives its address, without a slash at the end."""
    runner = await serve(telegram, port=0, parts=parts, deliveries=deliveries)
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@web.middleware
async def _only_here(request: web.Request, handler: Route) -> web.StreamResponse:
    host = request.headers.get("Host", "")
    name = host if host.endswith("]") else host.rpartition(":")[0] or host
    if name not in request.app[NAMES]:
        return web.Response(status=403, text="This stand-in answers only on its own address.")
    if request.path != "/":
        origin = request.headers.get("Origin")
        if request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site") or origin not in (
            None,
            f"http://{host}",
        ):
            return web.Response(status=403, text="Only the page itself may do this.")
    response = await handler(request)
    if not response.prepared:
        response.headers.update(SHUT)
        response.headers.setdefault("Cache-Control", "no-cache")
    return response


async def _delivering(deliveries: Deliveries, _: web.Application) -> AsyncIterator[None]:
    task = asyncio.create_task(deliveries.run(), name="deliveries")
    yield
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def _answer(status: int, body: JSON) -> web.Response:
    return web.Response(status=status, body=json.dumps(body).encode(), content_type="application/json")


async def _bot_api(request: web.Request) -> web.StreamResponse:
    telegram = request.app[TELEGRAM]
    token, method = request.match_info["token"], request.match_info["method"]
    try:
        given, files = await _parameters(request)
    except ValueError:
        return _answer(400, RefusalError(400, "Bad Request: can't parse request").answer())
    except web.HTTPRequestEntityTooLarge:
        return _answer(413, RefusalError(413, "Request Entity Too Large").answer())
    try:
        if telegram.faults:
            await telegram.faults.before(method, given)
        answer = await telegram.answer(token, method, given, files)
        telegram.faults.after(method, given)
    except LostConnectionError:
        if request.transport is not None:
            request.transport.abort()
        return web.Response(status=502)
    dated = _answer(*answer)
    dated.headers["Date"] = format_datetime(telegram.clock(), usegmt=True)
    return dated


async def _parameters(request: web.Request) -> tuple[Mapping[str, Any], Mapping[str, Upload]]:
    """Parameters and files, from the address and from a body of any of the three kinds Telegram takes."""
    given: dict[str, Any] = dict(request.query) if request.query_string else {}
    if not request.can_read_body:
        return given, NO_FILES
    if request.content_type == "application/json":
        body = json.loads(await request.read() or b"{}")
        if not isinstance(body, dict):
            raise ValueError("not an object")
        return given | body if given else body, NO_FILES
    if request.content_type != "multipart/form-data":
        return given | dict(await request.post()), NO_FILES
    files: dict[str, Upload] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or not part.name:
            continue
        if part.filename is not None:
            files[part.name] = Upload(bytes(await part.read()), part.filename, part.headers.get("Content-Type"))
        else:
            given[part.name] = await part.text()
    return given, files


async def _download(request: web.Request) -> web.StreamResponse:
    data = request.app[TELEGRAM].download(request.match_info["token"], request.match_info["path"])
    if data is None:
        return _answer(404, RefusalError(404, "Not Found").answer())
    return web.Response(body=data, content_type="application/octet-stream")


async def _page(_: web.Request) -> web.StreamResponse:
    return web.FileResponse(PAGE / "index.html")


async def _picture(request: web.Request) -> web.StreamResponse:
    stored = request.app[TELEGRAM].files.get(request.match_info["file_id"])
    if stored is None or stored.data is None:
        return web.Response(status=404)
    mime = stored.mime or ""
    if mime in SAFE_PICTURES:
        return web.Response(body=stored.data, content_type=mime, headers={"Cache-Control": "private, max-age=3600"})
    return web.Response(
        body=stored.data, content_type="application/octet-stream", headers={"Content-Disposition": "attachment"}
    )


async def _act(request: web.Request) -> web.StreamResponse:
    async def act(order: JSON) -> JSON:
        done = perform(request.app[TELEGRAM], order)
        for follow in request.app[AFTERWARDS]:
            await follow(order, done)
        return done

    return await carried_out(request, act)


async def _events(request: web.Request) -> web.StreamResponse:
    """Server-sent events: a snapshot, then every change. A reader that falls far behind is cut off and starts anew."""
    telegram = request.app[TELEGRAM]
    changes: asyncio.Queue[JSON] = asyncio.Queue()
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
    await response.prepare(request)
    unsubscribe = telegram.subscribe(changes.put_nowait)
    try:
        await response.write(_event("snapshot", snapshot(telegram)))
        while changes.qsize() < UNREAD_CHANGES:
            try:
                async with asyncio.timeout(15):
                    change = await changes.get()
            except TimeoutError:
                await response.write(b": still here\n\n")
                continue
            await response.write(_event("change", change))
    except ConnectionResetError:
        pass
    finally:
        unsubscribe()
    return response


def _event(name: str, data: JSON) -> bytes:
    return f"event: {name}\ndata: {json.dumps(data)}\n\n".encode()
