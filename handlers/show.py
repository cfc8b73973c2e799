"""Show: what each chat sees. One task a chat for its screens, of which only the newest counts; one for each tap.

Nothing here is waited for by whoever took the update: a chat whose calls hang, that is told to wait or that blocked
the bot delays no other. A tap is answered at once, beside the screen and not before it: the buyer sees both a round
trip sooner, and a screen that hangs leaves no button spinning. Whether a screen is owed is in the database: this is
only who is being served.

`canvas.py` makes the calls; docs/delivery.md says what is promised.
"""

from __future__ import annotations

import asyncio
import random
from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import structlog
from telegram.error import TelegramError

from bot.domain.buyer import Buyer
from bot.domain.screen import Screen, Toast
from bot.services.reply import Reply
from bot.storage.faults import StorageFault
from bot.trail import following, ids
from handlers.alarm import Alarm
from handlers.canvas import Canvas, Tap
from handlers.desk import Desk
from handlers.errors import Fault, code, place, trouble

_log = structlog.get_logger(__name__)

NOWHERE: Final = 1 << 62
"""A place below every message: the screen is sent anew."""
_LONGEST: Final = 60.0
_MOST_TAPS: Final = 100
"""Taps of one chat that are being answered; what is over that Telegram lets stop spinning by itself."""
_CHANCE: Final = random.SystemRandom()


@dataclass(slots=True)
class _Owed:
    """One screen to show: what goes above it first, and the place below which it has to stand."""

    buyer: Buyer
    screen: Screen
    below: int
    above: deque[Screen]
    busy: bool = False
    trail: Mapping[str, int] = field(default_factory=ids)

    def left(self) -> list[Screen]:
        """What must not be lost when a newer screen takes this one's place."""
        return [*self.above, self.screen] if self.screen.stays else list(self.above)


@dataclass(slots=True)
class _Chat:
    owed: _Owed | None = None
    until: float = 0.0
    failures: int = 0
    news: asyncio.Event = field(default_factory=asyncio.Event)
    task: asyncio.Task[None] | None = None


class Screens:
    """All chats. `show` returns at once; `idle` when every chat has seen what it was owed."""

    def __init__(self, canvas: Canvas, desk: Desk, alarm: Alarm) -> None:
        self._canvas, self._desk, self._alarm = canvas, desk, alarm
        self._chats: dict[int, _Chat] = {}
        self._taps: set[asyncio.Task[None]] = set()
        self._tapped: Counter[int] = Counter()

    def show(self, reply: Reply, below: int = 0) -> None:
        """Queues what a turn wants shown. `below`: the newest message the buyer is known to look at."""
        buyer = reply.buyer
        if reply.query_id is not None:
            self._answer(buyer.chat_id, Tap(reply.query_id, reply.toast, buyer.language))
        if reply.screen is not None:
            chat = self._chat(buyer.chat_id)
            self._owe(chat, _Owed(buyer, reply.screen, below, deque(reply.screen.before)))
            self._wake(buyer.chat_id, chat)

    def answer(self, chat_id: int, query_id: str, toast: Toast | None = None, language: str = "") -> None:
        """Answers a tap that nobody else will answer; with no toast, without a word."""
        self._answer(chat_id, Tap(query_id, toast, language))

    def _answer(self, chat_id: int, tap: Tap) -> None:
        if self._tapped[chat_id] >= _MOST_TAPS:
            return
        self._tapped[chat_id] += 1
        task = asyncio.create_task(self._canvas.answer(chat_id, tap), name=f"answer {chat_id}")
        self._taps.add(task)
        task.add_done_callback(lambda done: self._answered(chat_id, done))

    def _answered(self, chat_id: int, task: asyncio.Task[None]) -> None:
        self._taps.discard(task)
        self._tapped[chat_id] -= 1
        if not self._tapped[chat_id]:
            del self._tapped[chat_id]

    @property
    def waiting(self) -> int:
        """How many chats have something left to see."""
        return len(self._chats)

    def busy(self, chat_id: int) -> bool:
        """Whether this chat is being shown something."""
        return chat_id in self._chats

    async def idle(self) -> None:
        """Returns when nothing is left to show."""
        while tasks := self._tasks():
            await asyncio.wait(tasks)

    async def close(self, patience: float) -> None:
        """Shows what can be shown within `patience` seconds. The rest stays owed and is shown after the next start."""
        if tasks := self._tasks():
            _, late = await asyncio.wait(tasks, timeout=patience)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _tasks(self) -> list[asyncio.Task[None]]:
        return [*self._taps, *(chat.task for chat in self._chats.values() if chat.task is not None)]

    def _chat(self, chat_id: int) -> _Chat:
        chat = self._chats.get(chat_id)
        if chat is None:
            chat = self._chats[chat_id] = _Chat()
        return chat

    def _wake(self, chat_id: int, chat: _Chat) -> None:
        if chat.task is None:
            chat.task = asyncio.create_task(self._work(chat_id, chat), name=f"show {chat_id}")
        else:
            chat.news.set()

    @staticmethod
    def _owe(chat: _Chat, owed: _Owed) -> None:
        former = chat.owed
        if former is not None:
            if former.buyer.revision > owed.buyer.revision:
                return
            owed.below = max(owed.below, former.below)
            if former.buyer.revision == owed.buyer.revision:
                # The same screen, for an update that came again: what stays in the chat must not be there twice.
                former.below = owed.below
                return
            if not former.busy:
                owed.above.extendleft(reversed(former.left()))
        chat.owed = owed

    async def _work(self, chat_id: int, chat: _Chat) -> None:
        try:
            while chat.owed is not None:
                left = chat.until - asyncio.get_running_loop().time()
                if left > 0:
                    await _either(chat.news, left)
                else:
                    await self._attempt(chat_id, chat, chat.owed)
        finally:
            del self._chats[chat_id]

    async def _attempt(self, chat_id: int, chat: _Chat, owed: _Owed) -> None:
        """Tries to show `owed`; afterwards it is shown, given up, or has a time at which to try again."""
        owed.busy = True
        with following(owed.trail):
            await self._tried(chat_id, chat, owed)

    async def _tried(self, chat_id: int, chat: _Chat, owed: _Owed) -> None:
        try:
            await self._present(chat_id, chat, owed)
        except TelegramError as error:
            await self._failed(chat_id, chat, owed, error)
        except Exception as error:
            # A template or a fact is missing: the screen stays owed in the database.
            _log.error("screen_failed", chat=chat_id, screen=owed.screen.template, error=code(error), at=place(error))
            self._done(chat, owed)
            await self._alarm.unshown(owed.buyer, owed.screen.template, code(error))
        else:
            chat.failures = 0
            self._done(chat, owed)
        finally:
            owed.busy = False

    @staticmethod
    def _done(chat: _Chat, owed: _Owed) -> None:
        if chat.owed is owed:
            chat.owed = None

    async def _failed(self, chat_id: int, chat: _Chat, owed: _Owed, error: TelegramError) -> None:
        what = trouble(error)
        now = asyncio.get_running_loop().time()
        match what.fault:
            case Fault.WAIT:
                chat.until = now + what.seconds
                _log.warning("chat_must_wait", chat=chat_id, seconds=what.seconds)
            case Fault.AGAIN:
                chat.failures += 1
                chat.until = now + min(_LONGEST, 0.25 * 2**chat.failures) * _CHANCE.uniform(0.5, 1.0)
                _log.warning("show_again", chat=chat_id, failures=chat.failures, error=code(error))
            case Fault.GONE:
                chat.owed = None
                _log.info("chat_gone", chat=chat_id)
                await self._gone(chat_id)
                return
            case _:
                _log.error("screen_refused", chat=chat_id, screen=owed.screen.template, fault=what.fault)
                self._done(chat, owed)
                await self._alarm.unshown(owed.buyer, owed.screen.template, what.fault)
                return
        if chat.owed is not None and chat.owed is not owed:
            chat.owed.above.extendleft(reversed(owed.left()))

    async def _gone(self, chat_id: int) -> None:
        try:
            await self._desk.unreachable(chat_id)
        except StorageFault as fault:  # found out again at the next message
            _log.warning("chat_gone_unsaved", chat=chat_id, error=code(fault))

    async def _present(self, chat_id: int, chat: _Chat, owed: _Owed) -> None:
        language = owed.buyer.language
        while owed.above:
            await self._canvas.send(chat_id, owed.above[0], language)
            owed.above.popleft()
            owed.below = NOWHERE
        if chat.owed is not owed and not owed.screen.stays:
            return  # a newer one is waiting
        slot = await self._canvas.paint(owed.buyer, owed.screen, owed.below)
        await self._desk.shown(owed.buyer, slot)


async def _either(news: asyncio.Event, seconds: float) -> None:
    """Returns after `seconds`, or at once when something new came."""
    news.clear()
    try:
        async with asyncio.timeout(seconds):
            await news.wait()
    except TimeoutError:
        return
