"""The inspector: what the bot behind knows of each chat and what it plans, told to the page whenever it changed."""

from __future__ import annotations

import asyncio

from bot.playground.backstage import Backstage
from bot.playground.telegram import Telegram
from bot.playground.world import JSON

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
