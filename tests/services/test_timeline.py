"""The timeline in a conversation: a photo with the same in words, which stays; what comes next is a new message."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bot.app import build
from bot.playground.request import InProcessRequest
from bot.playground.world import JSON
from bot.settings import Settings
from handlers.pace import UNLIMITED
from tests.conversation import TOKEN, Conversation, Message, conversation
from tests.services.walkers import go, well


async def asks(talk: Conversation) -> None:
    """The buyer taps a button that leads to the timeline of the first case; it holds wherever it hangs."""
    tap(talk)
    await talk.settle()


def tap(talk: Conversation) -> None:
    talk.telegram.taps(talk.buyer, talk.messages[-1]["message_id"], "v:1:0:timeline", stale=True)


def photos(talk: Conversation) -> list[Message]:
    return [message for message in talk.messages if "photo" in message]


def picture(talk: Conversation, message: Message) -> Image.Image:
    """What a phone would show."""
    path = talk.telegram.files.get(message["photo"][-1]["file_id"])
    assert path is not None
    assert path.data is not None
    return Image.open(BytesIO(path.data))


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ("Case 1", "Order placed", "Today, 22 May 2026")), ("ru", ("Дело 1", "Заказ сделан", "Сегодня, 22 мая"))],
)
async def test_a_tap_brings_the_picture_with_the_same_in_words(
    language: str, words: tuple[str, ...], log: list[Any]
) -> None:
    async with conversation() as talk:
        await go(talk, "result")
        if language != "en":
            await talk.says("/settings")
            await talk.taps("Русский")
        await asks(talk)

        (photo,) = photos(talk)
        assert photo == talk.messages[-1]
        assert all(word in photo["caption"] for word in words)
        assert picture(talk, photo).width == 1080
        assert not [entry for entry in log if entry["log_level"] == "error"]


async def test_back_leads_to_the_card_in_a_new_message_and_the_picture_stays(log: list[Any]) -> None:
    async with conversation() as talk:
        await go(talk, "card")
        await asks(talk)
        (photo,) = photos(talk)
        await talk.taps("‹ Back")

        assert photos(talk) == [photo]
        assert talk.messages[-1]["message_id"] > photo["message_id"]
        assert talk.screen.startswith("Case 1")
        assert not talk.telegram.calls("editMessageCaption")
        well(talk, log)


async def test_its_button_still_works_when_much_has_happened_since(log: list[Any]) -> None:
    async with conversation() as talk:
        await go(talk, "card")
        await asks(talk)
        (photo,) = photos(talk)
        await talk.says("/help")
        talk.telegram.taps(talk.buyer, photo["message_id"], "‹ Back")
        await talk.settle()

        assert talk.screen.startswith("Case 1")
        well(talk, log)


async def test_what_is_said_below_it_is_answered_on_the_card_and_nothing_is_drawn_again(log: list[Any]) -> None:
    async with conversation() as talk:
        await go(talk, "card")
        await asks(talk)
        await talk.says("thanks")
        await talk.sends("photo")

        assert len(photos(talk)) == 1
        assert talk.messages[-1]["text"]
        well(talk, log)


async def test_asked_again_it_comes_again_below_everything(log: list[Any]) -> None:
    async with conversation() as talk:
        await go(talk, "card")
        await asks(talk)
        await asks(talk)

        assert len(photos(talk)) == 2
        assert talk.messages[-1] == photos(talk)[-1]
        well(talk, log)


async def test_a_picture_that_hung_when_the_bot_died_is_sent_after_the_restart(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'bot.db'}"
    async with conversation(database_url=url) as talk:
        await go(talk, "card")
        hold = talk.telegram.faults.hold(method="sendPhoto")
        tap(talk)
        await talk.app.front.intake.take(talk.telegram.call(TOKEN, "getUpdates", {"offset": -1}))
        await hold.reached.wait()
        await talk.app.front.stop(patience=0)
        await talk.app.store.close()
        talk.telegram.faults.clear()
        assert photos(talk) == []

        settings = Settings(bot_token=TOKEN, database_url=url)
        talk.app = await build(settings, InProcessRequest(talk.telegram), talk.clock, UNLIMITED)
        await talk.app.front.open()
        await talk.app.front.show_owed()
        await talk.settle()

        (photo,) = photos(talk)
        await talk.taps("‹ Back")
        assert talk.messages[-1]["message_id"] > photo["message_id"]
        assert talk.screen.startswith("Case 1")


async def test_after_a_restart_the_picture_is_not_taken_for_a_screen_to_edit(tmp_path: Path, log: list[Any]) -> None:
    url = f"sqlite:///{tmp_path / 'bot.db'}"
    async with conversation(database_url=url) as talk:
        await go(talk, "card")
        await asks(talk)
        await talk.app.front.stop()
        await talk.app.store.close()
        settings = Settings(bot_token=TOKEN, database_url=url)
        talk.app = await build(settings, InProcessRequest(talk.telegram), talk.clock, UNLIMITED)
        await talk.app.front.open()
        await talk.app.front.show_owed()
        await talk.taps("‹ Back")

        assert len(photos(talk)) == 1
        assert talk.screen.startswith("Case 1")
        well(talk, log)


async def test_a_chat_that_must_wait_gets_its_picture_when_the_flood_is_over() -> None:
    """Telegram says 429 to the photo; once it has, the chat is free again, and the bot tries after the wait."""
    async with conversation() as talk:
        await go(talk, "card")
        talk.telegram.throttle(talk.buyer, 1)

        def ends(change: JSON) -> None:
            if change["kind"] == "call" and change["call"]["method"] == "sendPhoto":
                talk.telegram.floods.clear()

        talk.telegram.subscribe(ends)
        await asks(talk)

        tries = [call.refusal for call in talk.telegram.calls("sendPhoto")]
        assert [refusal is None for refusal in tries] == [False, True]
        assert len(photos(talk)) == 1


async def test_with_no_case_there_is_no_timeline_to_show() -> None:
    async with conversation() as talk:
        await talk.says("/start")
        await asks(talk)

        assert photos(talk) == []
