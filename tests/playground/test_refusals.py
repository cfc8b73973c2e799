"""Every refusal, with Telegram's own code and text; a row each: the method, what it was given, what it says."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.playground.chats import User
from bot.playground.clocks import StillClock
from bot.playground.methods.messages import NOT_MODIFIED
from bot.playground.parameters import Upload
from bot.playground.refusals import RefusalError
from bot.playground.telegram import Telegram

GROUP = -1001
QUIET = -1002


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


def one_button(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "Yes"} | (button or {"callback_data": "yes"})]]}


def markup(**given: Any) -> dict[str, Any]:
    return {"chat_id": 101, "text": "x", "reply_markup": given}


TO_ANA = {"chat_id": 101}
TEXT = {"chat_id": 101, "text": "x"}
URL = "inline keyboard button URL"
BUTTON = "can't parse InlineKeyboardButton:"

REFUSED: list[tuple[str, dict[str, Any], str]] = [
    # Where to
    ("sendMessage", {"text": "x"}, "Bad Request: chat_id is empty"),
    ("sendMessage", {"chat_id": 999, "text": "x"}, "Bad Request: chat not found"),
    ("sendMessage", {"chat_id": "@nobody", "text": "x"}, "Bad Request: chat not found"),
    ("sendMessage", {"chat_id": 1000001, "text": "x"}, "Bad Request: chat not found"),
    ("sendMessage", {"chat_id": 102, "text": "x"}, "Forbidden: bot can't initiate conversation with a user"),
    ("sendMessage", {"chat_id": 103, "text": "x"}, "Forbidden: bot was blocked by the user"),
    ("sendMessage", {"chat_id": 104, "text": "x"}, "Forbidden: user is deactivated"),
    ("sendMessage", {"chat_id": -1003, "text": "x"}, "Forbidden: bot was kicked from the supergroup chat"),
    ("sendMessage", {"chat_id": -1004, "text": "x"}, "Forbidden: bot is not a member of the supergroup chat"),
    ("sendMessage", {"chat_id": -1005, "text": "x"}, "Bad Request: group chat was upgraded to a supergroup chat"),
    ("sendMessage", TEXT | {"message_thread_id": 7}, "Bad Request: message thread not found"),
    ("sendMessage", {"chat_id": GROUP, "text": "x", "message_thread_id": 77}, "Bad Request: message thread not found"),
    ("sendMessage", {"chat_id": GROUP, "text": "x", "message_thread_id": 2}, "Bad Request: TOPIC_CLOSED"),
    ("sendMessage", TEXT | {"reply_parameters": {"message_id": 99}}, "Bad Request: message to be replied not found"),
    # Text
    ("sendMessage", TO_ANA, "Bad Request: message text is empty"),
    ("sendMessage", {"chat_id": 101, "text": " \n "}, "Bad Request: text must be non-empty"),
    ("sendMessage", {"chat_id": 101, "text": "<b></b>", "parse_mode": "HTML"}, "Bad Request: text must be non-empty"),
    ("sendMessage", {"chat_id": 101, "text": "x" * 4097}, "Bad Request: message is too long"),
    ("sendMessage", TEXT | {"parse_mode": "RTF"}, "Bad Request: unsupported parse_mode"),
    ("sendPhoto", TO_ANA | {"photo": "x", "caption": "x" * 1025}, "Bad Request: message caption is too long"),
    # Keyboards
    ("sendMessage", TEXT | {"reply_markup": "{"}, "Bad Request: can't parse reply keyboard markup JSON object"),
    ("sendMessage", TEXT | {"reply_markup": "[]"}, "Bad Request: object expected as reply markup"),
    ("sendMessage", markup(inline_keyboard=7), 'Bad Request: field "inline_keyboard" must be of type Array'),
    (
        "sendMessage",
        markup(inline_keyboard=[{"text": "x"}]),
        'Bad Request: field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    ),
    (
        "sendMessage",
        markup(keyboard=["x"]),
        'Bad Request: field "keyboard" of the ReplyKeyboardMarkup must be an Array of Arrays',
    ),
    ("sendMessage", markup(inline_keyboard=[["x"]]), f"Bad Request: {BUTTON} InlineKeyboardButton must be an Object"),
    ("sendMessage", markup(inline_keyboard=[[{}]]), f'Bad Request: {BUTTON} Can\'t find field "text"'),
    (
        "sendMessage",
        markup(**one_button(url="")),
        f"Bad Request: {BUTTON} Text buttons are not allowed in the inline keyboard",
    ),
    (
        "sendMessage",
        markup(inline_keyboard=[[{"text": " ", "callback_data": "x"}]]),
        "Bad Request: inline keyboard button text must be non-empty",
    ),
    ("sendMessage", markup(**one_button(callback_data="x" * 65)), "Bad Request: BUTTON_DATA_INVALID"),
    ("sendMessage", markup(**one_button(callback_data="я" * 33)), "Bad Request: BUTTON_DATA_INVALID"),
    ("sendMessage", markup(**one_button(callback_data="")), "Bad Request: BUTTON_DATA_INVALID"),
    ("sendMessage", markup(**one_button(copy_text={"text": "x" * 257})), "Bad Request: BUTTON_COPY_TEXT_INVALID"),
    ("sendMessage", markup(**one_button(copy_text={"text": ""})), "Bad Request: BUTTON_COPY_TEXT_INVALID"),
    (
        "sendMessage",
        markup(**one_button(url="https://")),
        f"Bad Request: {URL} 'https://' is invalid: URL host is empty",
    ),
    ("sendMessage", markup(**one_button(url="nowhere")), f"Bad Request: {URL} 'nowhere' is invalid: Wrong HTTP URL"),
    (
        "sendMessage",
        markup(**one_button(url="ftp://a.b/c")),
        f"Bad Request: {URL} 'ftp://a.b/c' is invalid: Unsupported URL protocol",
    ),
    (
        "sendMessage",
        markup(**one_button(callback_data="x", style="loud")),
        f"Bad Request: {BUTTON} invalid button style specified",
    ),
    (
        "sendMessage",
        markup(inline_keyboard=[[{"text": "x", "callback_data": "x"}] * 8] * 13),
        "Bad Request: reply markup is too long",
    ),
    (
        "editMessageReplyMarkup",
        TO_ANA | {"message_id": 2, "reply_markup": {"keyboard": [["x"]]}},
        "Bad Request: inline keyboard expected",
    ),
    (
        "sendMessage",
        markup(inline_keyboard=[[{"text": "a long label, " * 10, "callback_data": "x" * 64}]] * 60),
        "Bad Request: reply markup is too long",
    ),
    # Edits and deletions
    ("editMessageText", TEXT, "Bad Request: message identifier is not specified"),
    ("editMessageText", TEXT | {"message_id": 99}, "Bad Request: message to edit not found"),
    ("editMessageText", TEXT | {"message_id": 1}, "Bad Request: message can't be edited"),
    ("editMessageText", TEXT | {"message_id": 3}, "Bad Request: there is no text in the message to edit"),
    ("editMessageCaption", TO_ANA | {"message_id": 2}, "Bad Request: there is no caption in the message to edit"),
    (
        "editMessageText",
        {"chat_id": 101, "message_id": 2, "text": "Hello", "reply_markup": one_button()},
        f"Bad Request: {NOT_MODIFIED}",
    ),
    (
        "editMessageReplyMarkup",
        {"chat_id": 101, "message_id": 2, "reply_markup": one_button()},
        f"Bad Request: {NOT_MODIFIED}",
    ),
    ("editMessageCaption", TO_ANA | {"message_id": 3, "caption": "see"}, f"Bad Request: {NOT_MODIFIED}"),
    ("deleteMessage", TO_ANA | {"message_id": 99}, "Bad Request: message to delete not found"),
    ("deleteMessage", {"chat_id": QUIET, "message_id": 2}, "Bad Request: message can't be deleted"),
    ("deleteMessages", TO_ANA | {"message_ids": []}, "Bad Request: message identifiers are not specified"),
    (
        "deleteMessages",
        TO_ANA | {"message_ids": list(range(101))},
        "Bad Request: too many message identifiers specified",
    ),
    # Taps
    (
        "answerCallbackQuery",
        {"callback_query_id": "7"},
        "Bad Request: query is too old and response timeout expired or query ID is invalid",
    ),
    # Pictures, files, albums
    ("sendPhoto", TO_ANA, "Bad Request: there is no photo in the request"),
    ("sendDocument", TO_ANA, "Bad Request: there is no document in the request"),
    ("sendPhoto", TO_ANA | {"photo": "bad"}, "Bad Request: wrong file identifier/HTTP URL specified"),
    ("sendPhoto", TO_ANA | {"photo": "https://a.b/c.jpg"}, "Bad Request: failed to get HTTP URL content"),
    ("sendMediaGroup", TO_ANA, 'Bad Request: parameter "media" is required'),
    ("sendMediaGroup", TO_ANA | {"media": []}, "Bad Request: there are no messages to send"),
    (
        "sendMediaGroup",
        TO_ANA | {"media": [{"type": "photo", "media": "x"}] * 11},
        "Bad Request: too many messages to send as an album",
    ),
    (
        "sendMediaGroup",
        TO_ANA | {"media": [{"type": "photo", "media": "x"}, {"type": "document", "media": "x"}]},
        "Bad Request: document can't be mixed with other media types",
    ),
    (
        "sendMediaGroup",
        TO_ANA | {"media": [{"type": "sticker", "media": "x"}]},
        'Bad Request: can\'t parse InputMedia: type "sticker" is unsupported',
    ),
    ("getFile", {}, "Bad Request: file_id not specified"),
    ("getFile", {"file_id": "bad"}, "Bad Request: invalid file_id"),
    # Copies and forwards
    ("copyMessage", TEXT | {"message_id": 1}, 'Bad Request: parameter "from_chat_id" is required'),
    ("copyMessage", TO_ANA | {"from_chat_id": 101, "message_id": 99}, "Bad Request: message to copy not found"),
    ("forwardMessage", TO_ANA | {"from_chat_id": 101, "message_id": 99}, "Bad Request: message to forward not found"),
    ("copyMessage", TO_ANA | {"from_chat_id": GROUP, "message_id": 2}, "Bad Request: message can't be copied"),
    ("forwardMessage", TO_ANA | {"from_chat_id": GROUP, "message_id": 2}, "Bad Request: message can't be forwarded"),
    ("copyMessages", TO_ANA | {"from_chat_id": 101, "message_ids": [99]}, "Bad Request: there are no messages to copy"),
    # Small things
    ("sendChatAction", TO_ANA | {"action": "dancing"}, "Bad Request: wrong parameter action in request"),
    ("pinChatMessage", TO_ANA | {"message_id": 99}, "Bad Request: message to pin not found"),
    ("unpinChatMessage", TO_ANA, "Bad Request: message to unpin not found"),
    (
        "pinChatMessage",
        {"chat_id": QUIET, "message_id": 2},
        "Bad Request: not enough rights to manage pinned messages in the chat",
    ),
    ("setMessageReaction", TO_ANA | {"message_id": 99}, "Bad Request: message to react not found"),
    (
        "setMessageReaction",
        TO_ANA | {"message_id": 1, "reaction": [{"type": "emoji", "emoji": "🧦"}]},
        "Bad Request: REACTION_INVALID",
    ),
    (
        "setMessageReaction",
        TO_ANA | {"message_id": 1, "reaction": [{"type": "emoji", "emoji": "👍"}] * 2},
        "Bad Request: REACTIONS_TOO_MANY",
    ),
    # Topics
    ("createForumTopic", {"chat_id": GROUP}, "Bad Request: TOPIC_TITLE_EMPTY"),
    ("createForumTopic", {"chat_id": QUIET, "name": "x"}, "Bad Request: the chat is not a forum"),
    ("closeForumTopic", {"chat_id": GROUP, "message_thread_id": 2}, "Bad Request: TOPIC_NOT_MODIFIED"),
    ("reopenForumTopic", {"chat_id": GROUP, "message_thread_id": 4}, "Bad Request: TOPIC_NOT_MODIFIED"),
    ("editForumTopic", {"chat_id": GROUP, "message_thread_id": 4, "name": "open"}, "Bad Request: TOPIC_NOT_MODIFIED"),
    ("closeForumTopic", {"chat_id": GROUP, "message_thread_id": 77}, "Bad Request: message thread not found"),
    (
        "createForumTopic",
        {"chat_id": GROUP, "name": "x", "icon_color": 5},
        "Bad Request: TOPIC_ICON_COLOR_INVALID",
    ),
    # Commands and profile
    ("setMyCommands", {"commands": [{"command": "", "description": "x"}]}, "Bad Request: command must be non-empty"),
    (
        "setMyCommands",
        {"commands": [{"command": "a" * 33, "description": "x"}]},
        "Bad Request: command length must not exceed 32",
    ),
    (
        "setMyCommands",
        {"commands": [{"command": "a", "description": " "}]},
        "Bad Request: command description must be non-empty",
    ),
    (
        "setMyCommands",
        {"commands": [{"command": "a", "description": "x" * 257}]},
        "Bad Request: command description length must not exceed 256",
    ),
    (
        "setMyCommands",
        {"commands": [{"command": "a", "description": "x"}] * 101},
        "Bad Request: BOT_COMMANDS_TOO_MUCH",
    ),
    ("setMyCommands", {"commands": [{"command": "Ä", "description": "x"}]}, "Bad Request: BOT_COMMAND_INVALID"),
    ("setMyCommands", {"commands": "["}, "Bad Request: can't parse commands JSON object"),
    ("setMyCommands", {"language_code": "pt-br"}, "Bad Request: invalid language code specified"),
    (
        "setMyCommands",
        {"scope": {"type": "moon"}},
        "Bad Request: can't parse BotCommandScope: unsupported type specified",
    ),
    (
        "setMyCommands",
        {"scope": {"type": "chat_administrators", "chat_id": 101}},
        "Bad Request: can't use specified scope in private chats",
    ),
    ("setMyDescription", {"description": "x" * 513}, "Bad Request: BOT_DESCRIPTION_INVALID"),
    ("setMyShortDescription", {"short_description": "x" * 121}, "Bad Request: BOT_SHORT_DESCRIPTION_INVALID"),
    ("setChatMenuButton", {"chat_id": 999}, "Bad Request: user not found"),
    # Chats
    ("getChatMember", {"chat_id": GROUP}, "Bad Request: invalid user_id specified"),
    ("getChatMember", {"chat_id": GROUP, "user_id": 999}, "Bad Request: PARTICIPANT_ID_INVALID"),
    ("getChatAdministrators", TO_ANA, "Bad Request: there are no administrators in the private chat"),
    ("leaveChat", TO_ANA, "Bad Request: chat member status can't be changed in private chats"),
    # Updates
    (
        "setWebhook",
        {"url": "http://example.com/"},
        "Bad Request: bad webhook: An HTTPS URL must be provided for webhook",
    ),
    ("getUpdates", {"allowed_updates": "["}, "Bad Request: can't parse allowed_updates JSON object"),
    # Not there
    ("sendDice", TO_ANA, "Not Found: method not found"),
]
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
