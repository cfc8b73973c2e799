"""Trouble: the topic is deleted or closed, the group is gone, Telegram says wait, the process dies."""

from __future__ import annotations

from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import build
from bot.playground.request import InProcessRequest
from bot.settings import Settings
from handlers.pace import UNLIMITED
from tests.conversation import TOKEN, Conversation, conversation
from tests.support.desk import (
    GROUP,
    MAX,
    PROBLEM,
    VERA,
    asks,
    card,
    desk,
    lines,
    marks,
    prepare,
    said,
    told,
    topics,
    volunteer,
)

HOST = 42


async def test_a_deleted_topic_is_made_anew_with_the_card_and_the_message_that_found_out() -> None:
    async with desk() as talk:
        await talk.sends("photo")
        old = await asks(talk)
        talk.telegram.deletes_topic(GROUP, old)
        await talk.says("are you there?")

        (new,) = topics(talk)
        assert new != old
        assert lines(talk)[0] == card(talk)
        assert lines(talk)[1].startswith("The topic of this case was gone")
        assert lines(talk)[-2:] == ["1 · Fault close up", "Buyer · EN\nare you there?"]
        assert lines(talk).count("Buyer · EN\nare you there?") == 1

        await volunteer(talk, "/r yes", reply_to=said(talk)[-1]["message_id"])
        assert talk.screen == "Vera, a volunteer:\nyes"


async def test_a_topic_closed_by_hand_is_opened_again_by_what_the_buyer_writes() -> None:
    async with desk() as talk:
        topic = await asks(talk)
        talk.telegram.closes_topic(VERA, GROUP, topic)
        await talk.says("hello")

        assert not talk.telegram.chats[GROUP].topics[topic].closed
        assert lines(talk)[-1] == "Buyer · EN\nhello"


async def test_told_to_wait_the_group_waits_and_nothing_is_lost_or_out_of_order() -> None:
    async with desk() as talk:
        await asks(talk)
        before = len(lines(talk))
        talk.telegram.throttle(GROUP, 30)
        for number in range(5):
            await talk.says(f"message {number}")
        assert len(lines(talk)) == before
        assert marks(talk, talk.buyer) == []

        await talk.later(seconds=31)

        joined = "\n\n".join(f"message {number}" for number in range(5))
        assert lines(talk)[before:] == [f"Buyer · EN\n{joined}"]
        assert len(marks(talk, talk.buyer)) == 5


async def test_a_volunteer_is_never_told_that_it_was_sent_when_it_was_not() -> None:
    async with desk() as talk:
        await asks(talk)
        talk.telegram.blocks(talk.buyer)
        await talk.settle()
        await volunteer(talk, "/r are you there?")

        assert marks(talk, GROUP) == []
        assert lines(talk)[-1] == "Not delivered: the buyer has blocked the bot or is gone."


async def test_when_the_group_is_out_of_reach_buyer_and_host_hear_of_it_once_and_all_goes_on_later() -> None:
    async with desk(operators=(HOST,)) as talk:
        host = talk.telegram.user(HOST, "Hanna", "en")
        talk.telegram.says(host, "/start")
        await talk.settle()
        await asks(talk)
        talk.telegram.demotes_bot(VERA, GROUP)
        talk.telegram.removes_bot(VERA, GROUP)
        await talk.says("first")
        await talk.says("second")

        assert [text for text in told(talk) if "cannot reach the volunteers" in text] == [talk.screen]
        news = [m for m in talk.telegram.messages(HOST) if "support group cannot be written to" in str(m.get("text"))]
        assert len(news) == 1

        talk.telegram.adds_bot(VERA, GROUP, administrator=True)
        await talk.settle()

        assert [line for line in lines(talk) if line.startswith("Buyer")] == ["Buyer · EN\nfirst\n\nsecond"]


async def test_without_the_right_to_make_topics_the_case_waits_for_it() -> None:
    async with desk() as talk:
        talk.telegram.demotes_bot(VERA, GROUP)
        await talk.says("/human")
        await talk.taps("Yes, share it")
        assert "cannot reach the volunteers" in talk.screen
        assert topics(talk) == []

        talk.telegram.promotes_bot(VERA, GROUP)
        await talk.settle()

        assert card(talk)


async def test_a_lost_answer_costs_at_most_one_message_twice() -> None:
    """Nobody can know whether Telegram took a message whose answer got lost, so it is sent again."""
    async with desk() as talk:
        await asks(talk)
        talk.telegram.faults.lose(1, method="sendMessage", chat_id=GROUP)
        await talk.says("hello")
        await talk.later(minutes=5)

        assert lines(talk).count("Buyer · EN\nhello") == 2
        assert len(marks(talk, talk.buyer)) == 1


async def test_a_restart_in_the_middle_loses_nothing_and_says_nothing_twice(lasting_url: str) -> None:
    async with AsyncExitStack() as lives:
        talk = await lives.enter_async_context(conversation(prepare=prepare, support=GROUP, database_url=lasting_url))
        await talk.says(PROBLEM)
        await talk.taps("Yes, that is right")
        await asks(talk)
        await talk.says("before")
        number = said(talk)[-1]["message_id"]
        talk.telegram.throttle(GROUP, 60)
        await talk.says("during")
        await restarted(talk, lasting_url)
        await talk.says("after")
        await talk.later(seconds=90)

        assert lines(talk)[-2:] == ["Buyer · EN\nbefore", "Buyer · EN\nduring\n\nafter"]
        await volunteer(talk, "I see", MAX, reply_to=number)
        assert talk.screen == "Max, a volunteer:\nI see"
        assert len(topics(talk)) == 1


async def restarted(talk: Conversation, url: str) -> None:
    """The process ends and begins anew, on the same database."""
    await talk.app.front.stop()
    await talk.app.store.close()
    settings = Settings(bot_token=TOKEN, database_url=url, support_chat_id=GROUP)
    talk.app = await build(settings, InProcessRequest(talk.telegram), talk.clock, UNLIMITED)
    await talk.app.front.open()
    await talk.app.front.show_owed()


@pytest.mark.parametrize(
    ("method", "database"), [("createForumTopic", "memory"), ("sendMessage", "postgres")], indirect=["database"]
)
async def test_a_lost_answer_costs_no_second_topic_and_no_second_card(method: str, database: str) -> None:
    """Telegram made the topic, or sent the card, and nobody heard of it: the next try finds it."""
    async with desk(database_url=database) as talk:
        talk.telegram.opens_topic(VERA, GROUP, "#1 is not this one")
        before = len(talk.telegram.messages(GROUP))
        talk.telegram.faults.lose(1, method=method, chat_id=GROUP)
        await talk.says("/human")
        await talk.taps("Yes, share it")
        await talk.until(talk.clock.now + timedelta(minutes=5))
        await talk.says("hello")

        other, mine = topics(talk)
        assert lines(talk, other) == []
        assert [line for line in lines(talk, mine) if line.startswith("#1")] == [card(talk)]
        assert talk.telegram.chats[GROUP].pinned == [said(talk)[0]["message_id"]]
        assert lines(talk, mine)[-1] == "Buyer · EN\nhello"
        general = [m for m in talk.telegram.messages(GROUP)[before:] if "message_thread_id" not in m]
        assert general == []


async def test_a_group_by_another_number_gets_the_case_when_it_goes_on(tmp_path: Path) -> None:
    """The host changed SUPPORT_CHAT_ID: old topics stay where they are, the talk goes on in the new group."""
    url = f"sqlite:///{tmp_path / 'bot.db'}"
    other = GROUP - 1
    async with conversation(prepare=prepare, support=GROUP, database_url=url) as talk:
        await talk.says(PROBLEM)
        await talk.taps("Yes, that is right")
        await asks(talk)
        await talk.app.front.stop()
        await talk.app.store.close()
        talk.telegram.group(other, "New", forum=True, bot="administrator", owner=MAX)
        settings = Settings(bot_token=TOKEN, database_url=url, support_chat_id=other)
        talk.app = await build(settings, InProcessRequest(talk.telegram), talk.clock, UNLIMITED)
        await talk.app.front.open()
        await talk.says("hello")

        texts = [m.get("text") for m in talk.telegram.messages(other)]
        assert texts[-1] == "Buyer · EN\nhello"
        assert any(str(text).startswith("#1") for text in texts)
