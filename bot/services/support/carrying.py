"""Carrying: one message from one side to the other, as posts. Nothing here waits, nothing here decides."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from bot.domain.buyer import Buyer
from bot.domain.group import Group
from bot.domain.inputs import Note
from bot.domain.ticket import CAPTIONED, Standing, Ticket
from bot.services.support.masking import masked
from bot.storage.changes import Post
from bot.storage.gathering import PAUSE, ROOM

CAPTION_ROOM: Final = 900
"""Characters that leave room for the line that says who wrote it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What is carried: Telegram's name of its kind, its words, plain and as HTML where they are formatted; of a file
    that can be part of an album its id, and of which album it is."""

    kind: str
    text: str = ""
    html: str = ""
    file_id: str = ""
    album: str = ""


def from_buyer(
    group: Group, buyer: Buyer, ticket: Ticket, piece: Piece, note: Note, at: datetime, *, pressing: bool = False
) -> tuple[Post, ...]:
    """What the buyer wrote or sent, with the line that says who it is from: on it where there is room, else above.
    While nobody took the case its words hide who it is and which order."""
    shown = replace(piece, text=masked(piece.text, ticket), html=masked(note.html, ticket))
    who = ticket.name if ticket.standing is Standing.TAKEN else ""
    head = {"who": who, "language": buyer.language, "edited": note.edited}
    facts = {
        "source": note.message_id,
        "chat": buyer.chat_id,
        "reply_to": note.message_id if note.edited else note.reply_to,
        "joins": not note.edited and not note.reply_to,
    }
    post = Post(group.chat_id, "from_buyer", head, group.language, ticket_id=ticket.case_id, pressing=pressing)
    posts = carried(post, facts, shown, at)
    return posts if len(posts) == 1 or shown.text == piece.text else _hiding(post, facts, shown, at)


def _hiding(post: Post, facts: dict[str, Any], shown: Piece, at: datetime) -> tuple[Post, ...]:
    """What is too long for one post and may not be copied as it is: a text in two parts, a caption above its picture
    instead of below it."""
    if shown.kind == "text":
        parts = (shown.text[:ROOM], shown.text[ROOM:])
        return tuple(one for part in parts if part for one in carried(post, facts, Piece("text", part), at))
    words = {"text": shown.text, "html": shown.html, "head_of": facts["source"]}
    return _with(post, words, "say"), replace(post, template="", facts={**facts, "uncaptioned": True}, errand="copy")


def carried(post: Post, facts: dict[str, Any], piece: Piece, at: datetime) -> tuple[Post, ...]:
    """One message carried to the other side under the head that `post` is; a second post where both do not fit. Parts
    of an album wait a moment for each other."""
    words = {"text": piece.text, "html": piece.html}
    if piece.kind == "text" and len(piece.text) <= ROOM:
        return (_with(post, {**facts, **words}, "relay"),)
    if piece.kind in CAPTIONED and len(piece.text) <= CAPTION_ROOM:
        if not piece.album or not piece.file_id:
            return (_with(post, {**facts, **words}, "copy"),)
        of_album = {"kind": piece.kind, "file_id": piece.file_id, "album": piece.album}
        return (replace(_with(post, {**facts, **words, **of_album}, "album"), not_before=at + PAUSE),)
    head = _with(post, {"text": "", "html": "", "head_of": facts["source"]}, "say")
    return head, replace(post, template="", facts=facts, errand="copy")


def _with(post: Post, facts: dict[str, Any], errand: str) -> Post:
    return replace(post, facts={**post.facts, **facts}, errand=errand)
