"""The days of what is told: the buyer's own, the platform's, and those that cannot be."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Final

import pytest

from bot.domain.case import Case, Stage
from bot.domain.history import Event
from bot.domain.issues import ISSUES, Issue
from bot.domain.stages import Phase
from bot.services.coaching import coached
from tests.conversation import Conversation, conversation
from tests.services.tellers import TODAY, scene_of, tells
from tests.services.test_happenings import disputed
from tests.services.walkers import answers

TOMORROW: Final = TODAY + timedelta(1)
DAMAGED: Final = Case(
    stage=Stage.OPEN, family=ISSUES[Issue.DAMAGED].family, issue=Issue.DAMAGED, price=Decimal(24), currency="USD"
)


def test_a_dispute_opened_on_a_day_that_has_not_begun_on_the_platform_is_open() -> None:
    """In Auckland it is Saturday already, in Los Angeles Friday."""
    scene = scene_of(DAMAGED.but(opened_on=TOMORROW)).but(zone="Pacific/Auckland")

    assert coached(scene).coaching.at.phase is Phase.WAITING_FOR_SELLER


@pytest.mark.parametrize("known", [{}, {"on": TOMORROW.isoformat()}])
def test_what_came_after_the_opening_is_told_after_it(known: dict[str, str]) -> None:
    scene = scene_of(DAMAGED.but(opened_on=TOMORROW)).but(zone="Pacific/Auckland")

    for event in (Event.SELLER_ASKED_WAIT, Event.SELLER_REFUSED):
        scene = tells(scene, event, **known)

    told = [one.event for one in scene.case.history]
    assert told == [Event.DISPUTE_OPENED, Event.SELLER_ASKED_WAIT, Event.SELLER_REFUSED]
    assert coached(scene).coaching.at.phase is Phase.NEGOTIATION


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ("tomorrow", "That day is still to come"),
        ("in 5 days", "That day is still to come"),
        ("5 october 2026", "before the day of your order"),
    ],
)
async def test_what_happened_lies_between_the_order_and_today(said: str, refused: str) -> None:
    async with conversation(at="2026-11-20T10:00") as talk:
        await disputed(talk)
        for button in ("What happened?", "Seller refused"):
            await talk.taps(button)
        await talk.says(said)

        assert refused in talk.screen
        assert "On which day was that?" in talk.screen


@pytest.mark.parametrize("said", ["yesterday", "in 300 days", "20 june 2027"])
async def test_a_timer_ends_within_half_a_year(said: str) -> None:
    async with conversation(at="2026-11-20T10:00") as talk:
        await _at_the_timer(talk)
        await talk.says(said)

        assert "ends today or within the next 180 days" in talk.screen
        known = await answers(talk)
        assert known is not None
        assert known["case"].telling[0].answer_by is None


async def test_of_several_readings_only_those_that_can_be_are_offered() -> None:
    """12/11 may be 11 December; 12 November would be next year's."""
    async with conversation(at="2026-11-20T10:00") as talk:
        await _at_the_timer(talk)
        await talk.says("12/11")

        assert "Fri 11 December 2026" in " ".join(talk.buttons)
        assert not [button for button in talk.buttons if "2027" in button]


async def test_more_than_twice_what_was_paid_is_asked_about_again() -> None:
    async with conversation(at="2026-11-20T10:00") as talk:
        await disputed(talk)
        for button in ("What happened?", "Seller offers an amount"):
            await talk.taps(button)
        await talk.says("500")

        assert "That is more than I can work with." in talk.screen


async def test_words_of_a_timer_long_over_are_asked_again_by_the_time_they_are_confirmed() -> None:
    async with conversation(at="2026-11-20T10:00") as talk:
        await disputed(talk)
        await talk.says("AliExpress proposes 5 dollars, answer by 23 november")
        await talk.later(days=10)
        await talk.says("yes")

        assert "23 Nov" not in talk.screen
        known = await answers(talk)
        assert known is not None
        assert known["case"].telling[0].answer_by is None


async def _at_the_timer(talk: Conversation) -> None:
    await disputed(talk)
    for button in ("What happened?", "AliExpress ›", "AliExpress proposes a return"):
        await talk.taps(button)
