"""Reminders: the plan of a case as rows to be delivered, and the ping that is made of a row when its time has come."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import structlog

from bot.domain.buyer import Buyer
from bot.domain.calendar import marketplace_day
from bot.domain.case import Case
from bot.domain.dialogue import relevant
from bot.domain.policy import Policy
from bot.domain.reminders import DRAFT, Reminder, plan
from bot.services import pings
from bot.services.advice import advise, judged
from bot.services.scene import Scene
from bot.storage.changes import NewReminder, Post
from bot.storage.faults import StorageFault
from bot.storage.reminders import DueReminder
from bot.storage.store import Store

_log = structlog.get_logger(__name__)

_MORNING: Final = time(10)
_NOBODY_KNOWS: Final = time(7)
"""UTC, where the buyer's zone is not known: morning or midday for nearly all of our buyers."""


def planned(scene: Scene) -> tuple[NewReminder, ...] | None:
    """The whole plan of the open case; none while it has no result. None: while an answer is being changed the old
    plan stands, for who stops halfway has not said that the old day is wrong."""
    if not scene.case.reviewed:
        return None if scene.case.told else _unfinished(scene)
    reminders = (one for one in advise(scene).reminders if not scene.case.mutes(one.kind))
    at = {one.kind: _due_at(scene.buyer, one.due_on) for one in reminders}
    return tuple(NewReminder(kind, due, due) for kind, due in at.items() if due > scene.now)


def _unfinished(scene: Scene) -> tuple[NewReminder, ...]:
    """A case that was begun in earnest and left is asked after, gently and once."""
    files = scene.record.files if scene.record else ()
    if scene.case.mutes(DRAFT) or (scene.case.blank and not files):
        return ()
    due = _due_at(scene.buyer, scene.local_day + _SILENCE)
    return (NewReminder(DRAFT, due, due, once=True),)


def _due_at(buyer: Buyer, day: date) -> datetime:
    """The morning of that day where the buyer is, in UTC."""
    if buyer.zone is None:
        return datetime.combine(day, _NOBODY_KNOWS, UTC)
    return datetime.combine(day, _MORNING, ZoneInfo(buyer.zone)).astimezone(UTC)


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
    ) -> None:
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
                for one in due:
                    await self._try(one)
                rung += len(due)
                self._nudge()
        return rung

    async def _try(self, due: DueReminder) -> None:
        """Rings one. Whatever is wrong with it, the others are rung: it waits, longer each time, for its case to
        change or for a release that mends it, and the host hears of it when it has failed a few times."""
        try:
            await self._ring(due)
        except StorageFault:
            raise
        except Exception as error:
            now, reason = self._clock(), type(error).__name__
            pause = min(_LONGEST, _SHORTEST * 2.0 ** min(due.attempts, 20))
            retry_at = now + pause if due.attempts < _MOST_TRIES else None
            _log.error("reminder_failed", reminder=due.id, kind=due.kind, error=reason, tries=due.attempts)
            await self._store.reminder_failed(due.id, due.token, retry_at, reason)
            if due.attempts >= _TRIES_ALONE:
                await self._report(due.kind, reason, now)

    async def _ring(self, due: DueReminder) -> None:
        buyer = (await self._store.load(due.chat_id)).buyer
        record = await self._store.record(due.chat_id, due.case_id)
        one = self._still(due, record.case, buyer) if record and buyer and not record.case.mutes(due.kind) else None
        if record is None or buyer is None or one is None:
            await self._store.reminder_sent(due.id, due.token)
            return
        now, at = self._clock(), _due_at(buyer, one.due_on)
        if at > now:  # the day has moved, or where the buyer is
            await self._store.reminder_moved(due, at, at)
            return
        facts = {
            "number": record.number,
            "case": record.id,
            "item": record.case.item,
            "kind": one.kind,
            "due_on": one.due_on.isoformat(),
            "about_on": one.about_on.isoformat() if record.case.reviewed else None,
            "late": now - max(due.deliver_at, at) > _LATE,
            "again": due.snoozed_until is not None,
            "keys": pings.keys(record.id, one.kind, one.due_on),
        }
        await self._store.announce((due,), Post(due.chat_id, "reminder", facts, buyer.language))

    def _still(self, due: DueReminder, told: Case, buyer: Buyer) -> Reminder | None:
        """The reminder as the rules see it now. None: the case has moved on, by its calendar or by another release
        of the rules, and what was planned is no longer true. While an answer is being changed the old plan stands,
        though nobody knows just then what day it is about."""
        now, planned_on = self._clock(), buyer.day_at(due.due_at)
        if not told.reviewed:
            return Reminder(due.kind, planned_on, planned_on)
        case, today = relevant(told), marketplace_day(now, self._policy)
        found, at = judged(case, self._policy, today, buyer.day_at(now))
        ahead = plan(case, found, at, self._policy, planned_on - timedelta(days=1))
        return next((one for one in ahead if one.kind == due.kind), None)


_BATCH = 100
_LEASE = timedelta(minutes=2)
_LATE = timedelta(hours=6)
_SILENCE = timedelta(days=3)
_SHORTEST: Final = timedelta(seconds=15)
_LONGEST: Final = timedelta(hours=1)
_TRIES_ALONE: Final = 3
"""So often it may fail before the host hears of it."""
_MOST_TRIES: Final = 180
"""About a week, then it is given up."""
