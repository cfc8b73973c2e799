"""What people do arrives as the updates Telegram would send: read here by the library the bot uses."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import Bot, Message, Update

from bot.playground.chats import User
from bot.playground.refusals import ImpossibleError
from bot.playground.request import InProcessRequest
from bot.playground.telegram import Telegram


@pytest.fixture
def bot(telegram: Telegram) -> Bot:
    return Bot(telegram.token, request=InProcessRequest(telegram), get_updates_request=InProcessRequest(telegram))


def send(telegram: Telegram, method: str, **given: Any) -> Any:
    return telegram.call(telegram.token, method, given)


def last(telegram: Telegram, bot: Bot) -> Update:
    update = Update.de_json(telegram.updates.peek()[-1], bot)
    assert update.api_kwargs == {}
    return update


def last_message(telegram: Telegram, bot: Bot) -> Message:
    message = last(telegram, bot).message
    assert message is not None
    assert message.api_kwargs == {}
    return message


def test_a_command_is_marked_as_one(telegram: Telegram, bot: Bot) -> None:
    telegram.says(telegram.user(7, "Иван", "ru"), "  /start case_1  ")
    message = last_message(telegram, bot)
    assert message.text == "/start case_1"
    assert [(entity.type, entity.offset, entity.length) for entity in message.entities] == [("bot_command", 0, 6)]
    assert message.from_user is not None
    assert (message.from_user.language_code, message.chat.type, message.chat.id) == ("ru", "private", 7)


def test_a_reply_carries_what_it_answers(telegram: Telegram, bot: Bot, ana: User) -> None:
    sent = send(telegram, "sendMessage", chat_id=ana.id, text="Which?")
    telegram.says(ana, "this", reply_to=sent["message_id"])
    answered = last_message(telegram, bot).reply_to_message
    assert answered is not None
    assert answered.text == "Which?"
    with pytest.raises(ImpossibleError):
        telegram.says(ana, "that", reply_to=99)


def test_an_edit_arrives_as_an_edited_message(telegram: Telegram, bot: Bot, ana: User) -> None:
    said = telegram.says(ana, "12 Mrach")
    telegram.edits(ana, said["message_id"], "12 March")
    edited = last(telegram, bot).edited_message
    assert edited is not None
    assert (edited.text, edited.edit_date) == ("12 March", edited.date)
    assert said["text"] == "12 Mrach", "what was handed out before stays as it was"


def test_pictures_come_in_several_sizes_each_with_its_own_id(telegram: Telegram, bot: Bot, ana: User) -> None:
    telegram.sends_photo(ana, 300_000, "the box", size=(3000, 4000))
    message = last_message(telegram, bot)
    assert [(photo.width, photo.height) for photo in message.photo] == [(68, 90), (240, 320), (600, 800), (960, 1280)]
    assert len({photo.file_unique_id for photo in message.photo}) == 4
    assert (message.caption, message.photo[-1].file_size) == ("the box", 300_000)


def test_an_album_is_an_update_for_each_picture(telegram: Telegram, bot: Bot, ana: User) -> None:
    sent = telegram.sends_album(ana, [1000] * 10, "all of it")
    updates = [Update.de_json(update, bot) for update in telegram.updates.peek()][-10:]
    albums = {update.message.media_group_id for update in updates if update.message}
    assert len(albums) == 1
    assert None not in albums
    assert [message.get("caption") for message in sent] == ["all of it"] + [None] * 9
    with pytest.raises(ImpossibleError):
        telegram.sends_album(ana, [1000] * 11)


def test_everything_else_people_send_is_understood(telegram: Telegram, bot: Bot, ana: User) -> None:
    telegram.sends_document(ana, b"%PDF", "bill.pdf", caption="see /this")
    document = last_message(telegram, bot)
    assert document.document is not None
    assert (document.document.file_name, document.document.mime_type) == ("bill.pdf", "application/pdf")
    assert document.caption_entities[0].type == "bot_command"
    telegram.sends_video(ana, 200_000_000)
    video = last_message(telegram, bot).video
    assert video is not None
    assert video.file_size == 200_000_000
    telegram.sends_voice(ana)
    assert last_message(telegram, bot).voice is not None
    telegram.sends_sticker(ana, "😡")
    sticker = last_message(telegram, bot).sticker
    assert sticker is not None
    assert sticker.emoji == "😡"
    telegram.sends_location(ana)
    assert last_message(telegram, bot).location is not None
    telegram.sends_contact(ana)
    assert last_message(telegram, bot).contact is not None


def test_a_long_text_is_cut_as_an_app_cuts_it(telegram: Telegram, ana: User) -> None:
    with pytest.raises(ImpossibleError):
        telegram.says(ana, "x" * 5000)
    assert [len(said["text"]) for said in telegram.says_at_length(ana, "x" * 5000)] == [4096, 904]


def keyboard(telegram: Telegram, ana: User) -> int:
    rows = [
        [{"text": "Yes", "callback_data": "d:1", "style": "success"}, {"text": "Site", "url": "https://example.com"}],
        [{"text": "Copy", "copy_text": {"text": "Dear seller"}}],
    ]
    sent = send(telegram, "sendMessage", chat_id=ana.id, text="?", reply_markup={"inline_keyboard": rows})
    return int(sent["message_id"])


def test_a_tap_carries_the_message_and_spins_until_answered(telegram: Telegram, bot: Bot, ana: User) -> None:
    number = keyboard(telegram, ana)
    tap = telegram.taps(ana, number, "Yes")
    query = last(telegram, bot).callback_query
    assert query is not None
    assert isinstance(query.message, Message)
    assert (query.id, query.data, query.message.message_id) == (tap, "d:1", number)
    assert query.message.reply_markup is not None
    assert query.message.reply_markup.inline_keyboard[0][0].api_kwargs == {}
    assert [waiting.id for waiting in telegram.unanswered()] == [tap]


def test_nobody_taps_what_is_not_there(telegram: Telegram, ana: User) -> None:
    number = keyboard(telegram, ana)
    for message_id, button in ((number, "No"), (number, "Site"), (number, "Copy"), (99, "Yes")):
        with pytest.raises(ImpossibleError):
            telegram.taps(ana, message_id, button)


def test_an_app_may_still_show_an_old_keyboard(telegram: Telegram, bot: Bot, ana: User) -> None:
    number = keyboard(telegram, ana)
    send(telegram, "deleteMessage", chat_id=ana.id, message_id=number)
    telegram.taps(ana, number, "d:1", stale=True)
    query = last(telegram, bot).callback_query
    assert query is not None
    assert query.message is not None
    assert not query.message.is_accessible


def test_who_blocks_the_bot_is_not_written_to_until_they_unblock(telegram: Telegram, bot: Bot, ana: User) -> None:
    telegram.blocks(ana)
    change = last(telegram, bot).my_chat_member
    assert change is not None
    assert (change.old_chat_member.status, change.new_chat_member.status) == ("member", "kicked")
    for act in (lambda: telegram.says(ana, "hi"), lambda: telegram.blocks(ana)):
        with pytest.raises(ImpossibleError):
            act()
    telegram.unblocks(ana)
    assert send(telegram, "sendMessage", chat_id=ana.id, text="again")


def test_people_change_only_what_is_theirs(telegram: Telegram, ana: User) -> None:
    number = keyboard(telegram, ana)
    with pytest.raises(ImpossibleError):
        telegram.edits(ana, number, "mine now")
    with pytest.raises(ImpossibleError):
        telegram.says(404, "nobody")
    with pytest.raises(ImpossibleError):
        telegram.says(ana, "  ")


def test_old_messages_and_taps_are_forgotten(ana: User) -> None:
    """Memory stays bounded however long a conversation is."""
    telegram = Telegram(message_room=10, journal_room=5)
    bo = telegram.user(5)
    for number in range(30):
        telegram.says(bo, str(number))
        send(telegram, "getMe")
    assert [message["text"] for message in telegram.messages(5)] == [str(number) for number in range(20, 30)]
    assert len(telegram.journal) == 5
    for _ in range(2100):
        telegram.taps(bo, 30, "x", stale=True)
    assert len(telegram.queries) <= 2001
