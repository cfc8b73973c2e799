"""Hands: what it takes to run an errand, and the two things that most of them do."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Any

from telegram.error import TelegramError

from bot.storage.outbox import DuePost
from handlers.calls import Calls
from handlers.desk import Room, Words
from handlers.errors import Fault, trouble


class NoTopicError(Exception):
    """The case has no topic (any more): one has to be made first."""


@dataclass(frozen=True, slots=True)
class Hands:
    """`room` None: there is no support group."""

    calls: Calls
    words: Words
    room: Room | None = None


async def unless(harmless: tuple[Fault, ...], call: Awaitable[Any]) -> bool:
    """Whether the call was carried out; what is harmless is not raised."""
    try:
        await call
    except TelegramError as error:
        if trouble(error).fault not in harmless:
            raise
        return False
    return True


def place(due: DuePost) -> dict[str, Any]:
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
