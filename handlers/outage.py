"""Outage: what a buyer is told while nothing can be saved. Their update stays with Telegram and is served afterwards.

The database is out, so all that is known is in the update itself: the chat, the language of the phone. A short outage
is not worth a word. In a longer one each private chat is told once, and each tap is answered, so that no button spins;
a group never hears of it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterable
from contextlib import suppress
from typing import Any, Final

import structlog
from telegram.error import TelegramError

from bot.domain.screen import Toast
from bot.storage.changes import Post
from handlers.calls import Calls
from handlers.desk import Words
from handlers.errors import code
from handlers.keyboard import message
from handlers.pace import Pace
from handlers.whence import Whence, whence

_log = structlog.get_logger(__name__)

_WORTH_A_WORD: Final = 3.0
"""Seconds that somebody has waited before they are told."""
_APART: Final = 600.0
"""Outages that follow each other sooner are one to who is told."""
_MOST: Final = 10_000
"""Chats, and taps, that are answered in one outage."""
_PATIENCE: Final = 10.0


class Outage:
    """Whether there is one, as far as this process knows, and who was told of it."""

    def __init__(self, calls: Calls, words: Words, pace: Pace) -> None:
        self._calls, self._words, self._pace = calls, words, pace
        self._since: float | None = None
        self._told: dict[int | str, float] = {}
        self._telling: set[asyncio.Task[None]] = set()
        self.begun, self._ended = asyncio.Event(), asyncio.Event()

    @property
    def on(self) -> bool:
        """Whether the database is out."""
        return self._since is not None

    def goes_on(self, since: float) -> bool:
        """Something failed that was begun at `since`, by the loop's clock; whether that is news."""
        if self._since is not None:
            return False
        now = asyncio.get_running_loop().time()
        self._told = {whom: at for whom, at in self._told.items() if now - at < _APART}
        self._since = since
        self._ended.clear()
        self.begun.set()
        return True

    def over(self) -> bool:
        """Something was saved; whether that is news. Who was not told yet need not be any more."""
        if self._since is None:
            return False
        self._since = None
        self.begun.clear()
        self._ended.set()
        for task in self._telling:
            task.cancel()
        return True

    async def rest(self, seconds: float) -> None:
        """Returns after so long, or as soon as somebody could save something."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._ended.wait()

    def heard(self, batch: Iterable[Any]) -> None:
        """These updates wait. Whoever sent them is told, if there is a reason to by now."""
        now = asyncio.get_running_loop().time()
        if self._since is None or now - self._since < _WORTH_A_WORD:
            return
        for raw in batch:
            if isinstance(raw, dict) and not raw.keys().isdisjoint(_DONE_BY_BUYERS):
                self._tell(whence(raw), now)

    def _tell(self, waits: Whence, now: float) -> None:
        whom = waits.query_id or waits.chat_id
        if whom is None or not waits.private or whom in self._told or len(self._told) >= _MOST:
            return
        self._told[whom] = now
        task = asyncio.create_task(self._guarded(self._toast(waits) if waits.query_id else self._say(waits)))
        self._telling.add(task)
        task.add_done_callback(self._telling.discard)

    async def _say(self, waits: Whence) -> None:
        if waits.chat_id is not None:
            await self._pace.turn(waits.chat_id)
            bubble = self._words.post(Post(waits.chat_id, "outage", {}, waits.language))
            await self._calls.call("sendMessage", patience=_PATIENCE, chat_id=waits.chat_id, **message(bubble))

    async def _toast(self, waits: Whence) -> None:
        text = self._words.toast(Toast("outage"), waits.language)
        await self._calls.call("answerCallbackQuery", patience=_PATIENCE, callback_query_id=waits.query_id, text=text)

    async def _guarded(self, telling: Coroutine[Any, Any, None]) -> None:
        try:
            await telling
        except TelegramError as error:  # a courtesy: the answer itself comes when it can be saved
            _log.warning("outage_not_told", error=code(error))


_DONE_BY_BUYERS: Final = frozenset({"message", "edited_message", "callback_query"})
