"""When a ping comes: by the buyer's own clock, not at night, several cases in one message."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.domain.case import Case
from bot.domain.standing import told
from tests.conversation import Conversation, conversation
from tests.engines import EACH_ENGINE
from tests.services.reminded import DRESS, OPENED, at, hours, keep, pings
from tests.services.walkers import on

LAMP = DRESS.but(item="Lamp")


@pytest.fixture
async def talk(database: str) -> AsyncIterator[Conversation]:
    """In Berlin it is one hour later than in UTC. The safe last day of DRESS is the 23rd."""
    async with conversation(at="2026-11-18T12:00", database_url=database) as talk:
        await talk.says("/start")
        yield talk


async def another(talk: Conversation, case: Case, zone: str = "Europe/Berlin") -> None:
    """One more case of the same buyer, with its plan."""
    await talk.says("/new")
    await talk.taps("Broken or bad quality")
    await keep(talk, case, zone=zone)


async def test_a_ping_comes_at_ten_where_the_buyer_is(talk: Conversation) -> None:
    await keep(talk, DRESS, zone="Europe/Berlin")

    assert await hours(talk) == ["20 09:00 last_day_in_three", "22 09:00 last_day_tomorrow", "23 09:00 last_day"]


async def test_the_deadline_is_the_end_of_the_day_where_the_buyer_is(talk: Conversation) -> None:
    await keep(talk, DRESS, zone="Europe/Berlin")

    due = {f"{one.due_at:%d %H:%M:%S}" for one in await talk.app.store.planned(talk.buyer)}
    assert due == {"23 22:59:59"}


@EACH_ENGINE
async def test_another_zone_moves_the_plan_of_every_case(talk: Conversation) -> None:
    await keep(talk, DRESS, zone="Europe/Berlin")
    await another(talk, LAMP)
    assert {one[3:8] for one in await hours(talk)} == {"09:00"}

    await talk.says("/settings")
    await talk.taps("Time zone")
    await talk.says("Tokyo")

    assert {one[3:8] for one in await hours(talk)} == {"01:00"}
    assert {f"{one.due_at:%d %H}" for one in await talk.app.store.planned(talk.buyer)} == {"23 14"}


async def test_a_ping_that_was_sent_is_not_sent_again_in_another_zone(talk: Conversation) -> None:
    await keep(talk, DRESS, zone="Europe/Berlin")
    await talk.until(at(20, 9))
    assert len(pings(talk)) == 1

    await talk.says("/settings")
    await talk.taps("Time zone")
    await talk.says("New York")
    await keep(talk, DRESS, zone="America/New_York")
    await talk.until(at(21, 20))

    assert len(pings(talk)) == 1


@EACH_ENGINE
async def test_quiet_hours_are_chosen_with_two_taps_and_move_the_plan(talk: Conversation) -> None:
    await keep(talk, DRESS, zone="Europe/Berlin")

    await talk.says("/settings")
    assert "Quiet hours: 22:00–09:00" in talk.screen
    await talk.taps("Quiet hours")
    await talk.taps("08:00–16:00")

    assert "Quiet hours: 08:00–16:00" in talk.screen
    assert (await hours(talk))[0] == "20 06:30 last_day_in_three"


async def test_without_quiet_hours_nothing_moves(talk: Conversation) -> None:
    await keep(talk, DRESS, zone="Europe/Berlin")
    before = await hours(talk)

    await talk.says("/settings")
    await talk.taps("Quiet hours")
    await talk.taps("No quiet hours")

    assert "Quiet hours: none" in talk.screen
    assert await hours(talk) == before


async def test_cases_that_are_due_together_come_as_one_message_with_a_key_for_each(talk: Conversation) -> None:
    await keep(talk, DRESS, zone="Europe/Berlin")
    await another(talk, LAMP)

    await talk.until(at(20, 9))

    assert len(pings(talk)) == 1
    assert talk.screen.count("Reminder for 20 Nov 2026: three days to the safe last day.") == 2
    assert talk.buttons == ["#1 · I opened it", "Open #1", "#2 · I opened it", "Open #2"]
    await talk.taps("Open #2")
    assert "Lamp" in talk.screen


async def test_after_days_in_which_nothing_could_be_sent_one_message_comes_and_says_it_is_late(
    talk: Conversation,
) -> None:
    """Of what is about one day only the last is said."""
    await keep(talk, DRESS, zone="Europe/Berlin")
    await another(talk, LAMP)

    await talk.until(at(22, 18))

    assert len(pings(talk)) == 1
    assert talk.screen.count("Reminder for") == 2
    assert talk.screen.count("tomorrow is the safe last day") == 2
    assert "comes late" in talk.screen


@EACH_ENGINE
async def test_who_comes_back_after_a_block_gets_one_message(talk: Conversation) -> None:
    await keep(talk, DRESS, zone="Europe/Berlin")
    await another(talk, LAMP)
    talk.telegram.blocks(talk.buyer)
    await talk.until(at(20, 9))
    await talk.until(at(22, 9))
    assert pings(talk) == []

    talk.telegram.unblocks(talk.buyer)
    await talk.says("/start")
    await talk.later(minutes=1)

    assert len(pings(talk)) == 1


async def test_what_fell_due_at_night_while_nothing_could_be_sent_waits_for_the_morning(talk: Conversation) -> None:
    await keep(talk, DRESS, zone="Europe/Berlin")

    await talk.until(at(20, 23))  # midnight in Berlin
    assert pings(talk) == []

    await talk.until(at(21, 8))
    assert len(pings(talk)) == 1
    assert "comes late" in talk.screen


async def test_the_last_night_is_not_kept(talk: Conversation) -> None:
    await keep(talk, DRESS, zone="Europe/Berlin")
    await talk.until(at(22, 9))

    await talk.until(at(23, 22, 10))  # 23:10 in Berlin, on the safe last day

    assert "the safe last day" in talk.screen
    assert "comes late" in talk.screen


async def test_the_first_result_asks_for_the_zone_and_no_other_does() -> None:
    async with conversation(at="2026-11-18T12:00") as talk:
        await _finish(talk, "kettle")
        asked = [message for message in talk.messages if "I do not know your time zone" in str(message.get("text"))]
        assert len(asked) == 1
        assert "Set my time zone" in talk.buttons

        await _finish(talk, "lamp")
        assert "Set my time zone" not in talk.buttons


async def test_the_zone_is_set_from_the_result_and_leads_back_to_the_case() -> None:
    async with conversation(at="2026-11-18T12:00") as talk:
        await _finish(talk, "kettle")
        assert {one[3:8] for one in await hours(talk)} == {"07:00"}

        await talk.taps("Set my time zone")
        await talk.says("Berlin")

        assert "Saved." in talk.screen
        assert "Case 1" in talk.screen
        assert {one[3:8] for one in await hours(talk)} == {"09:00"}


@pytest.mark.parametrize("page", ["Why", "Where to press", "What proves it", "Options", "All letters", "Other ways"])
async def test_every_page_of_a_case_says_by_when(talk: Conversation, page: str) -> None:
    await _finish(talk, "kettle")
    await talk.says("/cases")
    await talk.taps("Case 1")
    await talk.taps(page)

    assert "Safe last day: Mon 23 November 2026" in talk.screen


async def test_in_a_dispute_every_page_says_whose_turn_it_is_and_until_when(talk: Conversation) -> None:
    await keep(talk, told(DRESS, OPENED), zone="Europe/Berlin", view="card")
    await talk.says("/cases")
    await talk.taps("Case 1")
    await talk.taps("What proves it")

    assert "until 23 Nov 2026" in talk.screen


async def _finish(talk: Conversation, item: str) -> None:
    """A case told from the beginning to its result."""
    await talk.says("/new")
    await talk.says(f"my {item} arrived broken, ordered 1 october 2026, arrived 8 november 2026, 20 usd")
    await talk.taps("Yes")
    await on(talk, until="Your case so far")
    await talk.taps("Show my result")
