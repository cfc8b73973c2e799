"""Reactions: a sign on a message of the other side is seen there; it is no answer and says nothing."""

from __future__ import annotations

from tests.conversation import Conversation
from tests.support.desk import GROUP, VERA, asks, desk, lines, said, signs, told, volunteer


async def reacts(talk: Conversation, who: int, message: int, emoji: str | None, chat: int | None = None) -> None:
    talk.telegram.reacts(who, message, emoji, chat=chat)
    await talk.settle()


async def test_a_sign_of_the_buyer_on_what_a_volunteer_wrote_is_seen_in_the_topic_and_says_nothing() -> None:
    async with desk() as talk:
        await asks(talk)
        sent = await volunteer(talk, "/r Please send the label")
        there, here, ticket = lines(talk), told(talk), await talk.app.store.ticket(1)
        await reacts(talk, talk.buyer, talk.messages[-1]["message_id"], "👍")

        assert signs(talk, GROUP, sent) == ["👍"]
        assert (lines(talk), told(talk)) == (there, here)
        assert await talk.app.store.ticket(1) == ticket


async def test_a_sign_of_a_volunteer_is_seen_by_the_buyer_and_when_it_goes_the_one_that_it_arrived_is_back() -> None:
    async with desk() as talk:
        await asks(talk)
        await talk.says("I found the label")
        mine, theirs = talk.telegram.messages(talk.buyer)[-1]["message_id"], said(talk)[-1]["message_id"]
        for emoji, seen in (("❤", "❤"), ("🎉", "🎉"), (None, "👌")):
            await reacts(talk, VERA, theirs, emoji, GROUP)
            assert signs(talk, talk.buyer, mine) == [seen]


async def test_a_sign_that_comes_twice_is_shown_once() -> None:
    async with desk() as talk:
        await asks(talk)
        await talk.says("I found the label")
        await reacts(talk, VERA, said(talk)[-1]["message_id"], "❤", GROUP)
        before = len(talk.telegram.calls("setMessageReaction"))
        last = talk.telegram.updates.last_id
        assert last is not None
        talk.telegram.duplicate(last)
        await talk.app.front.intake.take(await talk.telegram.updates.poll(0, 100, 0))
        await talk.settle()

        assert len(talk.telegram.calls("setMessageReaction")) == before


async def test_a_sign_on_a_screen_or_on_what_volunteers_say_among_themselves_goes_nowhere() -> None:
    async with desk() as talk:
        await asks(talk)
        private = await volunteer(talk, "he is slow")
        before = len(talk.telegram.calls("setMessageReaction"))
        await reacts(talk, talk.buyer, talk.messages[-1]["message_id"], "👍")
        await reacts(talk, VERA, private, "👍", GROUP)

        assert len(talk.telegram.calls("setMessageReaction")) == before


async def test_a_sign_that_the_group_does_not_take_is_left_out() -> None:
    async with desk() as talk:
        await asks(talk)
        await volunteer(talk, "/r Please send the label")
        there = lines(talk)
        talk.telegram.chats[GROUP].allowed = frozenset("👌")
        await reacts(talk, talk.buyer, talk.messages[-1]["message_id"], "👍")

        assert lines(talk) == there
