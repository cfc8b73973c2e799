"""Plain groups: without topics a case is a thread of answers, and the number of the case stands on every line."""

from __future__ import annotations

import pytest

from bot.playground.telegram import Telegram
from tests.conversation import Conversation, Message, conversation
from tests.engines import EACH_ENGINE
from tests.support.desk import GROUP, MAX, PROBLEM, VERA, asks, marks, prepare, text, told

KINDS = ("photo", "video", "document", "voice", "sticker", "location")


def plain(telegram: Telegram) -> None:
    """A basic group in which the bot is an ordinary member."""
    for number, name in ((VERA, "Vera"), (MAX, "Max")):
        telegram.user(number, name, "en")
    telegram.group(GROUP, "Recourse support", basic=True, bot="member", owner=VERA)
    telegram.joins(MAX, GROUP)


async def asked(talk: Conversation) -> None:
    """A buyer has told what is wrong, and asked."""
    await talk.says(PROBLEM)
    await talk.taps(talk.buttons[0])
    await talk.says("/human")
    await talk.taps("Yes, share it")


def mine(talk: Conversation, group: int = GROUP) -> list[Message]:
    """What the bot has sent into the group, oldest first."""
    return [m for m in talk.telegram.messages(group) if m["from"]["id"] == talk.telegram.me.id and text(m) != "?"]


async def answers(talk: Conversation, message: Message, words: str, who: int = VERA, group: int = GROUP) -> int:
    """A volunteer answers a message."""
    said = talk.telegram.says(who, words, chat=group, reply_to=message["message_id"])
    await talk.settle()
    return int(said["message_id"])


@EACH_ENGINE
async def test_a_case_is_a_thread_below_its_card_and_every_line_has_its_number(database: str) -> None:
    async with conversation(prepare=plain, support=GROUP, database_url=database) as talk:
        await talk.says(PROBLEM)
        await talk.taps(talk.buttons[0])
        await talk.sends("photo")
        await talk.says("/human")
        await talk.taps("Yes, share it")
        await talk.says("hello?")

        card, photo, line = mine(talk)
        assert text(card).startswith("#1 · Damaged on the way")
        assert text(photo) == "#1 · 1 · Fault close up"
        assert text(line) == "#1 · Buyer · EN\nhello?"
        assert [m["reply_to_message"]["message_id"] for m in (photo, line)] == [card["message_id"]] * 2
        assert talk.telegram.calls("createForumTopic") == []


@pytest.mark.parametrize("which", ["the card", "the buyer", "a file"])
async def test_who_answers_a_message_of_the_case_writes_to_its_buyer(which: str) -> None:
    async with conversation(prepare=plain, support=GROUP) as talk:
        await asked(talk)
        await talk.says("hello?")
        await talk.sends("document")
        card, line, file = mine(talk)
        number = await answers(talk, {"the card": card, "the buyer": line, "a file": file}[which], "Good morning")

        assert talk.screen == "Vera, a volunteer:\nGood morning"
        assert marks(talk, GROUP) == [number]


@pytest.mark.parametrize("kind", KINDS)
async def test_every_kind_of_message_goes_both_ways(kind: str) -> None:
    async with conversation(prepare=plain, support=GROUP) as talk:
        await asked(talk)
        await talk.sends(kind)
        there = mine(talk)[-1]
        assert kind in there
        assert there["reply_to_message"]["message_id"]

        getattr(talk.telegram, f"sends_{kind}")(VERA, chat=GROUP, reply_to=there["message_id"])
        await talk.settle()
        assert kind in talk.messages[-1]


async def test_commands_are_answers_or_name_the_case() -> None:
    async with conversation(prepare=plain, support=GROUP) as talk:
        await asked(talk)
        await answers(talk, mine(talk)[0], "/take")
        assert text(mine(talk)[-1]).startswith("#1 · Vera has taken the case")

        await answers(talk, mine(talk)[-1], "/release")
        assert text(mine(talk)[-1]) == "#1 · Free again: /take."

        talk.telegram.says(MAX, "/take #1", chat=GROUP)
        await talk.settle()
        assert text(mine(talk)[-1]).startswith("#1 · Max has taken the case")

        talk.telegram.says(MAX, "/close #1 won", chat=GROUP)
        await talk.settle()
        assert text(mine(talk)[-1]).startswith("#1 · Closed. Ending: won.")


async def test_a_command_that_names_no_case_says_how_to_name_one() -> None:
    async with conversation(prepare=plain, support=GROUP) as talk:
        await asked(talk)
        for words in ("/take", "/take 1", "/take #2", "/r #7 hello"):
            talk.telegram.says(VERA, words, chat=GROUP)
            await talk.settle()
            assert text(mine(talk)[-1]).startswith("This works in the topic of a case, as an answer")
        assert "hello" not in "\n".join(told(talk))


async def test_an_answer_to_a_line_of_the_bot_stays_among_volunteers_but_knows_its_case() -> None:
    async with conversation(prepare=plain, support=GROUP) as talk:
        await asked(talk)
        await answers(talk, mine(talk)[0], "/take")
        heard = told(talk)
        await answers(talk, mine(talk)[-1], "good")
        assert told(talk) == heard

        await answers(talk, mine(talk)[-1], "/r good morning")
        assert talk.screen == "Vera, a volunteer:\ngood morning"


async def test_a_card_asked_for_anew_is_the_head_from_then_on() -> None:
    async with conversation(prepare=plain, support=GROUP) as talk:
        await asked(talk)
        await answers(talk, mine(talk)[0], "/case")
        again = mine(talk)[-1]
        await talk.says("hello")

        assert mine(talk)[-1]["reply_to_message"]["message_id"] == again["message_id"]


@EACH_ENGINE
async def test_a_deleted_case_leaves_nothing_of_its_buyer_in_the_group(database: str) -> None:
    async with conversation(prepare=plain, support=GROUP, database_url=database) as talk:
        await asked(talk)
        await talk.says("hello")
        await talk.app.store.forget(talk.buyer)
        await talk.settle()

        assert mine(talk) == []


async def test_topics_switched_off_and_on_again_lose_no_case() -> None:
    async with conversation(prepare=prepare, support=GROUP) as talk:
        await talk.says(PROBLEM)
        await talk.taps(talk.buttons[0])
        topic = await asks(talk)
        await talk.says("in the topic")
        talk.telegram.switches_topics(GROUP, on=False)
        await talk.says("in the thread")

        last = mine(talk)[-1]
        assert text(last) == "#1 · Buyer · EN\nin the thread"
        await answers(talk, last, "I see")
        assert talk.screen == "Vera, a volunteer:\nI see"
        assert text(mine(talk)[-1]) == text(last)

        talk.telegram.switches_topics(GROUP, on=True)
        talk.telegram.says(VERA, "topics are back", chat=GROUP)
        await talk.says("in a topic again")

        last = mine(talk)[-1]
        assert text(last) == "Buyer · EN\nin a topic again"
        assert last["message_thread_id"] >= topic
        everything = [text(m) for m in mine(talk)]
        assert [sum(words in line for line in everything) for words in ("in the topic", "in the thread")] == [1, 1]


async def test_topics_switched_on_give_each_case_one() -> None:
    async with conversation(prepare=plain, support=GROUP) as talk:
        talk.telegram.chats[GROUP].kind = "supergroup"
        talk.telegram.chats[GROUP].members[talk.telegram.me.id] = "administrator"
        await asked(talk)
        head = mine(talk)[0]
        talk.telegram.switches_topics(GROUP, on=True)
        talk.telegram.says(VERA, "now we have topics", chat=GROUP)
        await talk.says("hello")

        (topic,) = talk.telegram.chats[GROUP].topics
        assert mine(talk)[-1]["message_thread_id"] == topic
        await answers(talk, head, "/r I answered up there")
        assert talk.screen == "Vera, a volunteer:\nI answered up there"
