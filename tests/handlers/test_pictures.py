"""A picture reaches the chat as a photo with its words, is never edited, and never leaves a buyer without the words."""

from __future__ import annotations

from threading import get_ident

from bot.domain.inputs import Arrival, Said
from tests.handlers import wire
from tests.handlers.small import Bot
from tests.handlers.test_show import owed, say
from tests.handlers.updates import BUYER, tap, text


async def test_a_picture_is_a_photo_with_caption_and_buttons(bot: Bot) -> None:
    await say(bot, text("draw it"))

    (photo,) = bot.wire.made()
    assert photo.method == "sendPhoto"
    assert photo.files == {"photo": b"echo draw it"}
    assert (photo.values["caption"], photo.values["parse_mode"]) == ("echo draw it", "HTML")
    assert photo.values["reply_markup"] == {"inline_keyboard": [[{"text": "again", "callback_data": "again"}]]}
    assert not await owed(bot)


async def test_it_is_drawn_beside_the_loop(bot: Bot) -> None:
    await say(bot, text("draw it"))

    assert len(bot.words.drew) == 1
    assert bot.words.drew[0] != get_ident()


async def test_a_picture_is_never_put_into_the_screen_before_it(bot: Bot) -> None:
    await say(bot, text("hello", number=10))
    await say(bot, tap("draw it", number=101))

    assert [call.method for call in bot.wire.made()] == [
        "sendMessage",
        "answerCallbackQuery",
        "sendPhoto",
        "editMessageReplyMarkup",
    ]
    assert bot.wire.calls[-1].values["message_id"] == 101


async def test_the_screen_after_a_picture_is_a_new_message_and_the_picture_keeps_its_button(bot: Bot) -> None:
    await say(bot, text("draw it"))
    await say(bot, tap("next", number=101))
    await say(bot, tap("last", number=102))

    made = [call for call in bot.wire.made() if call.method != "answerCallbackQuery"]
    assert [call.method for call in made] == ["sendPhoto", "sendMessage", "editMessageText"]
    assert made[-1].values["message_id"] == 102


async def test_after_a_restart_a_picture_is_still_never_edited(bot: Bot) -> None:
    """No place to edit is remembered for it, in memory or in the database."""
    await say(bot, text("draw it"))
    buyer = (await bot.store.load(BUYER)).buyer

    assert buyer is not None
    assert (buyer.screen_id, buyer.shown) == (None, buyer.revision)


async def test_a_picture_that_was_owed_before_a_restart_is_sent_once(bot: Bot) -> None:
    await bot.desk.take(Arrival(1, BUYER, bot.clock(), Said("draw it")))

    await bot.front.show_owed()
    await bot.front.screens.idle()

    assert len(bot.wire.made("sendPhoto")) == 1
    assert not await owed(bot)


async def test_a_chat_that_must_wait_gets_its_picture_afterwards(bot: Bot) -> None:
    bot.wire.will("sendPhoto", wire.TOO_MANY)
    await say(bot, text("draw it"))

    assert [call.method for call in bot.wire.made()] == ["sendPhoto", "sendPhoto"]
    assert not await owed(bot)


async def test_a_picture_overtaken_by_a_newer_screen_is_not_lost(bot: Bot) -> None:
    release = bot.wire.hold(BUYER)
    for words in ("hello", "draw it", "last"):
        await bot.front.intake.take([text(words)])
    release.set()
    await bot.front.screens.idle()

    sent = bot.wire.made("sendMessage", "sendPhoto")
    assert [call.values.get("text") or call.values["caption"] for call in sent] == [
        "echo hello",
        "echo draw it",
        "echo last",
    ]


async def test_an_update_that_comes_again_while_its_picture_is_on_its_way_brings_no_second_one(bot: Bot) -> None:
    """After a crash both the screen that is owed and the update that was not confirmed come at once."""
    release, same = bot.wire.hold(BUYER), text("draw it")
    for _ in range(2):
        await bot.front.intake.take([same])
    await bot.wire.until("sendPhoto")
    await bot.front.intake.take([same])
    release.set()
    await bot.front.screens.idle()

    assert len(bot.wire.made("sendPhoto")) == 1
    assert not await owed(bot)


async def test_what_cannot_be_drawn_is_said_in_words(bot: Bot) -> None:
    await say(bot, text("draw nothing"))

    (sent,) = bot.wire.made()
    assert (sent.method, sent.values["text"]) == ("sendMessage", "echo draw nothing")
    assert not await owed(bot)


async def test_a_picture_that_telegram_does_not_take_is_said_in_words(bot: Bot) -> None:
    bot.wire.will("sendPhoto", wire.BAD_PHOTO)
    await say(bot, text("draw it"))

    assert [call.method for call in bot.wire.made()] == ["sendPhoto", "sendMessage"]
    assert not await owed(bot)


async def test_a_blocked_chat_gets_no_words_instead_of_its_picture(bot: Bot) -> None:
    bot.wire.will("sendPhoto", wire.BLOCKED)
    await say(bot, text("draw it"))

    assert [call.method for call in bot.wire.made()] == ["sendPhoto"]
    assert not await owed(bot)
