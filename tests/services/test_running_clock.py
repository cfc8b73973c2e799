"""The bell on a clock that goes on: six weeks in which nobody does anything, and every ping comes at its hour, once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Final
from zoneinfo import ZoneInfo

from bot.app import tongue
from bot.domain.buyer import Buyer, Record
from bot.domain.calendar import marketplace_day
from bot.domain.case import Case, Payment
from bot.domain.dialogue import relevant
from bot.domain.history import Event, Happening
from bot.domain.issues import Issue
from bot.domain.reminders import Reminder, plan
from bot.domain.standing import told
from bot.policies import load
from bot.rendering.words import words
from bot.services.advice import judged
from bot.services.reminders import planned
from bot.services.scene import Scene
from bot.storage.changes import Changes
from tests.conversation import Conversation, conversation

POLICY: Final = load()
BEGINNING: Final = datetime(2026, 10, 12, 21, tzinfo=UTC)
END: Final = BEGINNING + timedelta(weeks=6)
STEP: Final = timedelta(hours=1)
"""Longer than any lease, so nothing that is in somebody's hands is left behind."""

LAMP: Final = told(
    Case(issue=Issue.IN_TRANSIT, item="Lamp", ordered_on=date(2026, 8, 20), reviewed=True).but(
        payment=Payment.PAYPAL, paid_on=date(2026, 5, 20)
    ),
    Happening(Event.DISPUTE_OPENED, date(2026, 10, 9)),
)
DRESS: Final = Case(
    issue=Issue.DAMAGED, item="Dress", ordered_on=date(2026, 9, 20), delivered_on=date(2026, 10, 10), reviewed=True
)
SHOES: Final = Case(
    issue=Issue.IN_TRANSIT,
    item="Shoes",
    ordered_on=date(2026, 8, 20),
    protection_ends_on=date(2026, 10, 30),
    reviewed=True,
)
KETTLE: Final = told(
    Case(issue=Issue.DAMAGED, item="Kettle", ordered_on=date(2026, 8, 20), delivered_on=date(2026, 10, 1)).but(
        reviewed=True
    ),
    Happening(Event.DISPUTE_OPENED, date(2026, 10, 2)),
    Happening(Event.PLATFORM_PROPOSED_AMOUNT, date(2026, 10, 10), Decimal(5), answer_by=date(2026, 10, 25)),
)


@dataclass(frozen=True, slots=True)
class Person:
    """A buyer who tells of these cases at the beginning, and then nothing."""

    chat_id: int
    zone: str | None
    cases: tuple[Case, ...]

    def hour(self, day: date) -> datetime:
        """When a ping of that day comes: at ten where they are, at seven UTC where nobody knows where that is."""
        zone = UTC if self.zone is None else ZoneInfo(self.zone)
        return datetime.combine(day, time(7 if self.zone is None else 10), zone).astimezone(UTC)


PEOPLE: Final = (
    Person(201, "Europe/Lisbon", (LAMP, DRESS)),
    Person(202, "Europe/Moscow", (SHOES,)),
    Person(203, None, (KETTLE,)),
)
"""In Lisbon the clock is set back on 25 October, on which three of the four have something due; in Moscow never. The
lamp and the dress of one buyer meet on the 24th."""


async def test_three_buyers_in_three_zones_hear_everything_planned_at_its_hour_and_once() -> None:
    async with conversation(at=f"{BEGINNING:%Y-%m-%dT%H:%M}") as talk:
        for person in PEOPLE:
            await tells(talk, person)
        expected = {person.chat_id: messages(person) for person in PEOPLE}

        async with ringing(talk):
            await goes_on(talk, END)

        assert {person.chat_id: said(talk, person) for person in PEOPLE} == expected
        assert await talk.app.store.coming() == []


async def tells(talk: Conversation, person: Person) -> None:
    """Each case as a turn would leave it, with its plan in the same commit."""
    talk.telegram.says(talk.telegram.user(person.chat_id).id, "/start")
    await talk.settle()
    for case in person.cases:
        now = talk.clock.now
        known = (await talk.app.store.load(person.chat_id)).buyer or Buyer(person.chat_id, created_at=now)
        revision = known.revision + 1
        buyer = Buyer(person.chat_id, zone=person.zone, revision=revision, shown=revision, created_at=known.created_at)
        record = Record(0, person.chat_id, 0, case)
        scene = Scene(buyer, record, now, marketplace_day(now, POLICY), POLICY, tongue("en"))
        assert await talk.app.store.commit(Changes(None, now, buyer, record, reminders=planned(scene)))


def messages(person: Person) -> list[tuple[datetime, list[str]]]:
    """What the rules foresee at the beginning, as messages: the hour of each, and its reminders."""
    pings: dict[datetime, list[str]] = {}
    for one in sorted((one for case in person.cases for one in foreseen(case)), key=lambda one: one.due_on):
        pings.setdefault(person.hour(one.due_on), []).append(line(one))
    return [(at, sorted(lines)) for at, lines in pings.items()]


def foreseen(case: Case) -> tuple[Reminder, ...]:
    """The plan of the day after the case was told; the whole of it lies within the six weeks."""
    case, today = relevant(case), BEGINNING.date()
    found, at = judged(case, POLICY, today, today)
    wanted = plan(case, found, at, POLICY, today + timedelta(days=1))
    assert wanted
    assert all(one.due_on <= END.date() for one in wanted)
    return wanted


def line(one: Reminder) -> str:
    what = words("en").plain("reminders", one.kind)
    return f"Reminder for {one.due_on.day} {one.due_on:%b %Y}: {what}."


def said(talk: Conversation, person: Person) -> list[tuple[datetime, list[str]]]:
    """Each message with a reminder in it: when it came, and its reminders."""
    found = [
        (
            datetime.fromtimestamp(message["date"], UTC),
            sorted(one for one in str(message.get("text")).split("\n") if one.startswith("Reminder for")),
        )
        for message in talk.telegram.messages(person.chat_id)
        if message["from"]["is_bot"]
    ]
    return [(at, lines) for at, lines in found if lines]


@asynccontextmanager
async def ringing(talk: Conversation) -> AsyncIterator[None]:
    """The bell and the outbox as a running bot has them; the bell looks again as soon as it has looked."""
    running = [asyncio.create_task(talk.app.bell.run(timedelta())), asyncio.create_task(talk.app.front.outbox.run())]
    try:
        yield
        assert not any(part.done() for part in running), "neither ends by itself"
    finally:
        talk.app.front.outbox.stop()
        running[0].cancel()
        await asyncio.gather(*running, return_exceptions=True)


async def goes_on(talk: Conversation, until: datetime) -> None:
    """Hour by hour, and to the next one as soon as all that fell due was sent."""
    async with asyncio.timeout(60):
        while talk.clock.now < until:
            now = talk.clock.move(hours=STEP.total_seconds() / 3600)
            while any(one.deliver_at < now + STEP for one in await talk.app.store.coming()):
                pass
