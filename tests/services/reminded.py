"""Reminded: a case with its plan, as a turn would leave it, and the days its reminders are about."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from bot.app import tongue
from bot.domain.buyer import Buyer, Record
from bot.domain.calendar import marketplace_day
from bot.domain.case import Case
from bot.domain.history import Event, Happening
from bot.domain.issues import Issue
from bot.policies import load
from bot.services.reminders import planned
from bot.services.scene import Scene
from bot.storage.changes import Changes
from tests.conversation import Conversation

POLICY = load()
DRESS = Case(
    issue=Issue.DAMAGED,
    item="Dress",
    ordered_on=date(2026, 10, 20),
    delivered_on=date(2026, 11, 8),
    protection_ends_on=date(2026, 12, 1),
    reviewed=True,
)
"""The safe last day is 23 November 2026."""
OPENED = Happening(Event.DISPUTE_OPENED, date(2026, 11, 18))


async def keep(talk: Conversation, case: Case, **buyer: Any) -> None:
    """The case as a turn would leave it, with its plan in the same commit."""
    snapshot = await talk.app.store.load(talk.buyer)
    known = snapshot.buyer or Buyer(talk.buyer, created_at=talk.clock.now, active_at=talk.clock.now)
    after = replace(known, revision=known.revision + 1, shown=known.revision + 1, **buyer)
    record = replace(snapshot.record or Record(0, talk.buyer, 0, case), case=case)
    now = talk.clock.now
    scene = Scene(after, record, now, marketplace_day(now, POLICY), POLICY, tongue("en"))
    assert await talk.app.store.commit(Changes(None, now, after, record, reminders=planned(scene)))


async def case_of(talk: Conversation) -> Case:
    record = (await talk.app.store.load(talk.buyer)).record
    assert record is not None
    return record.case


def at(day: int, hour: int = 12, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def pings(talk: Conversation) -> list[str]:
    """The reminders the buyer has got."""
    return [str(message["text"]) for message in talk.messages if "Reminder for" in str(message.get("text"))]


async def hours(talk: Conversation) -> list[str]:
    """What is planned, by UTC."""
    return [f"{one.deliver_at:%d %H:%M} {one.kind}" for one in await talk.app.store.planned(talk.buyer)]
