"""What a person at the page may do, as orders in JSON: one row of `ACTS` per act.

An order names the act and the user, and what the act needs; what comes back is added to `{"ok": true}`. An order that
makes no sense raises `ImpossibleError` with the reason.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from bot.playground.chats import User
from bot.playground.refusals import ImpossibleError
from bot.playground.telegram import Telegram
from bot.playground.world import JSON

Order = Mapping[str, Any]
FIRST_USER_ID = 100


def perform(telegram: Telegram, order: Order) -> JSON:
    """Do what was ordered; returns what the page may want to know of it."""
    act = ACTS.get(str(order.get("act")))
    if act is None:
        raise ImpossibleError(f"no such act: {order.get('act')}")
    return act(telegram, order)


def _who(telegram: Telegram, order: Order) -> User:
    user = order.get("user")
    if not isinstance(user, int):
        raise ImpossibleError("the order names no user")
    return telegram.person(user)


def _message_id(order: Order) -> int:
    number = order.get("message_id")
    if not isinstance(number, int):
        raise ImpossibleError("the order names no message")
    return number


def _where(order: Order) -> JSON:
    return {name: order[name] for name in ("chat", "thread", "reply_to") if isinstance(order.get(name), int)}


def _content(given: Any, otherwise: int) -> bytes | int:
    """The bytes of a base64 text (bare, in an object's `data`, or a data: address); without one, a size."""
    data = given.get("data") if isinstance(given, Mapping) else given
    if not data:
        return otherwise
    try:
        return base64.b64decode(str(data).rpartition(",")[2], validate=True)
    except binascii.Error as broken:
        raise ImpossibleError("the file is not in base64") from broken


def _said(message: JSON) -> JSON:
    return {"message_id": message["message_id"]}


def _says(telegram: Telegram, order: Order) -> JSON:
    sent = telegram.says_at_length(_who(telegram, order), str(order.get("text", "")), **_where(order))
    if not sent:
        raise ImpossibleError("an empty message cannot be sent")
    return _said(sent[-1])


def _edits(telegram: Telegram, order: Order) -> JSON:
    text = str(order.get("text", ""))
    return _said(telegram.edits(_who(telegram, order), _message_id(order), text, chat=_where(order).get("chat")))


def _taps(telegram: Telegram, order: Order) -> JSON:
    button, chat = str(order.get("data") or order.get("button") or ""), _where(order).get("chat")
    return {"callback_query_id": telegram.taps(_who(telegram, order), _message_id(order), button, chat=chat)}


def _photos(telegram: Telegram, order: Order) -> JSON:
    user, caption, where = _who(telegram, order), order.get("caption"), _where(order)
    photos = [_content(photo, 200_000) for photo in order.get("photos") or [None]]
    if len(photos) == 1 or order.get("album") is False:
        return _said([telegram.sends_photo(user, photo, caption, **where) for photo in photos][-1])
    return _said(telegram.sends_album(user, photos, caption, **where)[-1])


def _document(telegram: Telegram, order: Order) -> JSON:
    name, mime = str(order.get("name") or "receipt.pdf"), str(order.get("type") or "application/pdf")
    content, caption = _content(order, 50_000), order.get("caption")
    return _said(telegram.sends_document(_who(telegram, order), content, name, mime, caption, **_where(order)))


def _video(telegram: Telegram, order: Order) -> JSON:
    content, caption = _content(order, 3_000_000), order.get("caption")
    return _said(telegram.sends_video(_who(telegram, order), content, caption, **_where(order)))


def _voice(telegram: Telegram, order: Order) -> JSON:
    return _said(telegram.sends_voice(_who(telegram, order), _content(order, 20_000), **_where(order)))


def _sticker(telegram: Telegram, order: Order) -> JSON:
    return _said(telegram.sends_sticker(_who(telegram, order), str(order.get("emoji") or "👍"), **_where(order)))


def _location(telegram: Telegram, order: Order) -> JSON:
    return _said(telegram.sends_location(_who(telegram, order), **_where(order)))


def _contact(telegram: Telegram, order: Order) -> JSON:
    return _said(telegram.sends_contact(_who(telegram, order), **_where(order)))


def _deletes(telegram: Telegram, order: Order) -> JSON:
    user, number, chat = _who(telegram, order), _message_id(order), _where(order).get("chat")
    message = telegram.message(chat or user.id, number)
    if message is None or message["from"]["id"] != user.id:
        raise ImpossibleError("people can delete only messages of their own")
    telegram.deletes(user, number, chat=chat)
    return {}


def _reacts(telegram: Telegram, order: Order) -> JSON:
    emoji, chat = str(order.get("emoji") or "") or None, _where(order).get("chat")
    telegram.reacts(_who(telegram, order), _message_id(order), emoji, chat=chat)
    return {}


def _topic(order: Order) -> tuple[int, int]:
    where = _where(order)
    if not {"chat", "thread"} <= where.keys():
        raise ImpossibleError("the order names no topic")
    return where["chat"], where["thread"]


def _opens_topic(telegram: Telegram, order: Order) -> JSON:
    chat, name = _where(order).get("chat"), str(order.get("name") or "").strip()
    if chat is None or not name:
        raise ImpossibleError("a topic needs a group and a name")
    return {"thread": telegram.opens_topic(_who(telegram, order), chat, name)}


def _closes_topic(telegram: Telegram, order: Order) -> JSON:
    telegram.closes_topic(_who(telegram, order), *_topic(order))
    return {}


def _reopens_topic(telegram: Telegram, order: Order) -> JSON:
    telegram.reopens_topic(_who(telegram, order), *_topic(order))
    return {}


def _deletes_topic(telegram: Telegram, order: Order) -> JSON:
    _who(telegram, order)
    telegram.deletes_topic(*_topic(order))
    return {}


def _new_user(telegram: Telegram, order: Order) -> JSON:
    zone, day_first = _zone(order.get("zone")), _day_first(order.get("day_first"))
    buyers = [user.id for user in telegram.users.values() if not user.is_bot and not user.volunteer]
    number = max([FIRST_USER_ID, *buyers]) + 1
    while number in telegram.users:
        number += 1
    name, language = str(order.get("name") or f"Buyer {len(buyers) + 1}"), str(order.get("language") or "en")
    user = telegram.user(number, name, language)
    telegram.prefers(user, zone, day_first)
    return {"user": telegram.person_card(user)}


def _prefers(telegram: Telegram, order: Order) -> JSON:
    user = _who(telegram, order)
    telegram.prefers(user, _zone(order.get("zone", user.zone)), _day_first(order.get("day_first", user.day_first)))
    return {"user": telegram.person_card(user)}


def _zone(given: Any) -> str | None:
    if given is None:
        return None
    try:
        return ZoneInfo(str(given)).key
    except (KeyError, ValueError, OSError):
        raise ImpossibleError(f"there is no time zone {given}") from None


def _day_first(given: Any) -> bool | None:
    if given is None or isinstance(given, bool):
        return given
    raise ImpossibleError("day_first is true, false or null")


def _language(telegram: Telegram, order: Order) -> JSON:
    user = _who(telegram, order)
    telegram.user(user.id, user.first_name, str(order.get("language") or "en"))
    return {}


def _blocks(telegram: Telegram, order: Order) -> JSON:
    telegram.blocks(_who(telegram, order))
    return {}


def _unblocks(telegram: Telegram, order: Order) -> JSON:
    telegram.unblocks(_who(telegram, order))
    return {}


ACTS: Mapping[str, Callable[[Telegram, Order], JSON]] = {
    "says": _says,
    "edits": _edits,
    "deletes": _deletes,
    "reacts": _reacts,
    "taps": _taps,
    "sends_photos": _photos,
    "sends_document": _document,
    "sends_video": _video,
    "sends_voice": _voice,
    "sends_sticker": _sticker,
    "sends_location": _location,
    "sends_contact": _contact,
    "opens_topic": _opens_topic,
    "closes_topic": _closes_topic,
    "reopens_topic": _reopens_topic,
    "deletes_topic": _deletes_topic,
    "new_user": _new_user,
    "prefers": _prefers,
    "language": _language,
    "blocks": _blocks,
    "unblocks": _unblocks,
}
