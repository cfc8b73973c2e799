"""The answers to the questions about what happened: a part of the price, the hours of a timer, a picked day."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.history import Event
from tests.conversation import conversation
from tests.services.test_happenings import disputed, history
from tests.services.walkers import answers, well


@pytest.mark.parametrize(("said", "day"), [("48 hours", "Sun 22"), ("1 day 20 hours", "Sat 21"), ("9h", "Fri 20")])
async def test_the_hours_on_the_page_are_rounded_down_to_a_day(said: str, day: str) -> None:
    async with conversation(at="2026-11-20T10:00") as talk:
        await disputed(talk)
        for button in ("What happened?", "AliExpress ›", "AliExpress proposes an amount"):
            await talk.taps(button)
        await talk.says("8 usd")
        await talk.says(said)
        await talk.taps(f"Yes: {day} November 2026")

        assert f"By {day} November 2026" in talk.messages[-2]["text"]


async def test_a_share_that_is_told_is_an_amount_of_what_was_paid(log: list[Any]) -> None:
    async with conversation(at="2026-11-20T10:00") as talk:
        await disputed(talk)
        await talk.says("the seller offers 50%")

        assert "Seller offers an amount: US$12.00" in talk.screen
        await talk.taps("Yes, that is right")
        await talk.taps("Today")
        assert "Offered: US$12.00" in talk.messages[-2]["text"]
        well(talk, log)


@pytest.mark.parametrize(("said", "amount"), [("half", "US$12.00"), ("50%", "US$12.00"), ("a third", "US$8.00")])
async def test_a_share_where_an_amount_is_asked_for_is_worked_out_and_echoed(said: str, amount: str) -> None:
    async with conversation(at="2026-11-20T10:00") as talk:
        await disputed(talk)
        for button in ("What happened?", "Seller offers an amount"):
            await talk.taps(button)
        await talk.says(said)

        await talk.taps(f"Yes: {amount}")
        assert "On which day was that?" in talk.screen


async def test_the_day_it_happened_is_picked_from_the_calendar(log: list[Any]) -> None:
    async with conversation(at="2026-11-20T10:00") as talk:
        await disputed(talk)
        for button in ("What happened?", "Seller refused", "Pick a day"):
            await talk.taps(button)

        assert "November 2026" in talk.screen
        assert "21" not in talk.buttons
        await talk.taps("18")
        await talk.taps("Yes: Wed 18 November 2026")
        known = await answers(talk)
        assert known is not None
        assert str(known["case"].history[-1].on) == "2026-11-18"
        well(talk, log)


async def test_the_last_day_of_the_page_is_picked_among_the_days_to_come() -> None:
    async with conversation(at="2026-11-20T10:00") as talk:
        await disputed(talk)
        for button in ("What happened?", "AliExpress ›", "AliExpress proposes an amount"):
            await talk.taps(button)
        await talk.says("8 usd")
        await talk.taps("Pick a day")

        assert "19" not in talk.buttons
        assert "‹ Oct" not in talk.buttons
        for button in ("Dec ›", "2"):
            await talk.taps(button)
        await talk.taps("Yes: Wed 2 December 2026")
        assert "On which day was that?" not in talk.screen
        assert (await history(talk))[-1] is Event.PLATFORM_PROPOSED_AMOUNT


async def test_at_the_calendar_of_a_happening_a_day_is_typed_and_the_way_back_leads_to_its_question() -> None:
    async with conversation(at="2026-11-20T10:00") as talk:
        await disputed(talk)
        for button in ("What happened?", "Seller refused", "Pick a day", "‹ Back"):
            await talk.taps(button)
        assert "On which day was that?" in talk.screen

        await talk.taps("Pick a day")
        await talk.says("17 november")
        assert "Yes: Tue 17 November 2026" in talk.buttons
