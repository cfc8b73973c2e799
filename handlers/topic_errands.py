"""Topic errands: what is done with a topic itself and with what stands in it: its name, the card, the files."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from bot.domain.ticket import Relay, Side
from bot.storage.changes import Afterwards
from bot.storage.outbox import DuePost
from handlers.errors import Fault
from handlers.hands import NOTHING, Errand, Hands, unless
from handlers.keyboard import message

_TOPIC_NAME: Final = 128  # characters (Bot API)
_AT_ONCE: Final = 100  # messages deleted by one call (Bot API)
_ALONE: Final = {"photo": "sendPhoto", "video": "sendVideo", "document": "sendDocument"}


async def _topic(hands: Hands, due: DuePost) -> Afterwards:
    name = html.unescape(hands.words.post(due.post).text)
    if len(name) > _TOPIC_NAME:
        name = f"{name[: _TOPIC_NAME - 1]}…"
    made = await hands.calls.call("createForumTopic", chat_id=due.post.chat_id, name=name)
    return Afterwards(topic_id=int(made["message_thread_id"]))


async def _card(hands: Hands, due: DuePost) -> Afterwards:
    said = await _card_words(hands, due)
    if said is None or due.ticket is None:
        return NOTHING
    there = await hands.place(due, card=True)
    sent = await hands.calls.call("sendMessage", **there.where, **said)
    number = int(sent["message_id"])
    return Afterwards(card_id=number, relays=(Relay(due.ticket.case_id, number, 0, Side.CARD),))


async def _card_edit(hands: Hands, due: DuePost) -> Afterwards:
    said = await _card_words(hands, due)
    ticket = due.ticket
    if said is None or ticket is None or ticket.card_id is None or ticket.group_id != due.post.chat_id:
        return NOTHING
    await unless(
        (Fault.SAME, Fault.MISSING),
        hands.calls.call("editMessageText", chat_id=due.post.chat_id, message_id=ticket.card_id, **said),
    )
    return NOTHING


async def _card_words(hands: Hands, due: DuePost) -> dict[str, Any] | None:
    """The card as it is now, whatever it was when it was queued; None when the case is gone."""
    facts = await hands.room.card(due.ticket.case_id) if hands.room is not None and due.ticket is not None else None
    return None if facts is None else message(hands.words.post(replace(due.post, facts=facts)))


async def _pin(hands: Hands, due: DuePost) -> Afterwards:
    """A card that cannot be pinned is still a card."""
    if due.ticket is not None and due.ticket.card_id is not None:
        values = {"chat_id": due.post.chat_id, "message_id": due.ticket.card_id, "disable_notification": True}
        await unless((Fault.GONE, Fault.REFUSED, Fault.MISSING), hands.calls.call("pinChatMessage", **values))
    return NOTHING


async def _files(hands: Hands, due: DuePost) -> Afterwards:
    """Files by their ids, as an album where there are several; each stands for the buyer's own message."""
    files, there = due.post.facts["files"], await hands.place(due)
    caption: dict[str, Any] = {} if there.case is None else {"caption": there.mark}
    if len(files) == 1:
        kind, file_id = files[0]["kind"], files[0]["file_id"]
        sent = [await hands.calls.call(_ALONE[kind], **there.where, **{kind: file_id}, **caption)]
    else:
        media = [{"type": file["kind"], "media": file["file_id"]} for file in files]
        media[0] |= caption
        sent = await hands.calls.call("sendMediaGroup", **there.where, media=media)
    if due.ticket is None:
        return NOTHING
    case_id = due.ticket.case_id
    pairs = zip(sent, files, strict=False)
    return Afterwards(
        relays=tuple(Relay(case_id, int(one["message_id"]), file["source"], Side.BUYER) for one, file in pairs)
    )


async def _reopen(hands: Hands, due: DuePost) -> Afterwards:
    if due.ticket is not None and due.ticket.topic_id is not None:
        values = {"chat_id": due.post.chat_id, "message_thread_id": due.ticket.topic_id}
        await unless((Fault.SAME,), hands.calls.call("reopenForumTopic", **values))
    return NOTHING


async def _drop_topic(hands: Hands, due: DuePost) -> Afterwards:
    """The buyer deleted the case: what the volunteers have of it goes too; message by message where no topic has it."""
    chat_id, thread, messages = due.post.chat_id, due.post.facts["thread"], due.post.facts["messages"]
    if thread and await hands.has_topics(chat_id):
        values = {"chat_id": chat_id, "message_thread_id": thread}
        await unless((Fault.NO_TOPIC,), hands.calls.call("deleteForumTopic", **values))
        return NOTHING
    for at in range(0, len(messages), _AT_ONCE):
        values = {"chat_id": chat_id, "message_ids": messages[at : at + _AT_ONCE]}
        await unless((Fault.REFUSED, Fault.MISSING), hands.calls.call("deleteMessages", **values))
    return NOTHING


ERRANDS: Final[Mapping[str, Errand]] = {
    "topic": _topic,
    "card": _card,
    "card_edit": _card_edit,
    "pin": _pin,
    "files": _files,
    "reopen": _reopen,
    "drop_topic": _drop_topic,
}
