"""Several cases due at once come as one message. What is done on it is done as on a ping of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

import pytest

from bot.domain.buyer import Buyer, Record
from bot.domain.case import Case
from bot.domain.history import Event, Happening
from bot.domain.pings import DONE
from bot.domain.reminders import DRAFT, Reminder
from bot.domain.stages import Phase
from bot.domain.standing import stage_of, told
from bot.rendering.bubbles import post
from bot.rendering.catalogues import PSEUDO, languages
from bot.services.scene import DATA_LIMIT
from bot.services.tidings import Tiding, message
from bot.storage.reminders import DueReminder
from tests.conversation import Conversation, conversation
from tests.services.reminded import DRESS, OPENED, at, case_of, keep
from tests.services.tellers import LARGEST_ID

NOW: Final = datetime(2026, 11, 20, 9, tzinfo=UTC)
TODAY: Final = NOW.date()


@pytest.fixture
async def talk() -> AsyncIterator[Conversation]:
    """Two cases whose safe last day is the 23rd; the lamp is the newer one."""
    async with conversation(at="2026-11-18T12:00") as talk:
        await talk.says("/start")
        await keep(talk, DRESS, zone="Europe/Berlin")
        await talk.says("/new")
        await talk.taps("Broken or bad quality")
        await keep(talk, DRESS.but(item="Lamp"), zone="Europe/Berlin")
        yield talk


async def test_each_case_has_its_done_and_its_way_in(talk: Conversation) -> None:
    await talk.until(at(20, 9))

    assert talk.buttons == ["#1 · I opened it", "Open #1", "#2 · I opened it", "Open #2"]


async def test_done_tells_of_its_own_case_and_leaves_the_other_alone(talk: Conversation) -> None:
    await talk.until(at(20, 9))
    bundle = talk.messages[-1]["message_id"]

    await talk.taps("#1 · I opened it")

    dress = await case_of(talk)
    assert dress.item == "Dress"
    assert dress.history == (Happening(Event.DISPUTE_OPENED, TODAY),)
    assert stage_of(dress, TODAY) is Phase.WAITING_FOR_SELLER
    left = {one.kind for one in await talk.app.store.planned(talk.buyer)}
    assert {"seller_turn_over", "last_day_tomorrow"} <= left  # the dress goes on, the lamp still waits

    talk.telegram.taps(talk.buyer, bundle, "#2 · I opened it")
    await talk.settle()
    lamp = await case_of(talk)
    assert (lamp.item, [one.event for one in lamp.history]) == ("Lamp", [Event.DISPUTE_OPENED])
    assert not {one.kind for one in await talk.app.store.planned(talk.buyer)} & {"last_day_tomorrow", "last_day"}


async def test_done_tapped_twice_counts_once(talk: Conversation) -> None:
    await talk.until(at(20, 9))
    bundle = talk.messages[-1]["message_id"]

    for _ in range(2):
        talk.telegram.taps(talk.buyer, bundle, "#1 · I opened it")
        await talk.settle()

    assert [one.event for one in (await case_of(talk)).history] == [Event.DISPUTE_OPENED]
    assert "That reminder is settled" in talk.screen


async def test_done_on_an_old_one_asks_when(talk: Conversation) -> None:
    await talk.until(at(20, 9))
    bundle = talk.messages[-1]["message_id"]
    await talk.until(at(23, 18))

    talk.telegram.taps(talk.buyer, bundle, "#1 · I opened it")
    await talk.settle()
    assert (await case_of(talk)).history == ()
    await talk.says("2026-11-20")
    await talk.taps("Yes: ")

    assert (await case_of(talk)).history == (Happening(Event.DISPUTE_OPENED, TODAY),)


async def test_the_rest_of_a_ping_is_behind_open(talk: Conversation) -> None:
    await talk.until(at(20, 9))

    await talk.taps("Open #1")
    assert "Dress" in talk.screen
    await talk.taps("Reminders")

    assert "Reminders of case 1" in talk.screen
    assert "✓ the safe last day" in talk.buttons


def tiding(number: int, kind: str, case: Case = DRESS, days: int = 3) -> Tiding:
    """One that is due today, of one of the newest cases there can be."""
    record = Record(LARGEST_ID - 100 + number, 7, number, case)
    due = DueReminder(1, "token", 1, record.id, 7, kind, NOW, NOW)
    return Tiding(due, Reminder(kind, TODAY, TODAY + timedelta(days=days)), record, late=False)


def rows(*told: Tiding, language: str = "en") -> list[list[str]]:
    """The words on the keys of the message."""
    said = message(Buyer(7, language=language), told)
    return [[key.text for key in row] for row in post(said.template, said.facts, language).rows]


def test_two_pings_of_one_case_open_it_once_and_offer_nothing_twice() -> None:
    running = told(DRESS, OPENED)

    assert rows(
        tiding(1, "decision_late", running), tiding(1, "paypal_ending", running, 9), tiding(2, "last_day_in_three")
    ) == [["#1 · I looked, it has news", "Open #1"], ["#2 · I opened it", "Open #2"], ["#1 · Done"]]
    assert rows(tiding(1, "decision_late", running), tiding(1, "platform_steps_in", running, 9)) == [
        ["#1 · I looked, it has news", "Open #1"]
    ]


def test_a_case_that_was_never_finished_can_only_be_opened() -> None:
    assert rows(tiding(1, DRAFT, DRESS), tiding(2, "last_day")) == [
        ["Case 1 · Dress"],
        ["#2 · I opened it", "Open #2"],
    ]


@pytest.mark.parametrize("kind", [*DONE, DRAFT])
@pytest.mark.parametrize("language", [*languages(), PSEUDO])
def test_the_keys_fit_whatever_is_due(kind: str, language: str) -> None:
    """Nine cases at once: eight rows of at most two keys, their data within what Telegram takes."""
    many = [tiding(number, kind, days=number) for number in range(90, 99)]
    said = message(Buyer(7, language=language), many)
    shown: Any = post(said.template, said.facts, language).rows

    assert len(shown) == 8
    assert all(len(row) <= 2 for row in shown)
    assert all(len(key.text) <= 40 and len(key.data.encode()) <= DATA_LIMIT for row in shown for key in row)


def test_the_newest_word_about_a_day_stands_for_all_of_it() -> None:
    early = tiding(1, "last_day_in_three")
    later = replace(early, one=Reminder("last_day", date(2026, 11, 23), early.one.about_on))

    said = message(Buyer(7), (later, early))

    assert (said.template, said.facts["kind"]) == ("reminder", "last_day")
