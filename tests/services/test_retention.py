"""Retention, as a buyer lives it: told at a decent hour, kept by one word, gone without one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.retention import Fate
from bot.services.retention import retain
from tests.conversation import Conversation, conversation

LAST_WORD = datetime(2026, 5, 22, 10, tzinfo=UTC)
TOLD, GONE = "In 14 days I delete everything", "That message is old"


def day(number: float) -> datetime:
    return LAST_WORD + timedelta(days=number)


async def begins(talk: Conversation) -> None:
    await talk.says("my kettle arrived broken yesterday")
    await talk.says("yes")
    await talk.until(day(4))


def told(talk: Conversation) -> int:
    return sum(TOLD in str(message.get("text")) for message in talk.messages)


async def test_silence_is_told_of_once_and_ends_in_nothing() -> None:
    async with conversation() as talk:
        await begins(talk)
        for number in (165.5, 166, 166.5, 170, 179):
            await talk.until(day(number))
        assert told(talk) == 1
        await talk.until(day(180.1))

        assert (await talk.app.store.counts())["buyers"] == 0
        await talk.taps("Keep it")
        assert GONE in talk.screen


@pytest.mark.parametrize("word", ["[Keep it]", "/cases", "hello"])
async def test_any_word_keeps_it(word: str) -> None:
    async with conversation() as talk:
        await begins(talk)
        await talk.until(day(166))
        await (talk.taps("Keep it") if word == "[Keep it]" else talk.says(word))
        await talk.until(day(181))
        assert (await talk.app.store.counts())["cases"] == 1
        await talk.until(day(166 + 166))

        assert told(talk) == 2


async def test_the_days_are_those_of_the_host() -> None:
    async with conversation(retention_days=30) as talk:
        await begins(talk)
        await talk.until(day(16))
        assert told(talk) == 1
        await talk.until(day(30.1))

        assert (await talk.app.store.counts())["buyers"] == 0


async def test_nobody_is_told_at_night() -> None:
    """It is said in the morning of where the buyer is."""
    async with conversation() as talk:
        await begins(talk)
        await talk.says("/settings")
        await talk.taps("Time zone")
        await talk.says("Tokyo")
        start = talk.clock.now + timedelta(days=166)
        night = start.replace(hour=16)  # one in the morning
        await talk.until(night)
        assert told(talk) == 0
        await talk.until(night + timedelta(hours=10))

        assert told(talk) == 1


async def test_who_blocked_the_bot_or_has_no_case_is_not_told() -> None:
    async with conversation() as talk:
        await talk.says("/start")
        await talk.until(day(170))
        assert told(talk) == 0
        await talk.until(day(181))
        assert (await talk.app.store.counts())["buyers"] == 0

        await talk.says("my kettle arrived broken yesterday")
        talk.telegram.blocks(talk.buyer)
        await talk.settle()
        await talk.later(days=170)
        assert told(talk) == 0
        await talk.later(days=11)
        assert (await talk.app.store.counts())["buyers"] == 0


async def test_many_at_once_are_all_served() -> None:
    """More than one batch, all due at the same moment."""
    async with conversation() as talk:
        for buyer in range(1, 206):
            talk.telegram.user(buyer, "Bo", "en")
            talk.telegram.says(buyer, "/start")
        await talk.settle()

        done = await retain(talk.app.store, day(200), 180)

        assert done == {Fate.DELETE: 205}
        assert await retain(talk.app.store, day(200), 180) == {}
