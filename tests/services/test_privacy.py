"""What a buyer is told of their data: one line before the first answer, and /privacy as this bot is really run."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.house import House
from bot.playground.cast import GROUP, TITLE
from bot.playground.telegram import Telegram
from tests.conversation import conversation

KEPT = "until 180 days after you last wrote. More about it, and how to delete it: /privacy"


def forum(telegram: Telegram) -> None:
    telegram.group(GROUP, TITLE, forum=True, bot="administrator")


@pytest.mark.parametrize("first", ["/start", "my parcel never came, ordered 3 weeks ago", "(photo)", "/new", "/human"])
async def test_before_the_first_answer_it_is_said_what_is_kept(first: str) -> None:
    """Once on each of the first screens, whatever somebody begins with; never after an answer."""
    async with conversation() as talk:
        await (talk.sends("photo") if first == "(photo)" else talk.says(first))
        if first == "/human":  # a screen that asks nothing: the next one says it
            await talk.taps("‹ Back")
        assert talk.screen.count(KEPT) == 1
        await talk.says("my parcel never came")
        assert KEPT in talk.screen
        await talk.says("yes")

        assert KEPT not in talk.screen
        for later in ("/start", "/cases", "/new"):
            await talk.says(later)
            assert KEPT not in talk.screen


async def test_the_line_says_the_days_of_this_bot() -> None:
    async with conversation(language="ru", retention_days=31) as talk:
        await talk.says("/start")

        assert "до 31 дня после вашего последнего сообщения" in talk.screen


SENTENCES: dict[str, tuple[dict[str, Any], str, str]] = {
    "retention_days": (
        {"retention_days": 45},
        "Until 45 days after you last wrote; then all of it is deleted by itself. I tell you 14 days before.",
        "Until 180 days",
    ),
    "volunteers": (
        {"support": GROUP, "prepare": forum},
        "Volunteers: only the cases you bring to them",
        "No volunteers: nobody reads along here.",
    ),
    "contact": (
        {"host_contact": "Ana <ana@example.org>"},
        "Whoever runs this bot and its database: Ana <ana@example.org>.",
        "They have not said here how to reach them.",
    ),
    "encrypted": (
        {"keys": ("A" * 43 + "=",)},
        "your words are encrypted: a copy of it says nothing without the key.",
        "your words are not encrypted",
    ),
    "reports": (
        {"sentry_dsn": "https://key@example.org/1"},
        "When something fails, a report goes to a Sentry server",
        "no report of it goes to a server elsewhere",
    ),
}
"""The settings, what /privacy says with them, and what it says without."""


@pytest.mark.parametrize("name", SENTENCES)
async def test_each_sentence_of_privacy_follows_its_setting(name: str) -> None:
    settings, said, otherwise = SENTENCES[name]

    with_it, without = await privacy(**settings), await privacy()

    assert said in with_it
    assert otherwise not in with_it
    assert otherwise in without


def test_every_setting_that_buyers_are_told_of_has_such_a_sentence() -> None:
    assert {*House.__slots__, "volunteers"} == {*SENTENCES}


async def privacy(**settings: Any) -> str:
    async with conversation(**settings) as talk:
        await talk.says("/privacy")
        return talk.screen
