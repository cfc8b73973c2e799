"""Delivery: sent is said only when it was; what waits says so, what failed can be tried again, what was sent can be
taken back."""

from __future__ import annotations

import pytest

from tests.conversation import Conversation
from tests.engines import EACH_ENGINE
from tests.support.desk import GROUP, VERA, asks, desk, lines, pushes, said, signs, told, volunteer


async def taps(talk: Conversation, label: str) -> None:
    """A volunteer taps a button below the newest message of the bot in the topic."""
    talk.telegram.taps(VERA, said(talk)[-1]["message_id"], label, chat=GROUP)
    await talk.settle()


async def test_what_waits_longer_than_a_moment_says_that_it_is_on_its_way_until_it_arrived() -> None:
    async with desk() as talk:
        await asks(talk)
        talk.telegram.throttle(GROUP, 60)
        talk.telegram.throttle(talk.buyer, 60)
        await talk.says("hello")
        sent = await volunteer(talk, "/r Good morning")
        mine = talk.telegram.messages(talk.buyer)[-1]["message_id"]
        await talk.later(seconds=5)
        assert signs(talk, talk.buyer, mine) == []
        await talk.later(seconds=56)

        assert signs(talk, talk.buyer, mine) == ["👌"]
        assert signs(talk, GROUP, sent) == ["👌"]
        shown = [call.parameters["reaction"][0]["emoji"] for call in talk.telegram.calls("setMessageReaction")]
        assert sorted(shown) == ["👌", "👌", "🕊", "🕊"]


async def test_a_sign_that_it_waits_is_given_in_a_chat_that_can_still_be_written_to() -> None:
    async with desk() as talk:
        await asks(talk)
        talk.telegram.throttle(GROUP, 60)
        await talk.says("hello")
        mine = talk.telegram.messages(talk.buyer)[-1]["message_id"]
        for _ in range(3):
            await talk.later(seconds=11)

        assert signs(talk, talk.buyer, mine) == ["🕊"]


async def test_what_failed_says_why_and_is_sent_once_more_by_its_button() -> None:
    async with desk() as talk:
        await asks(talk)
        talk.telegram.blocks(talk.buyer)
        await talk.settle()
        sent = await volunteer(talk, "/r Are you there?")
        assert lines(talk)[-1] == "Not delivered: the buyer has blocked the bot or is gone."
        assert said(talk)[-1]["reply_to_message"]["message_id"] == sent
        assert signs(talk, GROUP, sent) == []

        await taps(talk, "Try again")
        assert lines(talk)[-2:] == ["Not delivered: the buyer has blocked the bot or is gone."] * 2
        assert not said(talk)[-2].get("reply_markup", {}).get("inline_keyboard")

        talk.telegram.unblocks(talk.buyer)
        await talk.settle()
        button = said(talk)[-1]["message_id"]
        data = f"retry:1:{sent}"
        for _ in range(2):
            talk.telegram.taps(VERA, button, data, chat=GROUP, stale=True)
            await talk.settle()

        assert told(talk).count("Vera, a volunteer:\nAre you there?") == 1
        assert signs(talk, GROUP, sent) == ["👌"]
        assert talk.telegram.unanswered() == []


async def test_a_buyer_hears_of_what_failed_and_sends_it_once_more() -> None:
    async with desk(language="ru") as talk:
        await talk.says("/human")
        await talk.taps("Да")
        await talk.settle()
        gone = talk.telegram.sends_photo(talk.buyer)
        kept = talk.telegram.chats[talk.buyer].messages.pop(gone["message_id"])
        await talk.settle()
        assert "не удалось передать" in talk.screen
        assert talk.buttons == ["Повторить"]

        talk.telegram.chats[talk.buyer].messages[gone["message_id"]] = kept
        await talk.taps("Повторить")

        assert "photo" in said(talk)[-1]
        assert signs(talk, talk.buyer, gone["message_id"]) == ["👌"]


@pytest.mark.parametrize("words", ["/r I was wrong", "reply"])
async def test_what_was_sent_is_taken_back_and_the_topic_says_so(words: str) -> None:
    async with desk() as talk:
        await asks(talk)
        await talk.says("hello")
        sent = await volunteer(talk, words, reply_to=said(talk)[-1]["message_id"])
        assert told(talk)[-1].startswith("Vera")
        heard = len(told(talk))
        await volunteer(talk, "/undo", reply_to=sent)

        assert len(told(talk)) == heard - 1
        assert signs(talk, GROUP, sent) == []
        assert lines(talk)[-1] == "Taken back: the buyer no longer has it."
        assert said(talk)[-1]["reply_to_message"]["message_id"] == sent

        talk.telegram.edits(VERA, sent, "and now?", chat=GROUP)
        await talk.settle()
        assert len(told(talk)) == heard - 1


async def test_what_still_waits_is_taken_back_before_anybody_sees_it() -> None:
    async with desk() as talk:
        await asks(talk)
        heard = told(talk)
        talk.telegram.throttle(talk.buyer, 60)
        first = await volunteer(talk, "/r first")
        sent = await volunteer(talk, "/r second")
        await talk.later(seconds=31)
        await volunteer(talk, "/undo", reply_to=sent)
        await talk.later(seconds=61)

        assert told(talk) == [*heard, "Vera, a volunteer:\nfirst"]
        assert lines(talk)[-1] == "Taken back: it was still waiting, and the buyer never got it."
        assert [signs(talk, GROUP, number) for number in (first, sent)] == [["👌"], []]


async def test_after_two_days_it_is_said_that_it_stays() -> None:
    async with desk() as talk:
        await asks(talk)
        sent = await volunteer(talk, "/r hello")
        await talk.later(hours=49)
        heard = told(talk)
        await volunteer(talk, "/undo", reply_to=sent)

        assert told(talk) == heard
        assert lines(talk)[-1].startswith("It stays with the buyer: Telegram lets me delete a message for 48 hours")
        assert signs(talk, GROUP, sent) == ["👌"]


async def test_what_was_never_sent_cannot_be_taken_back() -> None:
    async with desk() as talk:
        await asks(talk)
        heard = told(talk)
        private = await volunteer(talk, "he is slow")
        await volunteer(talk, "/undo", reply_to=private)
        assert lines(talk)[-1] == "Nothing of this is with the buyer."
        await volunteer(talk, "/undo")
        assert lines(talk)[-1] == "Nothing has been sent to the buyer yet."

        assert told(talk) == heard


@EACH_ENGINE
async def test_the_newest_that_was_sent_has_a_button_that_takes_it_back(database: str) -> None:
    async with desk(database_url=database) as talk:
        await asks(talk)
        heard = told(talk)
        first = await volunteer(talk, "/r hello")
        second = await volunteer(talk, "/r the wrong words")
        await pushes(talk, "Take back…")
        assert lines(talk)[-1].startswith("Take this one back?")
        assert said(talk)[-1]["reply_to_message"]["message_id"] == second

        await pushes(talk, "Take back")
        assert told(talk) == [*heard, "Vera, a volunteer:\nhello"]
        assert lines(talk)[-1] == "Taken back: the buyer no longer has it."

        await volunteer(talk, "/undo")
        assert said(talk)[-1]["reply_to_message"]["message_id"] == first


async def test_a_long_message_is_taken_back_with_the_line_above_it() -> None:
    async with desk() as talk:
        await asks(talk)
        heard = told(talk)
        sent = await volunteer(talk, "x" * 4000, reply_to=said(talk)[-1]["message_id"])
        assert len(told(talk)) == len(heard) + 2
        await volunteer(talk, "/undo", reply_to=sent)

        assert told(talk) == heard
