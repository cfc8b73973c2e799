"""The inspector: what the bot behind knows of each chat and what it plans, told to the page whenever it changed; and
what the bot logged."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Mapping
from typing import Any

from bot.playground.backstage import Backstage
from bot.playground.telegram import Telegram
from bot.playground.world import JSON

LINES = 200
_BEGETS = frozenset({"call", "clock", "user"})
"""Changes after which the bot may know or plan something else; what people do reaches it as an update."""


class Inspector:
    """Looks when something reached the bot, and once more when the bot has nothing left to do."""

    def __init__(self, telegram: Telegram, backstage: Backstage) -> None:
        self._telegram, self._backstage = telegram, backstage
        self._states: dict[int, JSON | None] = {}
        self._planned: list[JSON] = []
        self._news = asyncio.Event()
        telegram.reports["states"] = lambda: {str(chat): state for chat, state in self._states.items() if state}
        telegram.reports["planned"] = lambda: self._planned
        telegram.updates.listen(self._news.set)
        telegram.subscribe(lambda change: self._news.set() if change["kind"] in _BEGETS else None)

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            await self._news.wait()
            self._news.clear()
            await self._telegram.updates.idle()
            await self.look()
            await self._quiet()
            await self.look()

    async def look(self) -> None:
        """Tells what differs from what was seen before."""
        for user in [user for user in self._telegram.users.values() if not user.is_bot]:
            before, after = self._states.get(user.id), await self._backstage.state(user.id)
            if after != before:
                self._states[user.id] = after
                self._telegram.tell("state", chat=user.id, before=before, after=after)
                buyer = after["buyer"] if after else {"zone": None, "day_first": None}
                self._telegram.prefers(user, buyer["zone"], buyer["day_first"])
        planned = [one.card() for one in await self._backstage.planned()]
        if planned != self._planned:
            self._planned = planned
            self._telegram.tell("planned", planned=planned)

    async def _quiet(self) -> None:
        """Returns when the bot has nothing left to do, or when there is something new."""
        waits = [asyncio.ensure_future(wait) for wait in (self._backstage.idle(), self._news.wait())]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()


class Logbook:
    """The last lines the bot logged. Made before everything else; nothing is kept until it is opened."""

    def __init__(self) -> None:
        self._telegram: Telegram | None = None
        self._lines: deque[JSON] = deque(maxlen=LINES)

    def open(self, telegram: Telegram) -> None:
        """Lines have the time of this stand-in, and its page is told of them."""
        self._telegram = telegram
        telegram.reports["log"] = lambda: list(self._lines)

    def note(self, level: str, event: str, facts: Mapping[str, Any]) -> None:
        """Keep a line and tell the page."""
        if self._telegram is None:
            return
        told = {name: fact if isinstance(fact, int | float | None) else str(fact) for name, fact in facts.items()}
        line = {"at": self._telegram.seconds(), "level": level, "event": event, "facts": told}
        self._lines.append(line)
        self._telegram.tell("log", line=line)
