"""Topics: what is sent into the topic of a case, as posts. Nothing here waits, nothing here decides.

Whatever goes to the group is in the group's language; what the buyer wrote stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any, Final

from bot.domain.buyer import Buyer, File, Record
from bot.domain.group import Group
from bot.domain.inputs import FileKind, Note
from bot.domain.ticket import CAPTIONED, Standing, Ticket
from bot.services import summary
from bot.services.advice import advise
from bot.services.coaching import disputed, stage_key
from bot.services.scene import Scene
from bot.services.summary import Line
from bot.storage.changes import Post

ALBUM: Final = 10  # files in one album (Bot API)
TEXT_ROOM: Final = 3900
CAPTION_ROOM: Final = 900
"""Characters that leave room for the line that says who wrote it."""


def opening(group: Group, buyer: Buyer, record: Record, lost: str = "") -> tuple[Post, ...]:
    """Makes the topic: its name, the card, pinned, and the files. `lost`: which loss of an
    earlier topic it mends, if any.

    Urgent, so that they come before what waits for the topic."""

    def post(what: str, template: str = "", **facts: Any) -> Post:
        key, errand = f"{what}:{record.id}:{lost}", what.partition(".")[0]
        return Post(group.chat_id, template, facts, group.language, True, key=key, errand=errand, ticket_id=record.id)

    issue = str(record.case.issue or "")
    posts = [post("topic", "topic", number=record.id, issue=issue, language=buyer.language)]
    if lost:
        posts.append(post("say", "line", key="topic_again"))
    posts += [post("card", "ticket"), post("pin")]
    posts += [post(f"files.{at}", files=_listed(album)) for at, album in enumerate(_albums(record.files))]
    return tuple(posts)


def _albums(files: Sequence[File]) -> Iterator[list[File]]:
    """The files in albums: documents stand apart from pictures."""
    for _, alike in groupby(files, key=lambda file: file.kind == FileKind.DOCUMENT):
        listed = list(alike)
        yield from (listed[at : at + ALBUM] for at in range(0, len(listed), ALBUM))


def _listed(files: Sequence[File]) -> list[dict[str, Any]]:
    return [{"kind": str(file.kind), "file_id": file.file_id, "source": file.message_id} for file in files]


def line(group: Group, case_id: int, key: str, **facts: Any) -> Post:
    """One line of ours in the topic of a case."""
    return Post(group.chat_id, "line", {"key": key, **facts}, group.language, ticket_id=case_id)


def card(scene: Scene, ticket: Ticket) -> Mapping[str, Any]:
    """What the case card says. Who the buyer is and which order it is are shown to whoever took the case."""
    advice, record = advise(scene), scene.record
    shown = ticket.taken_by is not None
    numbered = any(line.field == "order_number" and line.value for line in summary.lines(scene))
    return {
        "ticket": ticket,
        "standing": str(ticket.standing),
        "shown": shown,
        "buyer": scene.buyer,
        "told": advice.case,
        "words": _masked((scene.case.notes or "").strip(), shown=shown),
        "lines": [_line(line, shown=shown) for line in summary.lines(scene) if shown or line.field != "order_number"],
        "hidden": numbered and not shown,
        "files": len(record.files) if record is not None else 0,
        "advice": advice,
        "assessment": advice.assessment,
        "remedy": advice.remedy,
        "disputed": disputed(scene),
        "at": advice.at,
        "stage": stage_key(advice),
        "today": scene.today,
        "local_day": scene.today,
    }


def _line(line: Line, *, shown: bool) -> Line:
    return replace(line, value=_masked(line.value, shown=shown)) if isinstance(line.value, str) else line


def _masked(words: str, *, shown: bool) -> str:
    """A buyer's own words may hold the number of the order too."""
    return words if shown else _LONG_NUMBER.sub("…", words)


_LONG_NUMBER: Final = re.compile(r"\d(?:[ -]?\d){7,}")


def card_again(group: Group, case_id: int) -> Post:
    """The card says what is so now."""
    return Post(group.chat_id, "ticket", {}, group.language, errand="card_edit", ticket_id=case_id)


def news(scene: Scene) -> tuple[Post, ...]:
    """Something happened in the dispute: where humans help with it, their card says so."""
    record, group = scene.record, scene.group
    if group is None or record is None or record.ticket is None or record.ticket.standing is Standing.CLOSED:
        return ()
    return (card_again(group, record.id),)


def from_buyer(group: Group, buyer: Buyer, ticket: Ticket, kind: str, text: str, note: Note) -> tuple[Post, ...]:
    """What the buyer wrote or sent, with the line that says who it is from: on it where there is room, else above."""
    who = ticket.name if ticket.standing is Standing.TAKEN else ""
    head = {"who": who, "language": buyer.language, "edited": note.edited}
    facts = {
        "source": note.message_id,
        "chat": buyer.chat_id,
        "reply_to": note.message_id if note.edited else note.reply_to,
    }
    return carried(
        Post(group.chat_id, "from_buyer", head, group.language, ticket_id=ticket.case_id), facts, kind, text, note.html
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
