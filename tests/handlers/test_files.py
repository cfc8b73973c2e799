"""A calendar file reaches the chat as a document with its words, is never edited, and its failing is said in words."""

from __future__ import annotations

from threading import get_ident

from bot.domain.inputs import Arrival, Said
from tests.handlers import wire
from tests.handlers.small import Bot
from tests.handlers.test_show import owed, say
from tests.handlers.updates import BUYER, tap, text


async def test_a_file_is_a_document_with_caption_and_buttons_written_beside_the_loop(bot: Bot) -> None:
    await say(bot, text("file it"))

    (document,) = bot.wire.made()
    assert document.method == "sendDocument"
    assert document.files == {"document": b"echo file it"}
    assert (document.values["caption"], document.values["parse_mode"]) == ("echo file it", "HTML")
    assert document.values["reply_markup"] == {"inline_keyboard": [[{"text": "again", "callback_data": "again"}]]}
    assert bot.words.drew != [get_ident()]
    assert not await owed(bot)


async def test_the_screen_after_a_file_is_a_new_message(bot: Bot) -> None:
    await say(bot, text("hello", number=10))
    await say(bot, tap("file it", number=101))
    await say(bot, tap("next", number=102))

    made = [call.method for call in bot.wire.made() if call.method != "answerCallbackQuery"]
    assert made == ["sendMessage", "sendDocument", "editMessageReplyMarkup", "sendMessage"]


async def test_a_file_that_was_owed_before_a_restart_is_sent_once(bot: Bot) -> None:
    await bot.desk.take(Arrival(1, BUYER, bot.clock(), Said("file it")))

    await bot.front.show_owed()
    await bot.front.screens.idle()

    assert len(bot.wire.made("sendDocument")) == 1
    assert not await owed(bot)


async def test_a_file_that_cannot_be_made_is_said_in_words(bot: Bot) -> None:
    await say(bot, text("file nothing"))

    (sent,) = bot.wire.made()
    assert (sent.method, sent.values["text"]) == ("sendMessage", "echo file nothing")
    assert not await owed(bot)


async def test_a_file_that_telegram_does_not_take_is_said_in_words(bot: Bot) -> None:
    bot.wire.will("sendDocument", wire.refusal(400, "Bad Request: file must be non-empty"))
    await say(bot, text("file it"))

    assert [call.method for call in bot.wire.made()] == ["sendDocument", "sendMessage"]
    assert not await owed(bot)


async def test_a_chat_that_must_wait_gets_its_file_afterwards(bot: Bot) -> None:
    bot.wire.will("sendDocument", wire.TOO_MANY)
    await say(bot, text("file it"))

    assert [call.method for call in bot.wire.made()] == ["sendDocument", "sendDocument"]
    assert not await owed(bot)
