"""Errands: what a queued message is for, each one call of the Bot API; a table by name.

`run` makes the call and says what has to be remembered of it, together with that it was sent. What Telegram refuses is
raised; `outbox.py` knows what then. What is done with topics is in `topic_errands`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.domain.ticket import Relay, Side
from bot.storage.changes import Afterwards, Post
from bot.storage.outbox import DuePost
from handlers import topic_errands
from handlers.errors import Fault
from handlers.hands import NOTHING, Errand, Hands, unless
from handlers.keyboard import message
from handlers.places import Place, in_group

_SEEN: Final = "👌"


async def run(hands: Hands, due: DuePost) -> Afterwards:
    """Runs the errand. LookupError for one of another release."""
    errand = ERRANDS[due.post.errand]
    if due.post.errand in OF_TOPICS and not await hands.has_topics(due.post.chat_id):
        return NOTHING
    return await errand(hands, due)


async def _say(hands: Hands, due: DuePost) -> Afterwards:
    there = await hands.place(due)
    sent = await hands.calls.call("sendMessage", **there.where, **message(there.marked(hands.words.post(due.post))))
    return _carried(due, int(sent["message_id"]), there)


async def _copy(hands: Hands, due: DuePost) -> Afterwards:
    """The message as it is; with words of ours, they take the place of its caption."""
    facts = due.post.facts
    there = await hands.place(due)
    values = {**there.where, "from_chat_id": facts["chat"], "message_id": facts["source"]}
    if due.post.template:
        said = message(there.marked(hands.words.post(due.post)))
        said["caption"] = said.pop("text")
        said.pop("link_preview_options")
        values |= said
    sent = await hands.calls.call("copyMessage", **values)
    return _carried(due, int(sent["message_id"]), there)


async def _react(hands: Hands, due: DuePost) -> Afterwards:
    """The small sign that a message arrived. A group may have no such sign: then a line says it."""
    source, ticket = due.post.facts["source"], due.ticket
    reaction = [{"type": "emoji", "emoji": _SEEN}]
    values = {"chat_id": due.post.chat_id, "message_id": source, "reaction": reaction}
    call = hands.calls.call("setMessageReaction", **values)
    shown = await unless((Fault.GONE, Fault.REFUSED, Fault.MISSING), call)
    if shown or hands.room is None or ticket is None or due.post.chat_id == ticket.chat_id:
        return NOTHING
    return Afterwards(posts=(hands.room.sent(ticket, source),))


async def _leave(hands: Hands, due: DuePost) -> Afterwards:
    """Out of a group where there is nothing to do; unless it turned out to be a support group by another number."""
    chat_id = due.post.chat_id
    if hands.moved is None or hands.moved.home(chat_id) == chat_id:
        await unless((Fault.GONE, Fault.REFUSED), hands.calls.call("leaveChat", chat_id=chat_id))
    return NOTHING


async def _bare(hands: Hands, due: DuePost) -> Afterwards:
    """The message keeps its words and loses its buttons."""
    values = {"chat_id": due.post.chat_id, "message_id": due.post.facts["message"]}
    await unless((Fault.SAME, Fault.MISSING, Fault.REFUSED), hands.calls.call("editMessageReplyMarkup", **values))
    return NOTHING


ERRANDS: Final[Mapping[str, Errand]] = {
    "say": _say,
    "copy": _copy,
    "react": _react,
    "bare": _bare,
    "again": _say,
    "leave": _leave,
    **topic_errands.ERRANDS,
}
OF_TOPICS: Final = frozenset({"topic", "name", "pin", "reopen", "again"})
"""Errands with nothing to do in a group that has no topics."""
UNCOUNTED: Final = frozenset({"name", "pin", "react", "reopen", "bare", "drop_topic", "leave"})
"""Errands that are no message: they take no turn of the pace."""


def _carried(due: DuePost, number: int, there: Place) -> Afterwards:
    """What is remembered of a message that was carried to the other side; whoever wrote it gets the sign now."""
    source, ticket = due.post.facts.get("source"), due.ticket
    if not source or ticket is None:
        return Afterwards(relays=there.line(number))
    if in_group(due):
        relay, back = Relay(ticket.case_id, number, source, Side.BUYER), ticket.chat_id
    else:
        relay, back = Relay(ticket.case_id, source, number, Side.VOLUNTEER), ticket.group_id
    sign = Post(back, "", {"source": source}, errand="react", ticket_id=ticket.case_id)
    return Afterwards(relays=(relay,), posts=(sign,))
