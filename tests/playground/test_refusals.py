"""Every refusal, with Telegram's own code and text: the rows of `refused`, and those that need a story."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.playground.chats import User
from bot.playground.clocks import StillClock
from bot.playground.parameters import Upload
from bot.playground.refusals import RefusalError
from bot.playground.telegram import Telegram
from tests.playground.refused import GROUP, QUIET, REFUSED, TEXT, TO_ANA, one_button


@pytest.fixture
def world(telegram: Telegram, ana: User) -> Telegram:
    """Ana's message 1, the bot's 2 (with a button), a photo 3; a forum the bot rules, a group it does not."""
    telegram.call(telegram.token, "sendMessage", {"chat_id": 101, "text": "Hello", "reply_markup": one_button()})
    telegram.call(telegram.token, "sendPhoto", {"chat_id": 101, "caption": "see"}, {"photo": Upload(b"\xff\xd8")})
    telegram.user(102, "Bo")
    telegram.blocks(telegram.person(telegram.says(telegram.user(103), "hi")["from"]["id"]))
    telegram.says(telegram.user(104), "hi")
    telegram.deletes_account(104)
    telegram.group(GROUP, forum=True, bot="administrator", owner=ana)
    telegram.opens_topic(ana, GROUP, "closed")
    telegram.closes_topic(ana, GROUP, 2)
    telegram.opens_topic(ana, GROUP, "open")
    telegram.group(QUIET, bot="member", owner=ana)
    telegram.says(ana, "/hello", chat=QUIET)
    telegram.group(-1003, bot="kicked")
    telegram.group(-1004)
    telegram.group(-1005, bot="member")
    telegram.upgrades(-1005, -1006)
    return telegram


CODES = {"Bad Request": 400, "Forbidden": 403, "Not Found": 404, "Conflict": 409}


@pytest.mark.parametrize(("method", "given", "description"), REFUSED, ids=[f"{m}: {d[:60]}" for m, _, d in REFUSED])
def test_telegram_refuses_in_its_own_words(
    world: Telegram, method: str, given: dict[str, Any], description: str
) -> None:
    """Given as JSON values or as strings, the answer is the same, and nothing has changed."""
    before = [world.messages(chat) for chat in world.chats]
    for form in (given, {name: v if isinstance(v, str) else json.dumps(v) for name, v in given.items()}):
        with pytest.raises(RefusalError) as refused:
            world.call(world.token, method, form)
        assert refused.value.description == description
        assert refused.value.code == CODES[description.partition(":")[0]]
    assert [world.messages(chat) for chat in world.chats] == before
    assert world.journal[-1].refusal is refused.value


def refusal(telegram: Telegram, method: str, given: dict[str, Any], **files: Upload) -> RefusalError:
    with pytest.raises(RefusalError) as refused:
        telegram.call(telegram.token, method, given, files)
    return refused.value


def test_an_upgraded_group_says_where_it_went(world: Telegram) -> None:
    refused = refusal(world, "sendMessage", {"chat_id": -1005, "text": "x"})
    assert refused.answer()["parameters"] == {"migrate_to_chat_id": -1006}


def test_a_wrong_token_is_refused(telegram: Telegram) -> None:
    for token, code, text in (("1:wrong", 401, "Unauthorized"), ("nonsense", 404, "Not Found")):
        with pytest.raises(RefusalError) as refused:
            telegram.call(token, "getMe")
        assert (refused.value.code, refused.value.description) == (code, text)


def test_a_tap_is_answered_once_and_soon(world: Telegram, ana: User, clock: StillClock) -> None:
    too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    first = world.taps(ana, 2, "Yes")
    assert refusal(world, "answerCallbackQuery", {"callback_query_id": first, "text": "x" * 201}).description == (
        "Bad Request: MESSAGE_TOO_LONG"
    )
    assert [tap.id for tap in world.unanswered()] == [first]
    assert world.call(world.token, "answerCallbackQuery", {"callback_query_id": first, "text": "x" * 200})
    assert world.unanswered() == []
    assert refusal(world, "answerCallbackQuery", {"callback_query_id": first}).description == too_old
    late = world.taps(ana, 2, "yes")
    clock.move(minutes=1)
    assert refusal(world, "answerCallbackQuery", {"callback_query_id": late}).description == too_old
    assert [tap.id for tap in world.unanswered()] == [late]


def test_messages_older_than_two_days_stay(world: Telegram, clock: StillClock) -> None:
    clock.move(hours=49)
    refused = refusal(world, "deleteMessage", {"chat_id": 101, "message_id": 2})
    assert refused.description == "Bad Request: message can't be deleted for everyone"


def test_a_chat_can_be_throttled(world: Telegram, clock: StillClock) -> None:
    world.throttle(101, 7)
    refused = refusal(world, "sendMessage", TEXT)
    assert (refused.code, refused.description) == (429, "Too Many Requests: retry after 7")
    assert refused.parameters == {"retry_after": 7}
    world.call(world.token, "sendMessage", {"chat_id": GROUP, "text": "others go on", "message_thread_id": 4})
    clock.move(seconds=7)
    world.call(world.token, "sendMessage", TEXT)


def test_limits_of_speed_hold_when_asked_for(world: Telegram, clock: StillClock) -> None:
    world.floods.strict = True
    for _ in range(3):
        world.call(world.token, "sendMessage", TEXT)
    assert refusal(world, "sendMessage", TEXT).code == 429
    clock.move(seconds=3)
    world.call(world.token, "sendMessage", TEXT)
    in_group = {"chat_id": GROUP, "text": "x", "message_thread_id": 4}
    for _ in range(20):
        world.call(world.token, "sendMessage", in_group)
    assert refusal(world, "sendMessage", in_group).parameters == {"retry_after": 60}


def test_thirty_a_second_is_the_most_for_all_chats_together(telegram: Telegram) -> None:
    telegram.floods.strict = True
    for number in range(31):
        telegram.says(telegram.user(500 + number), "hi")
    for number in range(30):
        telegram.call(telegram.token, "sendMessage", {"chat_id": 500 + number, "text": "x"})
    assert refusal(telegram, "sendMessage", {"chat_id": 530, "text": "x"}).parameters == {"retry_after": 1}


def test_large_files_are_refused(world: Telegram, ana: User) -> None:
    video = world.sends_video(ana, 20 * 1024 * 1024 + 1)["video"]
    assert refusal(world, "getFile", {"file_id": video["file_id"]}).description == "Bad Request: file is too big"
    assert world.download(world.token, "videos/file_5.mp4") is None
    photo, document = Upload(bytes(10 * 1024 * 1024 + 1)), Upload(bytes(50 * 1024 * 1024 + 1))
    assert refusal(world, "sendPhoto", TO_ANA, photo=photo).description == (
        "Bad Request: file of size 10485761 bytes is too big for a photo; the maximum size is 10485760 bytes"
    )
    refused = refusal(world, "sendDocument", TO_ANA, document=document)
    assert (refused.code, refused.description) == (413, "Request Entity Too Large")
    assert refusal(world, "sendPhoto", TO_ANA, photo=Upload(b"")).description == "Bad Request: file must be non-empty"
    assert refusal(world, "sendPhoto", TO_ANA | {"photo": "attach://gone"}).description == (
        "Bad Request: can't find the attached file"
    )


def test_a_file_cannot_change_its_kind(world: Telegram, ana: User) -> None:
    document = world.sends_document(ana)["document"]["file_id"]
    refused = refusal(world, "sendPhoto", TO_ANA | {"photo": document})
    assert refused.description == "Bad Request: can't use file of type Document as Photo"


def test_forgotten_files_are_temporarily_unavailable(clock: StillClock) -> None:
    telegram = Telegram(clock=clock, file_room=100)
    ana = telegram.user(101)
    first = telegram.sends_document(ana, bytes(80))["document"]["file_id"]
    telegram.sends_document(ana, bytes(80))
    assert refusal(telegram, "getFile", {"file_id": first}).description == (
        "Bad Request: wrong file_id or the file is temporarily unavailable"
    )


def test_a_picture_must_have_the_shape_of_one(telegram: Telegram, ana: User) -> None:
    strip = b"\x89PNG\r\n\x1a\n" + bytes(8) + (9000).to_bytes(4, "big") + (10).to_bytes(4, "big")
    refused = refusal(telegram, "sendPhoto", {"chat_id": 101}, photo=Upload(strip))
    assert refused.description == "Bad Request: PHOTO_INVALID_DIMENSIONS"


def test_what_telegram_lets_pass_is_noted_as_a_complaint(world: Telegram) -> None:
    wide = {"inline_keyboard": [[{"text": "x", "callback_data": "x"}] * 9]}
    world.call(world.token, "sendMessage", TEXT | {"reply_markup": wide, "colour": "red"})
    world.call(
        world.token,
        "sendMediaGroup",
        TO_ANA | {"media": [{"type": "photo", "media": "attach://a"}]},
        {"a": Upload(b"x")},
    )
    assert list(world.complaints) == [
        "sendMessage: unknown parameter colour",
        "a row of 9 buttons: Telegram shows 8",
        "an album of one: Telegram asks for 2 to 10",
    ]
