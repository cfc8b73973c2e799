"""Places: where in a support group something about a case goes. Where the group has topics: into the topic of the
case. Where it has none, or that one cannot be used: below the case card, or whatever else it answers, with the number
of the case on it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from bot.domain.ticket import Relay, Side
from bot.rendering.bubbles import Bubble
from bot.storage.outbox import DuePost
from handlers.forums import Forums


class NoTopicError(Exception):
    """The case has no topic, or no card, in this group (any more): one has to be made first."""


@dataclass(frozen=True, slots=True)
class Place:
    """`where`: the values of a call that say it. `case`: the number to put on it, where no topic says whose it is."""

    where: dict[str, Any]
    case: int | None = None

    def marked(self, bubble: Bubble) -> Bubble:
        """The words with the number of the case before them, unless they begin with it."""
        if self.case is None or bubble.text.startswith((self.mark, f"<b>{self.mark}")):
            return bubble
        return replace(bubble, text=f"{self.mark} · {bubble.text}" if bubble.text else self.mark)

    @property
    def mark(self) -> str:
        return f"#{self.case}"

    def line(self, number: int) -> tuple[Relay, ...]:
        """What is remembered of a line of ours, so that an answer to it finds its case."""
        return () if self.case is None else (Relay(self.case, number, 0, Side.LINE),)


def in_group(due: DuePost) -> bool:
    """Whether it is for the volunteers of a case, and not for its buyer."""
    return due.ticket is not None and due.post.chat_id != due.ticket.chat_id


async def place(forums: Forums | None, due: DuePost, *, card: bool = False) -> Place:
    """Where it goes. `card`: it is the card itself, under which everything else stands. `NoTopicError` where there is
    no place yet."""
    post, ticket = due.post, due.ticket
    chat_id, target, thread = post.chat_id, due.reply_to or post.facts.get("answer") or 0, post.facts.get("thread")
    if ticket is None or not in_group(due):
        return Place(_where(chat_id, thread, target))
    here = ticket.group_id == chat_id
    if forums is None or await forums.has_topics(chat_id):
        if not here or ticket.topic_id is None:
            raise NoTopicError
        return Place(_where(chat_id, ticket.topic_id, target))
    if card:
        return Place(_where(chat_id, None, 0), ticket.case_id)
    if not here or ticket.card_id is None:
        raise NoTopicError
    return Place(_where(chat_id, None, target if target > 0 else ticket.card_id), ticket.case_id)


def in_general(due: DuePost, *, card: bool = False) -> Place:
    """Where it goes when the topic of the case cannot be used: into General with the number of the case, below what it
    answers, or below the card if that is known."""
    post, ticket = due.post, due.ticket
    if ticket is None or card:
        return Place(_where(post.chat_id, None, 0), None if ticket is None else ticket.case_id)
    target = due.reply_to or post.facts.get("answer") or 0
    return Place(_where(post.chat_id, None, target if target > 0 else ticket.card_id or 0), ticket.case_id)


def _where(chat_id: int, thread: int | None, target: int) -> dict[str, Any]:
    reply = {"message_id": target, "allow_sending_without_reply": True} if target > 0 else None
    return {"chat_id": chat_id, "message_thread_id": thread or None, "reply_parameters": reply}
