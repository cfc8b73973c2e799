"""Burst: twenty messages a minute is what Telegram takes in a group. Nothing is lost, and what presses goes first."""

from __future__ import annotations

import re
from collections import Counter
from datetime import timedelta

from tests.conversation import Conversation
from tests.engines import EACH_ENGINE
from tests.support.desk import GROUP, VERA, asks, desk, lines, said, topics, volunteer

BUYERS = range(2001, 2051)
EACH = 4
PROBLEM = "The vase I ordered on 1 May for 25 USD arrived broken on 15 May"


async def ask(talk: Conversation, buyer: int, problem: str = PROBLEM) -> int:
    """This buyer has told what is wrong and asked for a human; the topic comes back."""
    telegram = talk.telegram
    telegram.user(buyer, f"Buyer {buyer}", "en")
    telegram.says(buyer, problem)
    await talk.settle()
    for label in ("Yes, that is right", "Yes, share it and ask"):
        shown = [m for m in telegram.messages(buyer) if m["from"]["id"] == telegram.me.id]
        telegram.taps(buyer, shown[-1]["message_id"], label)
        await talk.settle()
        if label.endswith("right"):
            telegram.says(buyer, "/human")
            await talk.settle()
    return topics(talk)[-1]


def words(talk: Conversation, topic: int) -> list[str]:
    """What a buyer said, as it stands in the topic."""
    return [found for line in lines(talk, topic) if line.startswith("Buyer") for found in re.findall(r"n\d+", line)]


async def minutes(talk: Conversation, most: int) -> int:
    """Time passes second by second until nothing waits; the seconds it took."""
    for second in range(most):
        if not (await talk.app.store.counts())["posts"]:
            return second
        await talk.later(seconds=1)
    raise AssertionError("something still waits")


async def test_two_hundred_messages_of_fifty_buyers_all_arrive_in_order_and_once() -> None:
    async with desk() as talk:
        there = {buyer: await ask(talk, buyer) for buyer in BUYERS}
        await talk.later(minutes=5)
        talk.telegram.floods.strict = True
        before = len(talk.telegram.messages(GROUP))
        for number in range(EACH):
            for buyer in BUYERS:
                talk.telegram.says(buyer, f"n{number}")
        await talk.settle()
        took = await minutes(talk, 600)

        expected = [f"n{number}" for number in range(EACH)]
        assert {buyer: words(talk, topic) for buyer, topic in there.items()} == dict.fromkeys(BUYERS, expected)
        sent = [m for m in talk.telegram.messages(GROUP)[before:] if m["from"]["id"] == talk.telegram.me.id]
        assert len(sent) <= len(BUYERS) + 20
        # The first go alone and at once, the others of a buyer as one.
        assert took <= 60 * (len(sent) // 20 + 1)
        signs = Counter(
            call.parameters["chat_id"]
            for call in talk.telegram.calls("setMessageReaction")
            if call.refusal is None and call.parameters["reaction"] == [{"type": "emoji", "emoji": "👌"}]
        )
        assert signs == dict.fromkeys(BUYERS, EACH)


@EACH_ENGINE
async def test_a_reply_to_a_joined_message_finds_the_case_and_its_newest_part(database: str) -> None:
    async with desk(database_url=database) as talk:
        await asks(talk)
        talk.telegram.throttle(GROUP, 30)
        for number in range(3):
            await talk.says(f"n{number}")
        await talk.later(seconds=31)
        assert words(talk, topics(talk)[-1]) == ["n0", "n1", "n2"]
        newest = talk.telegram.messages(talk.buyer)[-1]["message_id"]
        await volunteer(talk, "I see", reply_to=said(talk)[-1]["message_id"])

        assert talk.messages[-1]["reply_to_message"]["message_id"] == newest


async def test_joined_words_never_grow_over_the_size_of_a_message_and_a_reply_stands_alone() -> None:
    async with desk() as talk:
        await asks(talk)
        await talk.says("which one?")
        target = talk.telegram.messages(talk.buyer)[-1]["message_id"]
        before = len(lines(talk))
        talk.telegram.throttle(GROUP, 30)
        for text in ("a" * 2000, "👍" * 900, "b" * 200, "c"):
            await talk.says(text)
        talk.telegram.says(talk.buyer, "this one", reply_to=target)
        await talk.settle()
        await talk.says("d")
        await talk.later(seconds=31)

        kept = [line.removeprefix("Buyer · EN\n") for line in lines(talk)[before:]]
        assert kept == ["a" * 2000 + "\n\n" + "👍" * 900, "b" * 200 + "\n\nc", "this one\n\nd"]


@EACH_ENGINE
async def test_a_case_with_less_than_a_day_left_goes_before_the_others_and_keeps_its_own_order(database: str) -> None:
    async with desk(database_url=database) as talk:
        calm = await ask(talk, 2001)
        pressing = await ask(talk, 2002, "The vase I ordered on 1 May for 25 USD arrived broken on 7 May")
        talk.telegram.throttle(GROUP, 30)
        for buyer in (2001, 2002, 2001, 2002):
            talk.telegram.says(buyer, "n1")
            await talk.settle()
        at = len(talk.telegram.messages(GROUP))
        await talk.later(seconds=31)

        new = [m["message_thread_id"] for m in talk.telegram.messages(GROUP)[at:]]
        assert new == [pressing, calm]


async def test_what_a_volunteer_writes_to_a_buyer_waits_for_no_group() -> None:
    async with desk() as talk:
        await asks(talk)
        talk.telegram.throttle(GROUP, timedelta(hours=1).total_seconds())
        await talk.says("hello")
        await volunteer(talk, "/r Good morning", VERA)

        assert talk.screen == "Vera, a volunteer:\nGood morning"
