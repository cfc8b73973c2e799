"""Probes: what other programs ask about this process: does it live, is it ready, how much has it done.

/healthz is about the process alone: who is told that it is not well starts it anew. /readyz is about what it needs:
the database, Telegram, and that messages get out. What is found is kept for a moment, so asking often costs nothing.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Generic, TypeVar

from aiohttp import web

from bot.metrics import Metrics
from bot.storage.faults import StorageFault
from bot.storage.health import Health
from handlers.pulse import Pulse

_PATIENCE: Final = 3.0
"""Seconds for the database to answer."""
_READY: Final = 1.0
_GAUGES: Final = 15.0
"""Seconds for which an answer is kept."""
_DEAF: Final = timedelta(minutes=2)
_SLOW: Final = timedelta(minutes=10)

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Bot:
    """What is asked about. `well`: whether every part of it runs; `about`: facts of the build."""

    health: Health
    pulse: Pulse
    metrics: Metrics
    clock: Callable[[], datetime]
    well: Callable[[], bool]
    about: Mapping[str, str]


class Probes:
    """The answers. `ending`: the process was told to end, so it is no longer ready."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self.ending = False
        self._ready = _Kept(self._looked, _READY)
        self._gauges = _Kept(self._counted, _GAUGES)

    @property
    def routes(self) -> tuple[web.RouteDef, ...]:
        """Where they are asked for."""
        return (
            web.get("/healthz", self._healthz),
            web.get("/readyz", self._readyz),
            web.get("/metrics", self._metrics),
        )

    async def _healthz(self, _: web.Request) -> web.Response:
        """That it answers shows that the process turns."""
        well = self._bot.well() or self.ending
        return web.json_response({"well": well}, status=200 if well else 503)

    async def _readyz(self, request: web.Request) -> web.Response:
        """All parts, or those that `only` names: who balances deliveries must not leave out a bot whose messages are
        slow to get out, because the other bots share them."""
        parts = {**await self._ready.found(), "process": {"well": self._bot.well() and not self.ending}}
        if only := request.query.get("only"):
            parts = {name: part for name, part in parts.items() if name in only.split(",")}
        ready = bool(parts) and all(part["well"] for part in parts.values())
        return web.json_response({"ready": ready, **parts}, status=200 if ready else 503)

    async def _metrics(self, _: web.Request) -> web.Response:
        from bot.exposition import TYPE, Exposition

        bot, gauges = self._bot, await self._gauges.found()
        written = Exposition(bot.metrics, bot.pulse.too_many, gauges, bot.about).written()
        return web.Response(body=written, headers={"Content-Type": TYPE})

    async def _looked(self) -> dict[str, dict[str, Any]]:
        heard = self._bot.pulse.heard_at
        silent = None if heard is None else self._bot.clock() - heard
        telegram = {"well": silent is not None and silent < _DEAF, "silent_seconds": _seconds(silent)}
        began = time.perf_counter()
        try:
            async with asyncio.timeout(_PATIENCE):
                await self._bot.health.reachable()
                took = time.perf_counter() - began
                waiting = await self._bot.health.overdue()
        except (StorageFault, TimeoutError):
            return {"database": {"well": False}, "telegram": telegram, "outbox": {"well": False}}
        age = timedelta() if waiting.since is None else self._bot.clock() - waiting.since
        return {
            "database": {"well": True, "milliseconds": round(took * 1000)},
            "telegram": telegram,
            "outbox": {"well": age < _SLOW, "due": waiting.count, "oldest_seconds": _seconds(age)},
        }

    async def _counted(self) -> dict[str, float]:
        try:
            async with asyncio.timeout(_PATIENCE):
                load, waiting = await self._bot.health.load(), await self._bot.health.overdue()
        except (StorageFault, TimeoutError):
            return {"up": 0.0}
        age = 0.0 if waiting.since is None else (self._bot.clock() - waiting.since).total_seconds()
        return {"up": 1.0, **load, "outbox_due": waiting.count, "outbox_oldest_seconds": max(0.0, age)}


class _Kept(Generic[Found]):
    """An answer, found out at most so often. Who asks meanwhile shares it."""

    def __init__(self, find: Callable[[], Awaitable[Found]], seconds: float) -> None:
        self._find, self._seconds = find, seconds
        self._answer: Found | None = None
        self._until = 0.0
        self._finding = asyncio.Lock()

    async def found(self) -> Found:
        async with self._finding:
            now = asyncio.get_running_loop().time()
            if self._answer is None or now >= self._until:
                self._answer = await self._find()
                self._until = asyncio.get_running_loop().time() + self._seconds
            return self._answer


def _seconds(span: timedelta | None) -> int | None:
    return None if span is None else round(span.total_seconds())
