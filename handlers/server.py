"""Server: what listens at LISTEN. Its routes are made elsewhere: `webhook.py`, `probes.py`.

It says nothing to strangers: no texts, no pages, no name of a library. Loaded only where something listens.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from aiohttp import web
from aiohttp.typedefs import Handler

LARGEST_BODY: Final = 1 << 20
"""Bytes. What Telegram delivers has some thousands."""
_FAREWELL: Final = 2.0
"""Seconds for answers that are under way when the server ends."""


class Server:
    """`place`: host:port; without a host, all of them; port 0 takes a free one, which `port` tells."""

    def __init__(self, place: str, routes: Sequence[web.RouteDef]) -> None:
        self.place = place
        application = web.Application(client_max_size=LARGEST_BODY, middlewares=[_wordless])
        application.add_routes(routes)
        self._runner = web.AppRunner(
            application, access_log=None, handle_signals=False, shutdown_timeout=_FAREWELL, auto_decompress=False
        )

    async def start(self) -> None:
        """Listens from now on. Raises OSError where that is impossible."""
        host, _, port = self.place.rpartition(":")
        await self._runner.setup()
        await web.TCPSite(self._runner, host.strip("[]") or None, int(port)).start()

    @property
    def port(self) -> int:
        return int(self._runner.addresses[0][1])

    async def stop(self) -> None:
        """Ends; requests under way have a moment to be answered. A second call changes nothing."""
        await self._runner.cleanup()


@web.middleware
async def _wordless(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        response = await handler(request)
    except web.HTTPException as refusal:
        response = web.Response(status=refusal.status)
    if not response.prepared:
        response.headers["Server"] = "Recourse"
        response.headers.setdefault("Cache-Control", "no-store")
    return response
