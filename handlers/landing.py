"""Landing: whether what was meant for the topic of a case came there.

Telegram may put a message into General though it was given the topic, and says nothing: only what comes back tells.
Such a message stays, as sent, and is made findable: it gets the number of its case, and an answer to it finds the case.
What comes back of a copy says nothing about where it is; an answer to it finds the case all the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from bot.storage.changes import Afterwards, Post
from bot.storage.outbox import DuePost
from handlers.errors import Fault
from handlers.hands import NOTHING, Errand, Hands, unless
from handlers.keyboard import caption, message
from handlers.places import Place, in_group

_CARRIED: Final = frozenset({"source", "reply_to", "answer", "chat", "joins"})
"""Facts that say what a message stands for: its correction stands for nothing."""


@dataclass(frozen=True, slots=True)
class Landed:
    """`place`: where it is, which has the number of the case where no topic says it. `posts`: what follows."""

    place: Place
    posts: tuple[Post, ...] = ()


def landed(hands: Hands, due: DuePost, there: Place, sent: Mapping[str, Any], said: Post | None = None) -> Landed:
    """What became of a message. `said`: the post its words were made of; None: they have the number already."""
    thread = there.where["message_thread_id"]
    if due.ticket is None or not in_group(due) or thread is None or sent.get("message_thread_id") == thread:
        return Landed(there)
    posts = astray(hands, due)
    if said is not None:
        facts = {name: value for name, value in said.facts.items() if name not in _CARRIED}
        facts |= {"message": int(sent["message_id"]), "captioned": "text" not in sent}
        posts = (replace(said, facts=facts, errand="tag", urgent=True, key=None, not_before=None), *posts)
    return Landed(replace(there, case=due.ticket.case_id), posts)


def astray(hands: Hands, due: DuePost) -> tuple[Post, ...]:
    """Tells the hosts that something is in General that belongs into a topic."""
    return hands.room.astray(due.ticket) if hands.room is not None and due.ticket is not None else ()


async def tag(hands: Hands, due: DuePost) -> Afterwards:
    """The message that is there gets the number of its case before its words, and keeps its buttons."""
    post, ticket = due.post, due.ticket
    if ticket is None:
        return NOTHING
    place = Place({}, ticket.case_id)
    values: dict[str, Any] = {"chat_id": post.chat_id, "message_id": post.facts["message"]}
    if not post.facts["captioned"]:
        call = hands.calls.call("editMessageText", **values, **message(place.marked(hands.words.post(post))))
    elif post.template:
        call = hands.calls.call("editMessageCaption", **values, **caption(place.marked(hands.words.post(post))))
    else:
        call = hands.calls.call("editMessageCaption", **values, caption=place.mark)
    await unless((Fault.SAME, Fault.MISSING, Fault.REFUSED), call)
    return NOTHING


ERRANDS: Final[Mapping[str, Errand]] = {"tag": tag}
