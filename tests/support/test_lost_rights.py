"""Lost rights: no message is lost, people hear of it, and when they are back all arrives in order."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conversation import Conversation
from tests.support.desk import GROUP, VERA, asks, card, desk, lines, said, told, topics

HOST = 42


def kicked(talk: Conversation) -> None:
    talk.telegram.removes_bot(VERA, GROUP)


def back(talk: Conversation) -> None:
    talk.telegram.adds_bot(VERA, GROUP, administrator=True)


def without_topics(talk: Conversation) -> None:
    talk.telegram.withholds(VERA, GROUP, "can_manage_topics")


def with_all_rights(talk: Conversation) -> None:
    talk.telegram.withholds(VERA, GROUP)


@pytest.mark.parametrize(("taken", "given"), [(kicked, back), (without_topics, with_all_rights)])
async def test_a_new_case_waits_for_the_rights_and_then_all_of_it_arrives_in_order(
    taken: Callable[[Conversation], None], given: Callable[[Conversation], None]
) -> None:
    async with desk(operators=(HOST,)) as talk:
        talk.telegram.says(talk.telegram.user(HOST, "Hanna", "en"), "/start")
        taken(talk)
        await talk.says("/human")
        await talk.taps("Yes, share it")
        for words in ("one", "two", "three"):
            await talk.says(words)

        assert topics(talk) == []
        assert len([line for line in told(talk) if "cannot reach the volunteers" in line]) == 1
        assert len([m for m in talk.telegram.messages(HOST) if "cannot be written to" in str(m.get("text"))]) == 1

        given(talk)
        await talk.settle()

        assert card(talk) == lines(talk)[0]
        assert lines(talk)[-1] == "Buyer · EN\none\n\ntwo\n\nthree"


async def test_a_case_with_a_topic_goes_on_without_the_right_to_make_one() -> None:
    async with desk() as talk:
        await asks(talk)
        without_topics(talk)
        await talk.says("hello")

        assert lines(talk)[-1] == "Buyer · EN\nhello"


async def test_a_card_that_cannot_be_pinned_is_a_card_all_the_same() -> None:
    async with desk() as talk:
        talk.telegram.withholds(VERA, GROUP, "can_pin_messages")
        await asks(talk)

        assert card(talk)
        assert talk.telegram.chats[GROUP].pinned == []
        assert said(talk)
