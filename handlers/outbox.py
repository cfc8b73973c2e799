"""Outbox: sends what cannot be derived again, and marks it sent only when Telegram said so.

A post is leased, sent, marked. If the process dies in between, the lease ends and the post is sent once more: at least
once, at most one duplicate a crash. Within a chat posts keep their order; chats do not wait for each other: what waits
for a group's turn, or hangs, keeps no other up. Buyers who wait for an answer go first (`pace.py`).
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any, Final

import structlog
from telegram.error import TelegramError

from bot.storage.faults import StorageFault
from bot.storage.gathering import APART
from bot.storage.outbox import DuePost
from bot.storage.store import Store
from bot.trail import following
from handlers.alarm import UNSENT, Alarm
from handlers.desk import Desk
from handlers.errands import UNCOUNTED, run
from handlers.errors import Fault, code, place, trouble
from handlers.hands import Hands
from handlers.marks import Marks
from handlers.pace import Pace
from handlers.places import NoTopicError, in_group
from handlers.rest import Rest

_log = structlog.get_logger(__name__)

_TICK: Final = 1.0
_LEASE: Final = timedelta(minutes=2)
_MOST: Final = 30
"""So many are on their way at once; more are taken on when there is room for `_SOME`."""
_SOME: Final = 10
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
        self._pause = Rest(_TICK)
        self._round = asyncio.Lock()
        self._under_way: set[asyncio.Task[int | None]] = set()
        self._looked_at: datetime | None = None
        self._marks = Marks()

    def nudge(self) -> None:
        """Looks at the queue now instead of at the next tick."""
        self._pause.nudge()

    def stop(self) -> None:
        """Claims no more. What is being sent is finished."""
        self._pause.stop()

    async def run(self) -> None:
        """Sends what is due until stopped. An outage of the database is waited out."""
        try:
            while not self._pause.stopped:
                if not await self._guarded(self._begin()):
                    await self._pause.take()
            await self._finished()
        finally:
            for task in self._under_way:
                task.cancel()

    async def send_due(self) -> int:
        """Sends one round of due posts, at most one a chat; how many were claimed. Waits for what is under way: when
        nothing is left to claim, nothing is on its way either."""
        begun = await self._begin()
        await self._finished()
        return begun

    async def _begin(self) -> int:
        """Claims what is due, as far as there is room, and begins to send it; how many were claimed."""
        async with self._round:
            room = _MOST - len(self._under_way)
            if room < _SOME or self._marks.late:
                return 0
            now = self._clock()
            looked = self._looked_at is not None and abs((now - self._looked_at).total_seconds()) < _TICK
            if self._room is not None and not looked:  # without a support group nobody waits for a sign
                self._looked_at = now
                await self._store.talks.mark_late(now)
            due = await self._store.claim_posts(now, room, _LEASE)
            for one in due:
                task = asyncio.create_task(self._followed(one))
                self._under_way.add(task)
                task.add_done_callback(self._done)
        return len(due)

    async def _finished(self) -> None:
        while self._under_way:
            await asyncio.wait(self._under_way)

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._under_way.discard(task)
        self.nudge()

    async def _followed(self, due: DuePost) -> None:
        with following({"post": due.id} | ({"case": due.post.ticket_id} if due.post.ticket_id else {})):
            await self._guarded(self._send(due))

    async def _guarded(self, work: Coroutine[Any, Any, int | None]) -> int | None:
        """What the work comes to. What went wrong is logged; leases end by themselves."""
        try:
            return await work
        except StorageFault as fault:
            _log.warning("outbox_waits", error=code(fault))
        except Exception as error:
            _log.error("outbox_failed", error=code(error), at=place(error))
        return None

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
            await self._marks.write(due.id, lambda: self._store.post_sent(due, after))

    async def _unexpected(self, due: DuePost, error: Exception) -> None:
        """Our own mistake, such as a template that is missing. The next release may mend it, so it is put off, and
        the others of its chat go before it; the host hears of it at once."""
        _log.error("post_failed", post=due.id, template=due.post.template, error=code(error), at=place(error))
        if due.attempts < _TRIES:
            retry_at = self._clock() + timedelta(seconds=min(_LONGEST, 2.0**due.attempts))
            for row in due.rows:
                await self._store.post_put_off(row, due.token, retry_at, code(error))
        else:
            await self._given_up(due, code(error))
            await self._undelivered(due, "refused")
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
                await self._given_up(due, what.fault)
                await self._undelivered(due, "gone")
            case Fault.REFUSED if due.parts:  # one of them is to blame; the others shall not suffer for it
                await self._again(due, 0.0, APART)
            case _:
                _log.error("post_given_up", post=due.id, template=due.post.template, fault=what.fault)
                if what.fault is Fault.AGAIN:  # the reminders it spoke of are as true as before
                    await self._store.post_unheard(due, what.fault)
                await self._given_up(due, what.fault)
                await self._undelivered(due, "late" if what.fault is Fault.AGAIN else "refused")
                await self._report(due, code(error))

    async def _without_topic(self, due: DuePost) -> None:
        """Makes a topic first; what waits for it comes after. Without a support group (any more) it is given up."""
        if self._room is None or due.ticket is None or due.attempts >= _TOPICS:
            _log.error("post_without_topic", post=due.id)
            await self._given_up(due, Fault.NO_TOPIC)
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
        reason = due.error if due.unsure and due.error is not None and reason != APART else reason
        for row in due.rows:
            await self._store.post_failed(row, due.token, retry_at, reason)

    async def _given_up(self, due: DuePost, reason: str) -> None:
        for row in due.rows:
            await self._store.post_failed(row, due.token, None, reason)


def _to_group(due: DuePost) -> bool:
    """What goes to the support group waits for it to come back; a word to any other chat does not."""
    return due.post.errand == "drop_topic" or in_group(due)
