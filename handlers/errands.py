"""Errands: what a queued message is for, each one call of the Bot API; a table by name.

`do` makes the call and says what has to be remembered of it, together with that it was sent. What Telegram refuses is
raised; `outbox.py` knows what then.
"""

from __future__ import annotations

import html
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from telegram.error import TelegramError

from bot.domain.ticket import Relay, Side
from bot.storage.changes import Afterwards, Post
from bot.storage.outbox import DuePost
from handlers.calls import Calls
from handlers.desk import Room, Words
from handlers.errors import Fault, trouble
from handlers.keyboard import message

NOTHING: Final = Afterwards()
_SEEN: Final = "👌"
_TOPIC_NAME: Final = 128  # characters (Bot API)
_ALONE: Final = {"photo": "sendPhoto", "video": "sendVideo", "document": "sendDocument"}


class NoTopicError(Exception):
    """The case has no topic (any more): one has to be made first."""


@dataclass(frozen=True, slots=True)
class Hands:
    """What it takes to run an errand. `room` None: there is no support group."""

    calls: Calls
    words: Words
    room: Room | None = None

    async def do(self, due: DuePost) -> Afterwards:
        """Runs the errand. LookupError for one of another release."""
        return await ERRANDS[due.post.errand](self, due)


async def _say(hands: Hands, due: DuePost) -> Afterwards:
    values = {**_place(due), **message(hands.words.post(due.post))}
    sent = await hands.calls.call("sendMessage", **values)
    return _carried(due, int(sent["message_id"]))


async def _copy(hands: Hands, due: DuePost) -> Afterwards:
    """The message as it is; with words of ours, they take the place of its caption."""
    facts = due.post.facts
    values = {**_place(due), "from_chat_id": facts["chat"], "message_id": facts["source"]}
    if due.post.template:
        said = message(hands.words.post(due.post))
        said["caption"] = said.pop("text")
        said.pop("link_preview_options")
        values |= said
    sent = await hands.calls.call("copyMessage", **values)
    return _carried(due, int(sent["message_id"]))


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
    sent = await hands.calls.call("sendMessage", **_place(due), **said)
    number = int(sent["message_id"])
    return Afterwards(card_id=number, relays=(Relay(due.ticket.case_id, number, 0, Side.CARD),))


async def _card_edit(hands: Hands, due: DuePost) -> Afterwards:
    said = await _card_words(hands, due)
    if said is None or due.ticket is None or due.ticket.card_id is None:
        return NOTHING
    await _unless(
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
        await _unless((Fault.GONE, Fault.REFUSED, Fault.MISSING), hands.calls.call("pinChatMessage", **values))
    return NOTHING


async def _files(hands: Hands, due: DuePost) -> Afterwards:
    """Files by their ids, as an album where there are several; each stands for the buyer's own message."""
    files = due.post.facts["files"]
    if len(files) == 1:
        kind, file_id = files[0]["kind"], files[0]["file_id"]
        sent = [await hands.calls.call(_ALONE[kind], **_place(due), **{kind: file_id})]
    else:
        media = [{"type": file["kind"], "media": file["file_id"]} for file in files]
        sent = await hands.calls.call("sendMediaGroup", **_place(due), media=media)
    if due.ticket is None:
        return NOTHING
    case_id = due.ticket.case_id
    pairs = zip(sent, files, strict=False)
    return Afterwards(
        relays=tuple(Relay(case_id, int(one["message_id"]), file["source"], Side.BUYER) for one, file in pairs)
    )


async def _react(hands: Hands, due: DuePost) -> Afterwards:
    """The small sign that a message arrived. A group may have no such sign: then a line says it."""
    source, ticket = due.post.facts["source"], due.ticket
    reaction = [{"type": "emoji", "emoji": _SEEN}]
    values = {"chat_id": due.post.chat_id, "message_id": source, "reaction": reaction}
    call = hands.calls.call("setMessageReaction", **values)
    shown = await _unless((Fault.GONE, Fault.REFUSED, Fault.MISSING), call)
    if shown or hands.room is None or ticket is None or due.post.chat_id == ticket.chat_id:
        return NOTHING
    return Afterwards(posts=(hands.room.sent(ticket, source),))


async def _reopen(hands: Hands, due: DuePost) -> Afterwards:
    if due.ticket is not None and due.ticket.topic_id is not None:
        values = {"chat_id": due.post.chat_id, "message_thread_id": due.ticket.topic_id}
        await _unless((Fault.SAME,), hands.calls.call("reopenForumTopic", **values))
    return NOTHING


async def _bare(hands: Hands, due: DuePost) -> Afterwards:
    """The message keeps its words and loses its buttons."""
    values = {"chat_id": due.post.chat_id, "message_id": due.post.facts["message"]}
    await _unless((Fault.SAME, Fault.MISSING, Fault.REFUSED), hands.calls.call("editMessageReplyMarkup", **values))
    return NOTHING


async def _drop_topic(hands: Hands, due: DuePost) -> Afterwards:
    """The buyer deleted the case: what the volunteers have of it goes too."""
    values = {"chat_id": due.post.chat_id, "message_thread_id": due.post.facts["thread"]}
    await _unless((Fault.NO_TOPIC,), hands.calls.call("deleteForumTopic", **values))
    return NOTHING


ERRANDS: Final[Mapping[str, Callable[[Hands, DuePost], Awaitable[Afterwards]]]] = {
    "say": _say,
    "copy": _copy,
    "topic": _topic,
    "card": _card,
    "card_edit": _card_edit,
    "pin": _pin,
    "files": _files,
    "react": _react,
    "reopen": _reopen,
    "bare": _bare,
    "drop_topic": _drop_topic,
}
UNCOUNTED: Final = frozenset({"pin", "react", "reopen", "bare", "drop_topic"})
"""Errands that are no message: they take no turn of the pace."""


async def _unless(harmless: tuple[Fault, ...], call: Awaitable[Any]) -> bool:
    """Whether the call was carried out; what is harmless is not raised."""
    try:
        await call
    except TelegramError as error:
        if trouble(error).fault not in harmless:
            raise
        return False
    return True


def _place(due: DuePost) -> dict[str, Any]:
    """Where it goes: the chat, in the group the topic, and what it replies to. `NoTopicError` where there is none."""
    post, ticket = due.post, due.ticket
    thread = post.facts.get("thread")
    if ticket is not None and post.chat_id != ticket.chat_id:
        thread = ticket.topic_id if ticket.group_id == post.chat_id else None
        if thread is None:
            raise NoTopicError
    target = due.reply_to or post.facts.get("answer")
    reply = {"message_id": target, "allow_sending_without_reply": True} if target else None
    return {"chat_id": post.chat_id, "message_thread_id": thread or None, "reply_parameters": reply}


def _carried(due: DuePost, number: int) -> Afterwards:
    """What is remembered of a message that was carried to the other side; whoever wrote it gets the sign now."""
    source, ticket = due.post.facts.get("source"), due.ticket
    if not source or ticket is None:
        return NOTHING
    if due.post.chat_id == ticket.chat_id:
        relay, back = Relay(ticket.case_id, source, number, Side.VOLUNTEER), ticket.group_id
    else:
        relay, back = Relay(ticket.case_id, number, source, Side.BUYER), ticket.chat_id
    sign = Post(back, "", {"source": source}, errand="react", ticket_id=ticket.case_id)
    return Afterwards(relays=(relay,), posts=(sign,))
