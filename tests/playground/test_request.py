"""The front in process: the whole way from python-telegram-bot to the stand-in and back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from telegram import (
    Bot,
    BotCommand,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    LinkPreviewOptions,
    ReplyParameters,
)
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TimedOut,
)

from bot.playground.chats import User
from bot.playground.request import InProcessRequest
from bot.playground.telegram import Telegram


@pytest.fixture
async def bot(telegram: Telegram, ana: User) -> AsyncIterator[Bot]:
    bot = Bot(telegram.token, request=InProcessRequest(telegram), get_updates_request=InProcessRequest(telegram))
    async with bot:
        yield bot


async def test_a_conversation_goes_both_ways(telegram: Telegram, bot: Bot, ana: User) -> None:
    updates = await bot.get_updates(timeout=1)
    assert updates[0].message is not None
    assert updates[0].message.text == "/start"
    keyboard = InlineKeyboardMarkup(
        [
            [InlineKeyboardButton("It never came", callback_data="issue:late", api_kwargs={"style": "primary"})],
            [InlineKeyboardButton("Copy", copy_text=CopyTextButton("Dear seller"))],
        ]
    )
    sent = await bot.send_message(
        ana.id,
        "<b>What happened?</b>",
        parse_mode="HTML",
        reply_markup=keyboard,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        reply_parameters=ReplyParameters(updates[0].message.message_id),
    )
    tap = telegram.taps(ana, sent.message_id, "It never came")
    assert await bot.answer_callback_query(tap, "Noted", show_alert=True)
    edited = await bot.edit_message_text("When?", chat_id=ana.id, message_id=sent.message_id)
    assert not isinstance(edited, bool)
    assert (edited.text, edited.reply_markup) == ("When?", None)
    assert telegram.queries[tap].answer == {"text": "Noted", "show_alert": True}
    assert [call.method for call in telegram.journal][-3:] == ["sendMessage", "answerCallbackQuery", "editMessageText"]
    assert list(telegram.complaints) == []


async def test_files_go_up_and_come_down(telegram: Telegram, bot: Bot, ana: User) -> None:
    picture = b"\xff\xd8picture"
    sent = await bot.send_photo(ana.id, picture, caption="<i>x</i>", parse_mode="HTML")
    again = await bot.send_photo(ana.id, sent.photo[-1].file_id)
    album = await bot.send_media_group(ana.id, [InputMediaPhoto(picture), InputMediaPhoto(again.photo[0].file_id)])
    assert album[0].media_group_id == album[1].media_group_id
    file = await bot.get_file(sent.photo[-1].file_id)
    assert bytes(await file.download_as_bytearray()) == picture
    document = await bot.send_document(ana.id, b"BEGIN:VCALENDAR", filename="dates.ics")
    assert document.document is not None
    assert document.document.file_name == "dates.ics"
    assert telegram.files.download("photos/none.jpg") is None


async def test_refusals_become_the_librarys_errors(
    telegram: Telegram, bot: Bot, ana: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(999, "x")
    telegram.throttle(ana.id, 3)
    with pytest.raises(RetryAfter):
        await bot.send_message(ana.id, "x")
    telegram.blocks(ana)
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(ana.id, "x")
    telegram.group(-1001, bot="member")
    telegram.upgrades(-1001, -1002)
    with pytest.raises(ChatMigrated):
        await bot.send_message(-1001, "x")
    telegram.call(telegram.token, "setWebhook", {"url": "https://example.com"})
    with pytest.raises(Conflict):
        await bot.get_updates()
    with pytest.raises(InvalidToken):
        await Bot("1:wrong", request=InProcessRequest(telegram)).get_me()


async def test_the_bot_introduces_itself_in_every_language(telegram: Telegram, bot: Bot) -> None:
    await bot.set_my_commands([BotCommand("start", "Begin")])
    await bot.set_my_commands([BotCommand("start", "Начать")], language_code="ru")
    await bot.set_my_description("Gets your money back", language_code="en")
    await bot.set_my_short_description("Refunds")
    assert (await bot.get_my_commands())[0].description == "Begin"
    assert (await bot.get_my_commands(language_code="ru"))[0].description == "Начать"
    assert (await bot.get_my_description("en")).description == "Gets your money back"
    assert (await bot.get_my_short_description("ru")).short_description == "Refunds"
    assert (await bot.get_my_name()).name == "Recourse"
    await bot.delete_my_commands(language_code="ru")
    assert await bot.get_my_commands(language_code="ru") == ()
    await bot.set_chat_menu_button()
    assert (await bot.get_chat_menu_button()).type == "default"
    assert list(telegram.complaints) == []


async def test_one_chat_that_hangs_holds_up_no_other(telegram: Telegram, bot: Bot, ana: User) -> None:
    bo = telegram.user(202, "Bo")
    telegram.says(bo, "hi")
    hold = telegram.faults.hold(chat_id=ana.id)
    hanging = asyncio.create_task(bot.send_message(ana.id, "slow", read_timeout=None))
    await hold.reached.wait()
    assert (await bot.send_message(bo.id, "quick")).text == "quick"
    assert (hold.waiting, hanging.done()) == (1, False)
    hold.release()
    assert (await hanging).text == "slow"


async def test_a_call_that_hangs_longer_than_its_patience_times_out(telegram: Telegram, bot: Bot, ana: User) -> None:
    telegram.faults.hold(method="sendMessage")
    with pytest.raises(TimedOut):
        await bot.send_message(ana.id, "x", read_timeout=0.001)
    assert len(telegram.messages(ana.id)) == 1
    telegram.faults.clear()
    assert await bot.send_message(ana.id, "x")


async def test_an_answer_can_be_lost_on_the_way(telegram: Telegram, bot: Bot, ana: User) -> None:
    telegram.faults.lose(method="sendMessage")
    with pytest.raises(NetworkError):
        await bot.send_message(ana.id, "sent, but who knows")
    telegram.faults.lose(method="sendMessage", carried_out=False)
    with pytest.raises(NetworkError):
        await bot.send_message(ana.id, "never sent")
    assert [message["text"] for message in telegram.messages(ana.id)] == ["/start", "sent, but who knows"]
    telegram.faults.slow(0.0001)
    assert await bot.send_message(ana.id, "at last")
