"""How much one buyer may ask of volunteers, and what is said about when an answer comes. Counted in the database."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.domain.buyer import Buyer
from bot.domain.demand import MOST_ASKED, MOST_OPEN, asked, hours_to_wait, usual
from tests.conversation import Conversation
from tests.storage.given import NOW
from tests.support.desk import asks, desk, topics, volunteer

HOUR = timedelta(hours=1)


def test_half_of_the_first_answers_is_what_is_usual_and_few_say_nothing() -> None:
    assert usual([HOUR] * 4) is None
    assert usual([HOUR, HOUR, 3 * HOUR, 40 * HOUR, 50 * HOUR]) == 3
    assert usual([timedelta(minutes=5)] * 5) == 1
    assert usual([timedelta(minutes=61)] * 5) == 2


def test_the_day_of_asking_begins_with_the_first_time() -> None:
    buyer = Buyer(7)
    for _ in range(MOST_ASKED):
        assert hours_to_wait(buyer, NOW) == 0
        buyer = asked(buyer, NOW)

    assert hours_to_wait(buyer, NOW + HOUR / 2) == 24
    assert hours_to_wait(buyer, NOW + 23.5 * HOUR) == 1
    assert hours_to_wait(buyer, NOW + 24 * HOUR) == 0
    assert asked(buyer, NOW + 24 * HOUR).asks == 1


async def test_the_buyer_reads_honestly_when_to_expect_an_answer() -> None:
    async with desk() as talk:
        await talk.says("/human")

        assert "They try to answer everybody within 24 hours." in talk.screen
        assert "They are people and may be asleep just now." in talk.screen
        assert "Your own last day does not wait for them" in talk.screen
        assert "Safe last day so far: 30 May 2026" in talk.screen
        assert "Lately" not in talk.screen


async def _another_case(talk: Conversation) -> None:
    await talk.taps("Back to the bot")
    await talk.says("/new")
    await talk.says("The lamp I ordered on 2 May for 9 USD never came")
    await talk.taps("Yes: It never came")
    await talk.taps(talk.buttons[0])
    await talk.says("/human")
    await talk.says("It never came, and the seller is silent")


async def test_volunteers_have_three_cases_of_one_buyer_at_a_time() -> None:
    async with desk() as talk:
        await asks(talk)
        for _ in range(MOST_OPEN - 1):
            await _another_case(talk)
            await talk.taps("Yes, share it")
        await _another_case(talk)

        assert "The volunteers have 3 other cases of yours already" in talk.screen
        assert "Yes, share it and ask" not in talk.buttons
        assert len(topics(talk)) == MOST_OPEN

        await volunteer(talk, "/close lost")
        await talk.says("/human")
        await talk.taps("Yes, share it")
        assert len(topics(talk)) == MOST_OPEN + 1


async def test_nobody_asks_more_than_five_times_a_day_also_not_by_deleting_the_case() -> None:
    async with desk() as talk:
        for _ in range(MOST_ASKED):
            await asks(talk)
            await talk.taps("Back to the bot")
            await talk.says("/cancel")
            await talk.taps("Delete this case")
            await talk.says("The vase I ordered on 1 May for 25 USD arrived broken on 15 May")
            await talk.taps(talk.buttons[0])
        await talk.says("/human")

        assert "You have asked 5 times within a day" in talk.screen
        assert "You can ask again in 24 hours." in talk.screen
        assert topics(talk) == []

        await talk.later(hours=24)
        await asks(talk)
        assert len(topics(talk)) == 1


def test_a_buyer_who_asks_is_changed_in_nothing_else() -> None:
    buyer = Buyer(7, view="human")
    assert replace(asked(buyer, NOW), asks=0, asks_since=None) == buyer
