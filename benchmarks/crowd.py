"""The crowd: buyers who tap on what they are shown, and a Telegram that notes when each call came.

Every buyer begins with /start and then taps some button of the newest message, the same ones in each run.
"""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from bot.playground.telegram import Telegram

_ANSWERS = ("sendMessage", "editMessageText")
_QUIET = 0.15


class Timed(Telegram):
    """Takes `delay` seconds for each call but getUpdates, and knows when the first call for each buyer came."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.delay = 0.0
        self.counts: Counter[str] = Counter()
        self.came = asyncio.Event()
        self.polled = asyncio.Event()
        self.tapped: dict[str, float] = {}
        self.delays: list[float] = []

    async def answer(self, token: str, name: str, given: Any = None, files: Any = None) -> tuple[int, Any]:
        if name == "getUpdates":
            self.polled.set()
        else:
            self.counts[name] += 1
            began = self.tapped.pop((given or {}).get("callback_query_id", ""), None)
            if began is not None:
                self.delays.append(asyncio.get_running_loop().time() - began)
            if self.delay:
                await asyncio.sleep(self.delay)
        result = await super().answer(token, name, given, files or {})
        self.came.set()
        return result


class Crowd:
    """So many buyers of one Telegram."""

    def __init__(self, telegram: Timed, buyers: int) -> None:
        self._telegram, self._chance = telegram, random.Random(7)
        self._people = [telegram.user(5000 + number).id for number in range(buyers)]

    async def arrive(self) -> None:
        """Everybody says /start and gets an answer."""
        for who in self._people:
            self._telegram.says(who, "/start")
        await self._answers(len(self._people))

    async def round(self) -> None:
        """Everybody taps once and gets an answer."""
        for who in self._people:
            self.tap(who)
        await self._answers(len(self._people))

    async def stream(self, rate: float, seconds: float) -> None:
        """Taps of one buyer after the other, evenly, so many a second."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        for number in range(int(rate * seconds)):
            await asyncio.sleep(max(0.0, began + number / rate - loop.time()))
            self.tap(self._people[number % len(self._people)])
        await asyncio.sleep(0.5)

    def tap(self, who: int) -> None:
        """A tap on some button of the newest message that has any."""
        for message in reversed(self._telegram.messages(who)):
            rows: list[list[Mapping[str, Any]]] = message.get("reply_markup", {}).get("inline_keyboard", [])
            choices = [key["callback_data"] for row in rows for key in row if "callback_data" in key]
            if choices:
                choice = self._chance.choice(choices)
                query = self._telegram.taps(who, message["message_id"], choice, stale=True)
                self._telegram.tapped[query] = asyncio.get_running_loop().time()
                return

    async def _answers(self, more: int) -> None:
        """Returns when so many more screens were shown, or when nothing has come for a while: some taps show none."""
        telegram = self._telegram
        wanted = more + self._answered
        with suppress(TimeoutError):
            while sum(telegram.counts[name] for name in _ANSWERS) < wanted:
                telegram.came.clear()
                async with asyncio.timeout(_QUIET):
                    await telegram.came.wait()
        self._answered = sum(telegram.counts[name] for name in _ANSWERS)

    _answered = 0
