"""Pace: how fast Telegram wants to be called. Soft: what it really refuses, it refuses with 429.

30 messages a second overall, 1 a second in a chat, 20 a minute in a group. Short bursts are
fine. Queued messages never use up a second: what is left of it is for buyers who wait for an answer, and they may run
into debt that queued messages then pay off. So a buyer always goes first, also when a thousand reminders fall due.
Answers to taps are no messages and are not counted.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Limits:
    """Messages a second, and how many may go at once after a pause."""

    overall: float = 30.0
    chat: float = 1.0
    chat_burst: float = 5.0
    group: float = 20.0 / 60.0
    group_burst: float = 10.0
    queued: float = 20.0
    queued_burst: float = 5.0
    """Of the overall limit, for messages that nobody waits for."""
    debt: float = 60.0
    """How many messages to waiting buyers may go ahead of the overall limit."""


UNLIMITED = Limits(overall=1e9, chat=1e9, chat_burst=1e9, group=1e9, group_burst=1e9, queued=1e9, queued_burst=1e9)


class _Bucket:
    __slots__ = ("at", "cap", "rate", "tokens")

    def __init__(self, rate: float, cap: float, at: float) -> None:
        self.rate, self.cap, self.tokens, self.at = rate, cap, cap, at

    def wait(self, now: float, floor: float) -> float:
        """Seconds until one token above `floor` is there; 0: now."""
        self.tokens = min(self.cap, self.tokens + (now - self.at) * self.rate)
        self.at = now
        return max(0.0, (floor + 1.0 - self.tokens) / self.rate)


def shared(limits: Limits, processes: int) -> Limits:
    """What each of so many processes may use of limits that Telegram counts for all of them together. A chat's own
    second is not divided: one process at a time serves a chat."""
    return replace(
        limits,
        overall=limits.overall / processes,
        queued=limits.queued / processes,
        group=limits.group / processes,
        debt=limits.debt / processes,
    )


class Pace:
    """The budget of one process. With several processes each gets its share of the limits."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._all = self._limits = limits or Limits()
        self._overall: _Bucket | None = None
        self._queued = _Bucket(self._limits.queued, self._limits.queued_burst, 0.0)
        self._chats: dict[int, _Bucket] = {}

    def share(self, processes: int) -> None:
        """So many processes send for this bot now, this one included. What was used up stays used up."""
        limits = self._limits = shared(self._all, max(1, processes))
        if self._overall is not None:
            self._overall.rate, self._overall.cap = limits.overall, max(1.0, limits.overall)
        self._queued.rate = limits.queued
        for chat_id, bucket in self._chats.items():
            if chat_id < 0:
                bucket.rate = limits.group

    @property
    def chats(self) -> int:
        """How many chats are being counted."""
        return len(self._chats)

    async def turn(self, chat_id: int, *, patient: bool = False) -> None:
        """Returns when one message may go to this chat. `patient`: a queued one, which lets buyers go first."""
        loop = asyncio.get_running_loop()
        wait = self.take(chat_id, loop.time(), patient=patient)
        if wait:
            await asyncio.sleep(wait)
            await self.turn(chat_id, patient=patient)

    def take(self, chat_id: int, now: float, *, patient: bool = False) -> float:
        """0: one message may go now, and is counted. Otherwise the seconds until it is worth asking again."""
        limits = self._limits
        if self._overall is None:
            self._overall = _Bucket(limits.overall, max(1.0, limits.overall), now)
        chat = self._chats.get(chat_id)
        if chat is None:
            self._forget(now)
            rate, cap = (limits.group, limits.group_burst) if chat_id < 0 else (limits.chat, limits.chat_burst)
            chat = self._chats[chat_id] = _Bucket(rate, cap, now)
        overall = self._overall
        wait = max(overall.wait(now, 0.0 if patient else -limits.debt), chat.wait(now, 0.0))
        if patient:
            wait = max(wait, self._queued.wait(now, 0.0))
        if not wait:
            overall.tokens -= 1.0
            chat.tokens -= 1.0
            if patient:
                self._queued.tokens -= 1.0
        return wait

    def _forget(self, now: float) -> None:
        """Chats that rested long enough to be full again need no bucket; looked at only when many are kept."""
        if len(self._chats) < 4096:
            return
        self._chats = {
            chat_id: bucket
            for chat_id, bucket in self._chats.items()
            if bucket.tokens + (now - bucket.at) * bucket.rate < bucket.cap
        }
