"""Errands: what a queued message is for, each one call of the Bot API; a table by name. Those of a talk are in
`relays.py`.

`do` makes the call and says what has to be remembered of it, together with that it was sent. What Telegram refuses is
raised; `outbox.py` knows what then.
"""

from __future__ import annotations

import html
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from bot.domain.ticket import Relay, Side
from bot.storage.changes import Afterwards
from bot.storage.outbox import DuePost
from handlers import relays
from handlers.errors import Fault
from handlers.hands import Hands, place, unless
from handlers.keyboard import message

NOTHING: Final = Afterwards()
_TOPIC_NAME: Final = 128  # characters (Bot API)
_ALONE: Final = {"photo": "sendPhoto", "video": "sendVideo", "document": "sendDocument"}


async def do(hands: Hands, due: DuePost) -> Afterwards:
    """Runs the errand. LookupError for one of another release."""
    return await ERRANDS[due.post.errand](hands, due)


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
    sent = await hands.calls.call("sendMessage", **place(due), **said)
    number = int(sent["message_id"])
    return Afterwards(card_id=number, relays=(Relay(due.ticket.case_id, number, 0, Side.CARD),))


async def _card_edit(hands: Hands, due: DuePost) -> Afterwards:
    said = await _card_words(hands, due)
    if said is None or due.ticket is None or due.ticket.card_id is None:
        return NOTHING
    await unless(
        (Fault.SAME, Fault.MISSING),
        hands.calls.call("editMessageText", chat_id=due.post.chat_id, message_id=due.ticket.card_id, **said),
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
    files = due.post.facts["files"]
    if len(files) == 1:
        kind, file_id = files[0]["kind"], files[0]["file_id"]
        sent = [await hands.calls.call(_ALONE[kind], **place(due), **{kind: file_id})]
    else:
        media = [{"type": file["kind"], "media": file["file_id"]} for file in files]
        sent = await hands.calls.call("sendMediaGroup", **place(due), media=media)
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
    """The buyer deleted the case: what the volunteers have of it goes too."""
    values = {"chat_id": due.post.chat_id, "message_thread_id": due.post.facts["thread"]}
    await unless((Fault.NO_TOPIC,), hands.calls.call("deleteForumTopic", **values))
    return NOTHING


ERRANDS: Final[Mapping[str, Callable[[Hands, DuePost], Awaitable[Afterwards]]]] = {
    **relays.ERRANDS,
    "topic": _topic,
    "card": _card,
    "card_edit": _card_edit,
    "pin": _pin,
    "files": _files,
    "reopen": _reopen,
    "drop_topic": _drop_topic,
}
UNCOUNTED: Final = relays.UNCOUNTED | {"pin", "reopen", "drop_topic"}
"""Errands that are no message: they take no turn of the pace."""
