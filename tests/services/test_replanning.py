"""The case moves on and its reminders are replanned; what is no longer true by then is not sent."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final

import pytest

from bot.app import tongue
from bot.domain.buyer import Buyer, Record
from bot.domain.calendar import marketplace_day
from bot.domain.case import Case
from bot.domain.history import Event, Happening
from bot.domain.issues import Issue
from bot.domain.standing import told
from bot.policies import load
from bot.services.reminders import planned
from bot.services.scene import Scene
from bot.storage.changes import Changes, NewReminder
from tests.conversation import Conversation, conversation
from tests.engines import EACH_ENGINE

POLICY: Final = load()
DRESS: Final = Case(
    issue=Issue.DAMAGED, item="Dress", ordered_on=date(2026, 10, 20), delivered_on=date(2026, 11, 8), reviewed=True
)
OPENED: Final = Happening(Event.DISPUTE_OPENED, date(2026, 11, 18))
PROPOSED: Final = Happening(
    Event.PLATFORM_PROPOSED_AMOUNT, date(2026, 11, 20), Decimal(5), answer_by=date(2026, 11, 25)
)


@pytest.fixture
async def talk(database: str) -> AsyncIterator[Conversation]:
    async with conversation(at="2026-11-20T12:00", database_url=database) as talk:
        await talk.says("/start")
        yield talk


async def _save(talk: Conversation, case: Case, old_plan: tuple[NewReminder, ...] | None = None, **buyer: Any) -> None:
    """The case as a turn would leave it, with its plan in the same commit, or with that of an older release."""
    snapshot = await talk.app.store.load(talk.buyer)
    known = snapshot.buyer or Buyer(talk.buyer, created_at=talk.clock.now, active_at=talk.clock.now)
    after = replace(known, revision=known.revision + 1, shown=known.revision + 1, **buyer)
    record = replace(snapshot.record or Record(0, talk.buyer, 0, case), case=case)
    now = talk.clock.now
    scene = Scene(after, record, now, marketplace_day(now, POLICY), POLICY, tongue("en"))
    plan = planned(scene) if old_plan is None else old_plan
    assert await talk.app.store.commit(Changes(None, now, after, record, reminders=plan))


async def _planned(talk: Conversation) -> list[str]:
    return [f"{one.deliver_at:%d} {one.kind}" for one in await talk.app.store.planned(talk.buyer)]


def _pings(talk: Conversation) -> list[str]:
    return [str(message["text"]) for message in talk.messages[1:]]


def _said(talk: Conversation) -> list[str]:
    return [ping.split("\n")[1] for ping in _pings(talk)]


def _row(day: int, kind: str) -> NewReminder:
    at = datetime(2026, 11, day, 7, tzinfo=UTC)
    return NewReminder(kind, at, at)


@EACH_ENGINE
async def test_what_is_told_of_a_dispute_replans_its_reminders(talk: Conversation) -> None:
    opened = told(DRESS, OPENED)
    await _save(talk, opened)
    assert await _planned(talk) == ["24 seller_turn_over", "26 platform_steps_in", "03 decision_late"]

    proposed = told(opened, PROPOSED)
    await _save(talk, proposed)
    assert (await _planned(talk))[:3] == ["22 proposal_half_time", "24 proposal_tomorrow", "25 proposal_last_day"]

    await _save(talk, told(proposed, Happening(Event.MONEY_ARRIVED, date(2026, 11, 20))))
    assert await _planned(talk) == []


async def test_a_proposals_pings_say_what_to_do_and_until_when(talk: Conversation) -> None:
    await _save(talk, told(DRESS, OPENED, PROPOSED))

    for day in range(21, 27):
        await talk.until(datetime(2026, 11, day, 12, tzinfo=UTC))

    assert _said(talk) == [
        "Reminder for 22 Nov 2026: half of the time to answer the proposal is over.",
        "Reminder for 24 Nov 2026: tomorrow is the last day to answer the proposal.",
        "Reminder for 25 Nov 2026: the last day to answer the proposal.",
    ]
    assert all("Answer on the dispute page by 25 Nov 2026" in ping for ping in _pings(talk))


@EACH_ENGINE
async def test_a_reminder_that_is_no_longer_true_is_not_sent(talk: Conversation) -> None:
    """By the 27th the proposal has applied itself: nobody is told any more to answer it."""
    await _save(talk, told(DRESS, OPENED, PROPOSED))

    await talk.until(datetime(2026, 11, 27, 12, tzinfo=UTC))

    assert _pings(talk) == []
    assert await _planned(talk) == ["10 money_due", "24 money_late"]


async def test_what_another_release_planned_and_these_rules_do_not_is_not_sent(talk: Conversation) -> None:
    await _save(talk, told(DRESS, OPENED, PROPOSED), (_row(23, "platform_steps_in"), _row(23, "of_a_later_release")))

    await talk.until(datetime(2026, 11, 23, 12, tzinfo=UTC))

    assert _pings(talk) == []
    assert await _planned(talk) == []


@EACH_ENGINE
async def test_a_reminder_whose_day_has_moved_waits_for_that_day(talk: Conversation) -> None:
    """An older release counted the seller's days to the fifth; now it is the day after."""
    await _save(talk, told(DRESS, OPENED), (_row(23, "seller_turn_over"),))

    await talk.until(datetime(2026, 11, 23, 12, tzinfo=UTC))
    assert _pings(talk) == []

    await talk.until(datetime(2026, 11, 24, 7, tzinfo=UTC))
    assert _said(talk) == ["Reminder for 24 Nov 2026: the seller's time is over."]
    assert "This comes late" not in talk.screen

    await talk.later(days=1)
    assert len(_pings(talk)) == 1


async def test_another_release_does_not_say_again_what_was_said_today(talk: Conversation) -> None:
    """The older one had another deadline for it."""
    proposed = told(DRESS, OPENED, PROPOSED)
    at = datetime(2026, 11, 22, 9, tzinfo=UTC)
    old = (NewReminder("proposal_half_time", at, at),)
    await _save(talk, proposed, old, zone="Europe/Berlin")
    await talk.until(at)
    assert len(_pings(talk)) == 1

    await _save(talk, proposed, zone="Europe/Berlin")

    assert (await _planned(talk))[:1] == ["24 proposal_tomorrow"]
    await talk.until(datetime(2026, 11, 23, 20, tzinfo=UTC))
    assert len(_pings(talk)) == 1


async def test_a_late_reminder_that_is_still_true_is_sent_and_says_so(talk: Conversation) -> None:
    await _save(talk, told(DRESS, OPENED, PROPOSED))

    await talk.until(datetime(2026, 11, 23, 12, tzinfo=UTC))

    assert _said(talk) == ["Reminder for 22 Nov 2026: half of the time to answer the proposal is over."]
    assert "This comes late" in talk.screen


async def test_while_an_answer_is_being_changed_the_old_plan_stands(talk: Conversation) -> None:
    proposed = told(DRESS, OPENED, PROPOSED)
    await _save(talk, proposed)
    await _save(talk, proposed.but(reviewed=False, issue=None), (_row(22, "proposal_half_time"),))

    await talk.until(datetime(2026, 11, 22, 12, tzinfo=UTC))

    assert _said(talk) == ["Reminder for 22 Nov 2026: half of the time to answer the proposal is over."]
    assert "Answer on the dispute page" not in talk.screen  # by when is not known just then


async def test_the_day_of_a_reminder_is_the_day_where_the_buyer_is(talk: Conversation) -> None:
    """In Auckland the morning of the 22nd is still the 21st in London."""
    await _save(talk, told(DRESS, OPENED, PROPOSED), zone="Pacific/Auckland")

    await talk.until(datetime(2026, 11, 21, 21, tzinfo=UTC))

    assert _said(talk) == ["Reminder for 22 Nov 2026: half of the time to answer the proposal is over."]


async def test_what_is_told_of_the_buyers_own_today_counts_at_once(talk: Conversation) -> None:
    """At five in the morning in London it is still yesterday where the marketplace is."""
    talk.clock.now = datetime(2026, 11, 20, 5, tzinfo=UTC)

    await _save(talk, told(DRESS, OPENED, PROPOSED))

    assert (await _planned(talk))[0] == "22 proposal_half_time"
