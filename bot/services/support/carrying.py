"""Carrying: one message from one side to the other, as posts. Nothing here waits, nothing here decides."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from bot.domain.buyer import Buyer
from bot.domain.group import Group
from bot.domain.inputs import Note
from bot.domain.ticket import CAPTIONED, Standing, Ticket
from bot.services.support.masking import masked
from bot.storage.changes import Post

TEXT_ROOM: Final = 3900
CAPTION_ROOM: Final = 900
"""Characters that leave room for the line that says who wrote it."""


def from_buyer(group: Group, buyer: Buyer, ticket: Ticket, kind: str, text: str, note: Note) -> tuple[Post, ...]:
    """What the buyer wrote or sent, with the line that says who it is from: on it where there is room, else above.
    While nobody took the case its words hide who it is and which order."""
    text, html = masked(text, ticket), masked(note.html, ticket)
    who = ticket.name if ticket.standing is Standing.TAKEN else ""
    head = {"who": who, "language": buyer.language, "edited": note.edited}
    facts = {
        "source": note.message_id,
        "chat": buyer.chat_id,
        "reply_to": note.message_id if note.edited else note.reply_to,
    }
    return carried(
        Post(group.chat_id, "from_buyer", head, group.language, ticket_id=ticket.case_id), facts, kind, text, html
    )


def carried(post: Post, facts: dict[str, Any], kind: str, text: str, html: str) -> tuple[Post, ...]:
    """One message carried to the other side under the head that `post` is; a second post where both do not fit."""
    words = {"text": text, "html": html}
    if kind == "text" and len(text) <= TEXT_ROOM:
        return (_with(post, {**facts, **words}),)
    if kind in CAPTIONED and len(text) <= CAPTION_ROOM:
        return (_with(post, {**facts, **words}, errand="copy"),)
    bare = Post(post.chat_id, "", facts, post.language, post.urgent, errand="copy", ticket_id=post.ticket_id)
    return _with(post, {"text": "", "html": ""}), bare


def _with(post: Post, facts: dict[str, Any], errand: str = "say") -> Post:
    return replace(post, facts={**post.facts, **facts}, errand=errand)
