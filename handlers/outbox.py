"""Outbox: sends what cannot be derived again, and marks it sent only when Telegram said so.

A post is leased, sent, marked. If the process dies in between, the lease ends and the post is sent once more: at least
once, at most one duplicate a crash. Within a chat posts keep their order; chats do not wait for each other. Buyers who
wait for an answer go first (`pace.py`).
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

import structlog
from telegram.error import TelegramError

from bot.storage.faults import StorageFault
from bot.storage.outbox import DuePost
from bot.storage.store import Store
from handlers.alarm import UNSENT, Alarm
from handlers.desk import Desk
from handlers.errands import UNCOUNTED, run
from handlers.errors import Fault, code, place, trouble
from handlers.hands import Hands
from handlers.pace import Pace
from handlers.places import NoTopicError, in_group

_log = structlog.get_logger(__name__)

_TICK: Final = 1.0
_LEASE: Final = timedelta(minutes=2)
_MOST: Final = 30
_TRIES: Final = 40
"""With pauses that double up to an hour, about a day of trying."""
_TOPICS: Final = 12
"""So often a topic is made anew or opened for one message."""
_NO_TOKEN: Final = 60.0
_LONGEST: Final = 3600.0
_CHANCE: Final = random.SystemRandom()


class Outbox:
    """One loop a process; several processes share the work by leases."""

    def __init__(
        self, store: Store, hands: Hands, desk: Desk, pace: Pace, clock: Callable[[], datetime], alarm: Alarm
    ) -> None:
        self._store, self._hands, self._desk, self._room = store, hands, desk, hands.room
        self._pace, self._clock, self._alarm = pace, clock, alarm
        self._stopping = asyncio.Event()
        self._nudged = asyncio.Event()
        self._round = asyncio.Lock()

    def nudge(self) -> None:
        """Looks at the queue now instead of at the next tick."""
        self._nudged.set()

    def stop(self) -> None:
        """Claims no more. What is being sent is finished."""
        self._stopping.set()
        self._nudged.set()

    async def run(self) -> None:
        """Sends what is due until stopped. An outage of the database is waited out."""
        while not self._stopping.is_set():
            try:
                sent = await self.send_due()
            except StorageFault as fault:
                _log.warning("outbox_waits", error=code(fault))
                sent = 0
            except Exception as error:
                _log.error("outbox_failed", error=code(error), at=place(error))
                sent = 0
            if not sent:
                await self._rest()

    async def send_due(self) -> int:
        """Sends one round of due posts, at most one a chat; how many were claimed. Waits for a round that is under
        way: when nothing is left to claim, nothing is on its way either."""
        async with self._round:
            due = await self._store.claim_posts(self._clock(), _MOST, _LEASE)
            if due:
                await asyncio.gather(*map(self._send, due))
        return len(due)

    async def _rest(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(_TICK):
                await self._nudged.wait()
        self._nudged.clear()

    async def _send(self, due: DuePost) -> None:
        post = due.post
        try:
            async with asyncio.timeout(_LEASE.total_seconds() / 2):
                if post.errand not in UNCOUNTED:
                    await self._pace.turn(post.chat_id, patient=not post.urgent)
                after = await run(self._hands, due)
        except NoTopicError:
            await self._without_topic(due)
        except TelegramError as error:
            await self._failed(due, error)
        except TimeoutError as late:
            await self._again(due, 1.0, code(late))
        except StorageFault:  # its lease ends, and it is tried again
            raise
        except Exception as error:
            await self._unexpected(due, error)
        else:
            await self._store.post_sent(due, after)

    async def _unexpected(self, due: DuePost, error: Exception) -> None:
        """Our own mistake, such as a template that is missing. The next release may mend it, so it is put off, and
        the others of its chat go before it; the host hears of it at once."""
        _log.error("post_failed", post=due.id, template=due.post.template, error=code(error), at=place(error))
        if due.attempts < _TRIES:
            retry_at = self._clock() + timedelta(seconds=min(_LONGEST, 2.0**due.attempts))
            await self._store.post_put_off(due.id, due.token, retry_at, code(error))
        else:
            await self._store.post_failed(due.id, due.token, None, code(error))
        await self._report(due, code(error))

    async def _failed(self, due: DuePost, error: TelegramError) -> None:
        what = trouble(error)
        match what.fault:
            case Fault.WAIT:
                await self._again(due, what.seconds, what.fault)
            case Fault.AGAIN if due.attempts < _TRIES:
                pause = min(_LONGEST, 2.0**due.attempts) * _CHANCE.uniform(0.5, 1.0)
                await self._again(due, pause, code(error))
            case Fault.UNKNOWN_BOT:  # only the host can help; what waits is kept for the next token
                await self._again(due, _NO_TOKEN, what.fault)
            case Fault.MOVED if due.attempts < _TRIES:  # put together anew: the numbers of messages are others now
                await self._again(due, 0.0, what.fault)
            case Fault.NO_TOPICS if due.attempts < _TOPICS and self._hands.forums is not None:
                self._hands.forums.refused(due.post.chat_id)
                await self._again(due, 0.0, what.fault)
            case Fault.NO_TOPIC:
                await self._without_topic(due)
            case Fault.TOPIC_CLOSED if due.attempts < _TOPICS and self._room is not None and due.ticket is not None:
                await self._room.topic_closed(due.ticket)
                await self._again(due, 0.0, what.fault)
            case Fault.GONE if _to_group(due):
                await self._out_of_reach(due, code(error))
            case Fault.GONE:
                _log.info("post_unreachable", post=due.id, chat=due.post.chat_id)
                if due.post.chat_id > 0:
                    await self._desk.unreachable(due.post.chat_id)
                await self._store.post_unheard(due, what.fault)
                await self._undelivered(due, "gone")
            case _:
                _log.error("post_given_up", post=due.id, template=due.post.template, fault=what.fault)
                if what.fault is Fault.AGAIN:  # the reminders it spoke of are as true as before
                    await self._store.post_unheard(due, what.fault)
                else:
                    await self._store.post_failed(due.id, due.token, None, what.fault)
                await self._undelivered(due, "refused")
                await self._report(due, code(error))

    async def _without_topic(self, due: DuePost) -> None:
        """Makes a topic first; what waits for it comes after. Without a support group (any more) it is given up."""
        if self._room is None or due.ticket is None or due.attempts >= _TOPICS:
            _log.error("post_without_topic", post=due.id)
            await self._store.post_failed(due.id, due.token, None, Fault.NO_TOPIC)
            await self._undelivered(due, Fault.NO_TOPIC)
            await self._report(due, Fault.NO_TOPIC)
            return
        await self._room.topic_lost(due)
        await self._again(due, 0.0, Fault.NO_TOPIC)

    async def _out_of_reach(self, due: DuePost, reason: str) -> None:
        """The support group is gone or takes nothing from us: kept until somebody mends it."""
        if self._room is not None:
            await self._room.out_of_reach(due, reason)
        await self._again(due, min(_LONGEST, 60.0 * 2.0 ** min(due.attempts, 10)), reason)

    async def _undelivered(self, due: DuePost, reason: str) -> None:
        if self._room is not None:
            await self._room.undelivered(due, reason)

    async def _report(self, due: DuePost, reason: str) -> None:
        if due.post.template != UNSENT:
            await self._alarm.unsent(due.post.template or due.post.errand, reason, self._clock())

    async def _again(self, due: DuePost, seconds: float, reason: str) -> None:
        _log.warning("post_again", post=due.id, chat=due.post.chat_id, reason=reason, again_in=round(seconds, 1))
        retry_at = self._clock() + timedelta(seconds=seconds)
        # What nobody knows of an earlier try, this one has not found out.
        reason = due.error if due.unsure and due.error is not None else reason
        await self._store.post_failed(due.id, due.token, retry_at, reason)


def _to_group(due: DuePost) -> bool:
    """What goes to the support group waits for it to come back; a word to any other chat does not."""
    return due.post.errand == "drop_topic" or in_group(due)
