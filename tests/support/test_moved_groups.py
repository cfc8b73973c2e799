"""Moved groups: a support group becomes a supergroup, and has another number from then on."""

from __future__ import annotations

from contextlib import AsyncExitStack

import pytest

from bot.app import build
from bot.playground.request import InProcessRequest
from bot.playground.telegram import Telegram
from bot.settings import Settings
from handlers.pace import UNLIMITED
from tests.conversation import TOKEN, Conversation, conversation
from tests.support.desk import GROUP, MAX, VERA, marks, text, told
from tests.support.test_plain_groups import answers, asked, mine, plain

NEW = -1007770000001
HOST = 42


def with_host(telegram: Telegram) -> None:
    plain(telegram)
    telegram.says(telegram.user(HOST, "Hanna", "en"), "/start")


def lines(talk: Conversation, group: int = NEW) -> list[str]:
    return [text(message) for message in mine(talk, group)]


@pytest.mark.parametrize(
    ("told_first", "database"), [("by the notice", "memory"), ("by a refusal", "postgres")], indirect=["database"]
)
async def test_a_case_goes_on_in_the_supergroup_with_its_card_and_nothing_twice(told_first: str, database: str) -> None:
    async with conversation(prepare=plain, support=GROUP, database_url=database) as talk:
        await asked(talk)
        await talk.says("before")
        talk.telegram.upgrades(GROUP, NEW)
        if told_first == "by a refusal":
            talk.telegram.updates.clear()
        await talk.says("after")

        card, after = lines(talk)
        assert card.startswith("#1 · Damaged on the way")
        assert after == "#1 · Buyer · EN\nafter"
        assert len(marks(talk, talk.buyer)) == 2

        number = await answers(talk, mine(talk, NEW)[-1], "I see", group=NEW)
        assert talk.screen == "Vera, a volunteer:\nI see"
        assert marks(talk, NEW) == [number]


async def test_what_waited_for_the_group_goes_to_the_new_one_in_order() -> None:
    async with conversation(prepare=plain, support=GROUP) as talk:
        await asked(talk)
        talk.telegram.throttle(GROUP, 60)
        for number in range(4):
            await talk.says(f"message {number}")
        talk.telegram.upgrades(GROUP, NEW)
        await talk.later(seconds=61)

        joined = "\n\n".join(f"message {number}" for number in range(4))
        assert lines(talk)[1:] == [f"#1 · Buyer · EN\n{joined}"]


async def test_what_volunteers_write_in_the_same_breath_is_heard() -> None:
    """The notice and the first words in the new group come in one batch of updates."""
    async with conversation(prepare=plain, support=GROUP) as talk:
        await asked(talk)
        talk.telegram.upgrades(GROUP, NEW)
        talk.telegram.says(VERA, "/take #1", chat=NEW)
        await talk.settle()

        assert lines(talk)[-1].startswith("#1 · Vera has taken the case")


async def test_a_number_of_before_never_stands_for_a_message_of_now() -> None:
    """Messages are numbered anew: what answers one in the new group must not go to the buyer of another."""
    async with conversation(prepare=plain, support=GROUP) as talk:
        talk.telegram.chats[GROUP].members[talk.telegram.me.id] = "administrator"  # so that it hears everything
        await asked(talk)
        await talk.says("hello")
        last = mine(talk)[-1]["message_id"]
        new = talk.telegram.upgrades(GROUP, NEW)
        talk.telegram.says(VERA, "lunch?", chat=NEW)
        new.last_id = last - 1
        lunch = talk.telegram.says(VERA, "pizza?", chat=NEW)
        assert lunch["message_id"] == last
        heard = told(talk)
        await answers(talk, lunch, "yes please", MAX, NEW)

        assert told(talk) == heard


async def test_an_answer_to_what_was_said_before_still_finds_its_case() -> None:
    async with conversation(prepare=plain, support=GROUP) as talk:
        await asked(talk)
        await answers(talk, mine(talk)[0], "Can you send the label?")
        question = talk.messages[-1]["message_id"]
        talk.telegram.upgrades(GROUP, NEW)
        await talk.taps("Answer")
        talk.telegram.says(talk.buyer, "here it is", reply_to=question)
        await talk.settle()

        assert lines(talk)[-1] == "#1 · Buyer · EN\nhere it is"


async def test_the_host_is_told_once_to_change_the_setting() -> None:
    async with conversation(prepare=with_host, support=GROUP, operators=(HOST,)) as talk:
        await asked(talk)
        talk.telegram.upgrades(GROUP, NEW)
        await talk.says("hello")
        await talk.says("hello again")

        news = [text(m) for m in talk.telegram.messages(HOST) if "supergroup" in text(m)]
        assert len(news) == 1
        assert str(NEW) in news[0]


async def test_the_new_number_is_known_after_a_restart_and_may_become_the_setting(lasting_url: str) -> None:
    async with AsyncExitStack() as lives:
        talk = await lives.enter_async_context(conversation(prepare=plain, support=GROUP, database_url=lasting_url))
        await asked(talk)
        talk.telegram.upgrades(GROUP, NEW)
        await talk.says("one")
        for configured, words in ((GROUP, "two"), (NEW, "three"), (NEW, "four")):
            await talk.app.front.stop()
            await talk.app.store.close()
            settings = Settings(bot_token=TOKEN, database_url=lasting_url, support_chat_id=configured)
            talk.app = await build(settings, InProcessRequest(talk.telegram), talk.clock, UNLIMITED)
            await talk.app.front.open()
            await talk.says(words)
            await answers(talk, mine(talk, NEW)[-1], f"yes, {words}", group=NEW)
            assert talk.screen == f"Vera, a volunteer:\nyes, {words}"

        assert lines(talk)[1:] == [f"#1 · Buyer · EN\n{words}" for words in ("one", "two", "three", "four")]


async def test_an_answer_that_waited_in_the_old_group_is_not_mixed_up_with_another() -> None:
    """A photo that a volunteer sent earlier cannot be copied: the volunteer is told, and nothing else is sent."""
    async with conversation(prepare=plain, support=GROUP) as talk:
        await asked(talk)
        talk.telegram.throttle(talk.buyer, 60)
        talk.telegram.sends_photo(VERA, chat=GROUP, reply_to=mine(talk)[0]["message_id"])
        await talk.settle()
        photo = talk.telegram.messages(GROUP)[-1]["message_id"]
        new = talk.telegram.upgrades(GROUP, NEW)
        new.last_id = photo - 1
        talk.telegram.sends_photo(MAX, caption="private", chat=NEW)
        heard = told(talk)
        await talk.later(seconds=61)

        assert "private" not in "\n".join(told(talk))
        assert "photo" not in told(talk)[len(heard) :]
        assert lines(talk)[-1].startswith("#1 · Not delivered")


async def test_what_was_to_be_deleted_in_the_old_group_deletes_nothing_in_the_new_one() -> None:
    async with conversation(prepare=plain, support=GROUP) as talk:
        talk.telegram.chats[GROUP].members[talk.telegram.me.id] = "administrator"
        await asked(talk)
        card = mine(talk)[0]["message_id"]
        await talk.app.store.forget(talk.buyer)
        new = talk.telegram.upgrades(GROUP, NEW)
        new.last_id = card - 1
        kept = talk.telegram.says(VERA, "lunch?", chat=NEW)
        await talk.settle()

        assert kept["message_id"] == card
        assert kept in talk.telegram.messages(NEW)
