"""Orders: what the page asks for, as a JSON object, and the answer to it."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.playground.refusals import ImpossibleError, RefusalError
from bot.playground.world import JSON

Act = Callable[[JSON], Awaitable[JSON]]
"""Does what was ordered and says what came of it; raises `ImpossibleError` or `RefusalError`."""
Route = Callable[[web.Request], Awaitable[web.StreamResponse]]


def taking(act: Act) -> Route:
    """A route whose orders are carried out by `act`."""

    async def route(request: web.Request) -> web.StreamResponse:
        return await carried_out(request, act)

    return route


async def carried_out(request: web.Request, act: Act) -> web.StreamResponse:
    """The answer to an order of the page: `{"ok": true}` with what came of it, or `{"ok": false, "error"}`."""
    if request.content_type != "application/json":
        return _refused(415, "orders are JSON")
    try:
        order = json.loads(await request.read())
    except web.HTTPRequestEntityTooLarge:
        return _refused(413, f"more than {request.client_max_size} bytes at once")
    except ValueError:
        return _refused(400, "the order is not JSON")
    if not isinstance(order, dict):
        return _refused(200, "an order is an object")
    try:
        return web.json_response({"ok": True, **await act(order)})
    except (ImpossibleError, RefusalError) as reason:
        return _refused(200, str(reason))


def _refused(status: int, error: str) -> web.Response:
    return web.json_response({"ok": False, "error": error}, status=status)
