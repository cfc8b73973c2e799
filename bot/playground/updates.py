"""The queue of updates: what happened, until the bot confirms it by asking for what comes after.

An update is given again and again until `getUpdates` is called with a higher offset, so a bot that dies before it
confirms gets it once more. Only one request may wait at a time; a second one ends the first with 409.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from bot.playground import limits
from bot.playground.refusals import conflict

JSON = dict[str, Any]

UNLESS_ASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""Kinds that Telegram delivers only to a bot that names them in `allowed_updates`."""


@dataclass(frozen=True, slots=True)
class Queued:
    """An update and when it happened."""

    at: datetime
    update: JSON


class Updates:
    """The queue of one bot. `clock` gives aware UTC instants."""

    def __init__(self, clock: Callable[[], datetime], first_id: int = 1) -> None:
        self._clock = clock
        self._queue: deque[Queued] = deque()
        self._recent: deque[JSON] = deque(maxlen=1000)
        self._again: list[JSON] = []
        self._next_id = first_id
        self._allowed: frozenset[str] | None = None
        self._waiting: asyncio.Future[None] | None = None
        self._idlers: list[asyncio.Future[None]] = []
        self._listeners: list[Callable[[], None]] = []

    def __len__(self) -> int:
        return len(self._queue)

    @property
    def allowed(self) -> list[str] | None:
        """The kinds the bot asked for; None: the usual ones."""
        return None if self._allowed is None else sorted(self._allowed)

    async def idle(self) -> None:
        """Return when a request waits for something new: the bot has confirmed all there was."""
        if self._waiting is None or self._waiting.done():
            idle = asyncio.get_running_loop().create_future()
            self._idlers.append(idle)
            await idle

    def allow(self, kinds: Collection[str] | None) -> None:
        """Remember which kinds of update the bot wants; an empty list means the usual ones, None no change."""
        if kinds is not None:
            self._allowed = frozenset(kinds) or None

    def add(self, kind: str, body: JSON) -> int | None:
        """Queue what happened; returns its update_id, or None when the bot does not want this kind."""
        if kind in UNLESS_ASKED if self._allowed is None else kind not in self._allowed:
            return None
        number = self._next_id
        self._next_id += 1
        self._put({"update_id": number, kind: body})
        return number

    def again(self, update_id: int) -> bool:
        """Deliver a recent update once more, under the same id and even if confirmed; False when it is forgotten."""
        for update in self._recent:
            if update["update_id"] == update_id:
                self._again.append(update)
                self._wake()
                return True
        return False

    @property
    def last_id(self) -> int | None:
        """The number of the last update there was; None before the first, and when it is forgotten."""
        return int(self._recent[-1]["update_id"]) if self._recent else None

    def _put(self, update: JSON) -> None:
        self._recent.append(update)
        self._queue.append(Queued(self._clock(), update))
        self._wake()

    def _wake(self) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)
        self.stir()

    def listen(self, listener: Callable[[], None]) -> None:
        """Call `listener` whenever something was queued (`deliveries.py` hangs on this)."""
        self._listeners.append(listener)

    def clear(self) -> None:
        """Forget all that waits (`drop_pending_updates`)."""
        self._queue.clear()

    def confirm(self, offset: int) -> None:
        """Forget what the offset confirms: ids below it; a negative one keeps only the last so many."""
        if offset < 0:
            while len(self._queue) > -offset:
                self._queue.popleft()
        elif offset:
            while self._queue and self._queue[0].update["update_id"] < offset:
                self._queue.popleft()

    def peek(self, limit: int = limits.UPDATES_AT_ONCE) -> list[JSON]:
        """The oldest unconfirmed updates, without those older than a day."""
        oldest = self._clock() - timedelta(hours=limits.UPDATE_HOURS)
        while self._queue and self._queue[0].at < oldest:
            self._queue.popleft()
        if not 1 <= limit <= limits.UPDATES_AT_ONCE:
            limit = limits.UPDATES_AT_ONCE
        return [queued.update for queued in islice(self._queue, limit)]

    def pending(self) -> list[JSON]:
        """All that wait to be delivered to a webhook, oldest first; what comes twice, first."""
        self.peek(1)
        return [*self._again, *(queued.update for queued in self._queue)]

    def brought(self, update: JSON) -> None:
        """Forget an update that the webhook has taken."""
        if update in self._again:
            self._again.remove(update)
        else:
            self._queue = deque(queued for queued in self._queue if queued.update is not update)

    def stir(self) -> None:
        """Tell the listeners that there may be something to deliver: a webhook was set."""
        for listener in self._listeners:
            listener()

    def _take(self, limit: int) -> list[JSON]:
        again, self._again = self._again, []
        return again + self.peek(limit)

    async def poll(self, offset: int, limit: int, seconds: float) -> list[JSON]:
        """`getUpdates`: confirm, then give what there is, waiting up to so many real seconds for something to come."""
        self.interrupt(
            conflict("terminated by other getUpdates request; make sure that only one bot instance is running")
        )
        self.confirm(offset)
        ready = self._take(limit)
        if ready or seconds <= 0:
            return ready
        waiting = self._waiting = asyncio.get_running_loop().create_future()
        while self._idlers:
            idle = self._idlers.pop()
            if not idle.done():
                idle.set_result(None)
        try:
            async with asyncio.timeout(seconds):
                await waiting
        except TimeoutError:
            return []
        finally:
            if self._waiting is waiting:
                self._waiting = None
        return self._take(limit)

    def interrupt(self, reason: Exception) -> None:
        """End the request that waits, if one does, with a refusal or a lost connection."""
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(reason)
        self._waiting = None
