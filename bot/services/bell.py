"""Bell: what falls due, made into messages. What one chat is told at one moment is one message."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.domain.buyer import Buyer, Record
from bot.domain.calendar import after, marketplace_day
from bot.domain.dialogue import relevant
from bot.domain.policy import Policy
from bot.domain.quiet import Hours, when
from bot.domain.reminders import Reminder, plan
from bot.metrics import Metrics
from bot.services.advice import NO_NEED, Need, judged, needed
from bot.services.reminders import deadline
from bot.services.tidings import Tiding, message
from bot.storage.faults import StorageFault
from bot.storage.reminders import DueReminder
from bot.storage.store import Store
from bot.trail import following

_log = structlog.get_logger(__name__)


class Bell:
    """Turns reminders that fall due into posts. Several processes share the work by leases; a reminder is marked
    sent in the commit that queues its post, so whoever claims it again finds nothing to do. `report` tells the host
    of a kind that cannot be rung, and why."""

    def __init__(
        self,
        store: Store,
        policy: Policy,
        clock: Callable[[], datetime],
        nudge: Callable[[], None],
        report: Callable[[str, str, datetime], Awaitable[None]],
        metrics: Metrics | None = None,
    ) -> None:
        self._metrics = metrics or Metrics()
        self._store, self._policy, self._clock, self._nudge, self._report = store, policy, clock, nudge, report
        self._ringing = asyncio.Lock()

    async def run(self, tick: timedelta) -> None:
        """Rings until cancelled; an outage of the database is waited out."""
        while True:
            try:
                await self.ring()
            except StorageFault as fault:
                _log.warning("bell_waits", error=type(fault).__name__)
            await asyncio.sleep(tick.total_seconds())

    async def ring(self) -> int:
        """Everything due now; how many. What somebody else is ringing at this moment is waited for."""
        rung = 0
        async with self._ringing:
            while due := await self._store.claim_reminders(self._clock(), _BATCH, _LEASE):
                for of_chat in _by_chat(due):
                    await self._ring(of_chat)
                rung += len(due)
                self._nudge()
        return rung

    async def _ring(self, due: Sequence[DueReminder]) -> None:
        """What is due for one chat, in one message. Whatever is wrong with the chat, the others are rung."""
        try:
            await self._say(due)
        except StorageFault:
            raise
        except Exception as error:
            for one in due:
                await self._failed(one, error)

    async def _say(self, due: Sequence[DueReminder]) -> None:
        chat_id = due[0].chat_id
        buyer, said = (await self._store.load(chat_id)).buyer, await self._store.said(chat_id)
        if buyer is None:  # deleted just now, and the reminders with it
            return
        tidings = [await self._try(one, buyer, said.get(one.case_id)) for one in due]
        if told := [one for one in tidings if one is not None]:
            await self._store.announce([one.due for one in told], message(buyer, told))
            for one in told:
                self._metrics.reminders.add((self._clock() - one.due.deliver_at).total_seconds())

    async def _try(self, due: DueReminder, buyer: Buyer, said_at: datetime | None) -> Tiding | None:
        """Looks at one. Whatever is wrong with it, the others of the chat are said."""
        with following({"reminder": due.id, "case": due.case_id}):
            try:
                return await self._tiding(due, buyer, said_at)
            except StorageFault:
                raise
            except Exception as error:
                await self._failed(due, error)
                return None

    async def _failed(self, due: DueReminder, error: Exception) -> None:
        """It waits, longer each time, for its case to change or for a release that mends it, and the host hears of it
        when it has failed a few times."""
        now, reason = self._clock(), type(error).__name__
        pause = min(_LONGEST, _SHORTEST * 2.0 ** min(due.attempts, 20))
        retry_at = now + pause if due.attempts < _MOST_TRIES else None
        _log.error("reminder_failed", reminder=due.id, kind=due.kind, error=reason, tries=due.attempts)
        await self._store.reminder_failed(due.id, due.token, retry_at, reason)
        if due.attempts >= _TRIES_ALONE:
            await self._report(due.kind, reason, now)

    async def _tiding(self, due: DueReminder, buyer: Buyer, said_at: datetime | None) -> Tiding | None:
        """The reminder to say now. None: it is no longer true, or its hour is another by now."""
        record = await self._store.record(due.chat_id, due.case_id)
        wanted = buyer.wants_reminders and record is not None and not record.case.mutes(due.kind)
        still = self._still(due, record, buyer) if record and wanted else None
        if record is None or still is None:
            await self._store.reminder_dropped(due)
            return None
        one, need = still
        now, hours, by = self._clock(), buyer.hours, deadline(one, buyer.hours)
        at = due.snoozed_until or _at(one, hours, said_at, now)
        if at > now:  # its day has moved, it is night, or the case was spoken of today
            await self._store.reminder_moved(due, by, at)
            return None
        return Tiding(due, one, record, _late(due, one, hours, said_at, now), need)

    def _still(self, due: DueReminder, record: Record, buyer: Buyer) -> tuple[Reminder, Need] | None:
        """The reminder as the rules see it now, and the proof that the claim still needs. None: the case has moved on,
        by its calendar or by another release of the rules, and what was planned is no longer true. While an answer is
        being changed the old plan stands, though nobody knows just then what day it is about."""
        now, hours = self._clock(), buyer.hours
        said_on = hours.day(due.deliver_at)
        if not record.case.reviewed:
            return Reminder(due.kind, said_on, hours.day(due.due_at)), NO_NEED
        case, today = relevant(record.case), marketplace_day(now, self._policy)
        found, at = judged(case, self._policy, today, hours.day(now))
        need = needed(case, found, record.files, self._policy)
        since = after(said_on, -(_LATEST_DAYS if due.snoozed_until else 1))
        ahead = plan(case, found, at, self._policy, since, need.lacking)
        return next(((one, need) for one in ahead if one.kind == due.kind), None)


def _at(one: Reminder, hours: Hours, said_at: datetime | None, now: datetime) -> datetime:
    """Its hour at this moment. A case is spoken of once a day; what could not be said tomorrow is said all the same."""
    by = deadline(one, hours)
    at = when(one.due_on, by, hours, now)
    if said_at is None or hours.day(said_at) != hours.day(at):
        return at
    tomorrow = when(after(hours.day(at), 1), by, hours, now)
    return tomorrow if tomorrow <= by else at


def _late(due: DueReminder, one: Reminder, hours: Hours, said_at: datetime | None, now: datetime) -> bool:
    """Whether it could not be said in time. One whose case was spoken of on its day made way for that, and is not."""
    if now - when(one.due_on, deadline(one, hours), hours, due.deliver_at) > _LATE:
        return True
    made_way = said_at is not None and hours.day(said_at) >= one.due_on
    return due.snoozed_until is None and hours.day(now) > one.due_on and not made_way


def _by_chat(due: Sequence[DueReminder]) -> Iterable[Sequence[DueReminder]]:
    """The reminders of each chat, the chat that waits longest first."""
    chats: dict[int, list[DueReminder]] = {}
    for one in due:
        chats.setdefault(one.chat_id, []).append(one)
    return chats.values()


_BATCH = 100
_LEASE = timedelta(minutes=2)
_LATE = timedelta(hours=6)
_LATEST_DAYS: Final = 31
"""So many days it can be put off, and one."""
_SHORTEST: Final = timedelta(seconds=15)
_LONGEST: Final = timedelta(hours=1)
_TRIES_ALONE: Final = 3
"""So often it may fail before the host hears of it."""
_MOST_TRIES: Final = 180
"""About a week, then it is given up."""
