"""Refused: what Telegram says no to, a row each: the method, what it was given, what it says.

The world of these rows (who is in which chat, which message is whose) is the fixture of `test_refusals`.
"""

from __future__ import annotations

from typing import Any

from bot.playground.methods.messages import NOT_MODIFIED

GROUP = -1001
QUIET = -1002


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
    ("editMessageMedia", TO_ANA | {"message_id": 3}, 'Bad Request: parameter "media" is required'),
    (
        "editMessageMedia",
        TO_ANA | {"message_id": 3, "media": {"type": "sticker", "media": "x"}},
        'Bad Request: can\'t parse input media: type "sticker" is unsupported',
    ),
    (
        "editMessageMedia",
        TO_ANA | {"message_id": 99, "media": {"type": "photo", "media": "x"}},
        "Bad Request: message to edit not found",
    ),
    (
        "editMessageMedia",
        TO_ANA | {"message_id": 1, "media": {"type": "photo", "media": "x"}},
        "Bad Request: message can't be edited",
    ),
    (
        "editMessageMedia",
        TO_ANA | {"message_id": 3, "media": {"type": "photo", "media": "attach://gone"}},
        "Bad Request: can't find the attached file",
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
