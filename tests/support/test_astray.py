"""Astray: Telegram puts what is for a topic into General, or says that a topic it has just made is not there."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.playground.chats import Threads
from bot.playground.pointers import buttons
from tests.conversation import Conversation, Message
from tests.engines import EACH_ENGINE
from tests.support.desk import GROUP, MAX, VERA, asks, desk, lines, marks, text, topics, volunteer

HOST = 42


def general(talk: Conversation) -> list[Message]:
    """What the bot has sent into General, oldest first."""
    ours = [m for m in talk.telegram.messages(GROUP) if m["from"]["id"] == talk.telegram.me.id]
    return [m for m in ours if "message_thread_id" not in m and "pinned_message" not in m]


async def answers(talk: Conversation, message: Message, words: str, who: int = VERA) -> None:
    """A volunteer answers something in General."""
    talk.telegram.says(who, words, chat=GROUP, reply_to=message["message_id"])
    await talk.settle()


def host(talk: Conversation) -> None:
    """The host has a chat with the bot."""
    talk.telegram.says(talk.telegram.user(HOST, "Hanna", "en"), "/start")


def news(talk: Conversation) -> list[str]:
    """What the host heard of it."""
    return [text(m) for m in talk.telegram.messages(HOST) if "into General of the support group" in text(m)]


async def test_what_telegram_puts_into_general_gets_its_number_and_is_not_sent_again() -> None:
    async with desk() as talk:
        await asks(talk)
        talk.telegram.mislays_topics(GROUP, "ignored")
        await talk.says("hello <there>")

        assert [text(m) for m in general(talk)] == ["#1 · Buyer · EN\nhello <there>"]
        assert len(topics(talk)) == 1
        assert len(marks(talk, talk.buyer)) == 1
        await talk.later(minutes=30)
        assert len(general(talk)) == 1


async def test_who_answers_it_there_writes_to_the_buyer() -> None:
    async with desk() as talk:
        await asks(talk)
        talk.telegram.mislays_topics(GROUP, "ignored")
        await talk.says("hello")
        await answers(talk, general(talk)[-1], "Good morning", MAX)
        assert talk.screen == "Max, a volunteer:\nGood morning"

        await answers(talk, general(talk)[-1], "/take")
        line = general(talk)[-1]
        assert text(line).startswith("#1 · Vera has taken the case")
        await answers(talk, line, "/release")
        assert text(general(talk)[-1]) == "#1 · Free again: /take."


async def test_a_button_on_what_came_into_general_stays() -> None:
    async with desk() as talk:
        await asks(talk)
        talk.telegram.mislays_topics(GROUP, "ignored")
        await volunteer(talk, "/close")

        line = general(talk)[-1]
        assert text(line).startswith("#1 · How did it end?")
        assert buttons(line)


async def test_albums_and_files_in_general_have_the_number_below_them() -> None:
    async with desk() as talk:
        await talk.sends("photo")
        talk.telegram.mislays_topics(GROUP, "ignored")
        await talk.says("/human")
        await talk.taps("Yes, share it")
        talk.telegram.sends_album(talk.buyer, [11, 12], caption="both sides")
        await talk.settle()
        await talk.later(seconds=5)

        card, file, first, second = general(talk)
        assert text(card).startswith("#1 · Damaged on the way")
        assert text(file) == "#1 · 1 · Fault close up"
        assert text(first) == "#1 · Buyer · EN · 2 · Parcel from all sides, 3 · Packing inside\nboth sides"
        assert text(second) == "photo"
        await answers(talk, second, "I see the crack")
        assert talk.screen == "Vera, a volunteer:\nI see the crack"


async def test_an_answer_to_a_picture_in_general_finds_its_case() -> None:
    """What comes back of a copy is a number and nothing else."""
    async with desk() as talk:
        await asks(talk)
        talk.telegram.mislays_topics(GROUP, "ignored")
        await talk.sends("sticker")
        await answers(talk, general(talk)[-1], "Nice")
        assert talk.screen == "Vera, a volunteer:\nNice"


async def test_the_topic_is_used_again_when_telegram_finds_it() -> None:
    async with desk() as talk:
        topic = await asks(talk)
        talk.telegram.mislays_topics(GROUP, "ignored")
        await talk.says("one")
        talk.telegram.mislays_topics(GROUP, "found")
        await talk.says("two")

        assert topics(talk) == [topic]
        assert lines(talk)[-1] == "Buyer · EN\ntwo"


@pytest.mark.parametrize("threads", ["ignored", "forgotten"])
async def test_the_host_hears_of_it_once_a_day(threads: Threads) -> None:
    async with desk(operators=(HOST,)) as talk:
        host(talk)
        await asks(talk)
        talk.telegram.mislays_topics(GROUP, threads)
        await talk.says("one")
        await talk.says("two")
        assert len(news(talk)) == 1

        await talk.until(talk.clock.now + timedelta(days=1))
        await talk.says("three")
        assert len(news(talk)) == 2


@EACH_ENGINE
async def test_a_topic_that_is_made_and_not_found_is_not_made_again_and_again(database: str) -> None:
    async with desk(database_url=database) as talk:
        await talk.sends("photo")
        await asks(talk)
        talk.telegram.mislays_topics(GROUP, "forgotten")
        await talk.says("hello")
        await talk.says("are you there?")

        assert len(talk.telegram.calls("createForumTopic")) == 2
        card, file, first, second = general(talk)
        assert text(card).startswith("#1 · Damaged on the way")
        assert text(file) == "#1 · 1 · Fault close up"
        assert [text(first), text(second)] == ["#1 · Buyer · EN\nhello", "#1 · Buyer · EN\nare you there?"]
        assert [m["reply_to_message"]["message_id"] for m in (file, first, second)] == [card["message_id"]] * 3
        assert len(marks(talk, talk.buyer)) == 2

        await answers(talk, second, "I am")
        assert talk.screen == "Vera, a volunteer:\nI am"


async def test_a_case_whose_first_topic_is_not_found_is_in_general_with_its_card() -> None:
    async with desk() as talk:
        talk.telegram.mislays_topics(GROUP, "forgotten")
        await talk.says("/human")
        await talk.taps("Yes, share it")
        assert len(topics(talk)) == 1
        (card,) = general(talk)

        await answers(talk, card, "Good morning")
        assert talk.screen == "Vera, a volunteer:\nGood morning"


async def test_after_a_while_another_topic_is_tried_but_few_of_them() -> None:
    async with desk() as talk:
        await asks(talk)
        talk.telegram.mislays_topics(GROUP, "forgotten")
        await talk.says("hello")
        assert len(topics(talk)) == 2
        await talk.later(hours=1)
        for number in range(5):
            await talk.says(f"message {number}")

        assert len(topics(talk)) == 4
        said = [text(m) for m in general(talk)]
        assert [one for one in said if "message" in one] == [f"#1 · Buyer · EN\nmessage {n}" for n in range(5)]


async def test_the_topic_made_last_is_used_as_soon_as_it_is_found() -> None:
    async with desk() as talk:
        await asks(talk)
        talk.telegram.mislays_topics(GROUP, "forgotten")
        await talk.says("hello")
        talk.telegram.mislays_topics(GROUP, "found")
        await talk.says("better now?")
        assert lines(talk)[-1] == "Buyer · EN\nbetter now?"


async def test_a_case_that_is_deleted_leaves_nothing_in_general() -> None:
    async with desk() as talk:
        await asks(talk)
        talk.telegram.mislays_topics(GROUP, "ignored")
        await talk.says("my address is here")
        await talk.says("/privacy")
        await talk.taps("Delete everything about me")
        await talk.taps("Yes, delete everything")
        assert topics(talk) == []
        assert general(talk) == []
