"""Reminders: the plan of a case as rows to be delivered, and the ping that is made of a row when its time has come."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
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
    """Turns reminders that fall due into posts. Several processes share the work by leases; a post's key makes
    sure that a reminder claimed twice, because a process died in between, is still one message."""

    def __init__(self, store: Store, policy: Policy, clock: Callable[[], datetime], nudge: Callable[[], None]) -> None:
        self._store, self._policy, self._clock, self._nudge = store, policy, clock, nudge
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
                    await self._ring(one)
                rung += len(due)
                self._nudge()
        return rung

    async def _ring(self, due: DueReminder) -> None:
        buyer = (await self._store.load(due.chat_id)).buyer
        record = await self._store.record(due.chat_id, due.case_id)
        one = self._still(due, record.case, buyer) if record and buyer and not record.case.mutes(due.kind) else None
        if record is None or buyer is None or one is None:
            await self._store.reminder_sent(due.id, due.token)
            return
        now, at = self._clock(), _due_at(buyer, one.due_on)
        if at > now:  # the day has moved, or where the buyer is
            await self._store.reminder_failed(due.id, due.token, at, "not_yet")
            return
        facts = {
            "number": record.number,
            "case": record.id,
            "item": record.case.item,
            "kind": one.kind,
            "due_on": one.due_on.isoformat(),
            "about_on": one.about_on.isoformat() if record.case.reviewed else None,
            "late": now - max(due.deliver_at, at) > _LATE,
            "keys": pings.keys(record.id, one.kind, one.due_on),
        }
        again = f":{due.snoozed_until:%Y%m%d%H%M}" if due.snoozed_until else ""
        key = f"reminder:{due.id}:{due.due_at:%Y%m%d}{again}"
        await self._store.post(Post(due.chat_id, "reminder", facts, buyer.language, key=key))
        await self._store.reminder_sent(due.id, due.token)

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
