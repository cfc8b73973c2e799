"""A case is spoken of once a day, whatever becomes of its plan; what makes way is not late."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date

import pytest

from bot.domain.history import Event, Happening
from bot.domain.standing import told
from tests.conversation import Conversation, conversation
from tests.engines import EACH_ENGINE
from tests.services.reminded import DRESS, OPENED, at, hours, keep, pings


@pytest.fixture
async def talk(database: str) -> AsyncIterator[Conversation]:
    """In Berlin it is one hour later than in UTC. The safe last day of DRESS is the 23rd."""
    async with conversation(at="2026-11-18T12:00", database_url=database) as talk:
        await talk.says("/start")
        yield talk


@EACH_ENGINE
async def test_a_case_is_spoken_of_once_a_day_unless_its_day_ends(talk: Conversation) -> None:
    """At ten a reminder of the window, in the afternoon the dispute is told: what is due the same day waits."""
    await keep(talk, DRESS, zone="Europe/Berlin")
    await talk.until(at(20, 9))
    assert len(pings(talk)) == 1

    proposed = Happening(Event.PLATFORM_PROPOSED_AMOUNT, date(2026, 11, 18), answer_by=date(2026, 11, 22))
    await keep(talk, told(DRESS, OPENED, proposed), zone="Europe/Berlin")
    assert "20 11:00 proposal_half_time" in await hours(talk)
    await talk.until(at(20, 12))
    assert len(pings(talk)) == 1

    await talk.until(at(21, 9))
    assert len(pings(talk)) == 2


async def test_what_made_way_for_another_ping_of_its_case_does_not_say_that_it_is_late(talk: Conversation) -> None:
    await keep(talk, DRESS, zone="Europe/Berlin")
    await talk.until(at(20, 9))
    proposed = Happening(Event.PLATFORM_PROPOSED_AMOUNT, date(2026, 11, 18), answer_by=date(2026, 11, 23))
    await keep(talk, told(DRESS, OPENED, proposed), zone="Europe/Berlin")

    await talk.until(at(20, 12))
    assert len(pings(talk)) == 1
    await talk.until(at(21, 9))

    assert "half of the time to answer the proposal is over" in talk.screen
    assert "comes late" not in talk.screen


async def test_what_made_way_and_then_could_not_be_sent_says_that_it_is_late(talk: Conversation) -> None:
    await keep(talk, DRESS, zone="Europe/Berlin")
    await talk.until(at(20, 9))
    proposed = Happening(Event.PLATFORM_PROPOSED_AMOUNT, date(2026, 11, 18), answer_by=date(2026, 11, 23))
    await keep(talk, told(DRESS, OPENED, proposed), zone="Europe/Berlin")
    await talk.until(at(20, 12))

    await talk.until(at(21, 18))

    assert "half of the time to answer the proposal is over" in talk.screen
    assert "comes late" in talk.screen


@EACH_ENGINE
async def test_a_ping_is_not_said_again_on_its_day_because_a_date_was_corrected(talk: Conversation) -> None:
    """Half of the time was over on the 20th by both dates; what is new stood on the screen."""
    first, second = (
        Happening(Event.PLATFORM_PROPOSED_AMOUNT, date(2026, 11, 18), answer_by=date(2026, 11, day)) for day in (22, 23)
    )
    await keep(talk, told(DRESS, OPENED, first), zone="Europe/Berlin")
    await talk.until(at(20, 9))
    assert "half of the time" in talk.screen

    await keep(talk, told(DRESS, OPENED, second), zone="Europe/Berlin")
    await talk.until(at(20, 20))
    await talk.until(at(21, 20))
    assert len(pings(talk)) == 1

    await talk.until(at(22, 9))
    assert "by 23 Nov 2026" in talk.screen


@EACH_ENGINE
async def test_a_case_that_was_spoken_of_today_is_not_when_its_dates_are_corrected(talk: Conversation) -> None:
    """The proposal was another one, so its half time comes again; what is due this day all the same waits as well."""
    await keep(talk, DRESS, zone="Europe/Berlin")
    await talk.until(at(20, 9))
    assert len(pings(talk)) == 1

    proposed = Happening(Event.PLATFORM_PROPOSED_AMOUNT, date(2026, 11, 18), answer_by=date(2026, 11, 23))
    later = DRESS.but(delivered_on=date(2026, 11, 12), protection_ends_on=date(2026, 12, 5))
    await keep(talk, later, zone="Europe/Berlin")
    assert [one for one in await hours(talk) if one.endswith("last_day_in_three")] == ["24 09:00 last_day_in_three"]
    await keep(talk, told(later, OPENED, proposed), zone="Europe/Berlin")
    assert (await hours(talk))[0] == "20 11:00 proposal_half_time"
    await talk.until(at(20, 20))

    assert len(pings(talk)) == 1
