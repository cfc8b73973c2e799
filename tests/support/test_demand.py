"""How much one buyer may ask of volunteers, and what is said about when an answer comes. Counted in the database."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import support_groups
from bot.domain.buyer import Buyer
from bot.domain.demand import MOST_ASKED, MOST_OPEN, asked, hours_to_wait, usual
from bot.settings import Settings
from tests.conversation import Conversation
from tests.engines import EACH_ENGINE
from tests.storage.given import NOW
from tests.support.desk import GROUP, asks, card, desk, topics, volunteer
from tests.support.test_trouble import restarted

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


async def test_how_soon_others_had_an_answer_is_said_where_enough_is_known() -> None:
    async with desk() as talk:
        await _others(talk, (1, 2, 3, 40, 50))
        await talk.says("/human")

        assert "Lately half of the first answers came within 3 hours." in talk.screen


async def _others(talk: Conversation, hours: tuple[int, ...]) -> None:
    """Other buyers asked, and each had an answer after so many hours."""
    store, now = talk.app.store, talk.clock.now
    for number, after in enumerate(hours, 500):
        talk.telegram.user(number, f"B{number}", "en")
        other = Conversation(talk.telegram, talk.app, talk.clock, number)
        other._offset = talk._offset
        await other.says("The vase I ordered on 1 May for 25 USD arrived broken on 15 May")
        await other.taps(other.buttons[0])
        await asks(other)
        talk.clock.now = now + timedelta(hours=after)
        await volunteer(other, "/r hello")
        talk.clock.now, talk._offset = now, other._offset
    assert len(await store.open_tickets(0, 50)) == len(hours)


async def _another_case(talk: Conversation) -> None:
    await talk.taps("Back to the bot")
    await talk.says("/new")
    await talk.says("The lamp I ordered on 2 May for 9 USD never came")
    await talk.taps("Yes: It never came")
    await talk.taps(talk.buttons[0])
    await talk.says("/human")
    await talk.says("It never came, and the seller is silent")


@EACH_ENGINE
async def test_volunteers_have_three_cases_of_one_buyer_at_a_time(database: str) -> None:
    async with desk(database_url=database) as talk:
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


async def test_twenty_messages_wait_for_an_answer_and_the_next_ones_are_kept_with_the_case() -> None:
    async with desk() as talk:
        await asks(talk)
        for number in range(20):
            await talk.says(f"line {number}")
        before = len(talk.telegram.messages(GROUP))
        await talk.says("the seller wrote again")
        await talk.says("and again")

        assert "So I did not pass this on, but kept it with your own words about the case" in talk.screen
        assert len(talk.telegram.messages(GROUP)) == before
        assert "and again" in card(talk)
        record = (await talk.app.store.load(talk.buyer)).record
        assert record is not None
        assert str(record.case.notes).endswith("the seller wrote again\nand again")


async def test_a_file_over_the_limit_is_kept_with_the_case() -> None:
    async with desk() as talk:
        await asks(talk)
        for number in range(20):
            await talk.says(f"line {number}")
        before = len(talk.telegram.messages(GROUP))
        await talk.sends("photo")

        assert "I keep that with your case." in talk.screen
        record = (await talk.app.store.load(talk.buyer)).record
        assert record is not None
        assert len(record.files) == 1
        assert len([m for m in talk.telegram.messages(GROUP)[before:] if "photo" in m]) == 0


@pytest.mark.parametrize("what", ["an answer", "a while"])
async def test_after_an_answer_or_a_while_words_are_passed_on_again(what: str) -> None:
    async with desk() as talk:
        await asks(talk)
        for number in range(21):
            await talk.says(f"line {number}")
        if what == "an answer":
            await volunteer(talk, "/r one moment")
            await talk.taps("Answer")
        else:
            await talk.later(minutes=10)
        await talk.says("thank you")

        assert "thank you" in str(talk.telegram.messages(GROUP)[-1].get("text"))


async def test_the_count_of_messages_survives_a_restart(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'kept.db'}"
    async with desk(database_url=url) as talk:
        await asks(talk)
        for number in range(20):
            await talk.says(f"line {number}")
        await restarted(talk, url)
        await talk.says("one more")

        assert "So I did not pass this on" in talk.screen


def test_the_host_says_within_how_many_hours_an_answer_is_promised() -> None:
    groups = support_groups(Settings(support_chat_id=GROUP, support_answer_hours=6))

    assert groups is not None
    assert groups.answer_hours == 6


def test_a_buyer_who_asks_is_changed_in_nothing_else() -> None:
    buyer = Buyer(7, view="human")
    assert replace(asked(buyer, NOW), asks=0, asks_since=None) == buyer
