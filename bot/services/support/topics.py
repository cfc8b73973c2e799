"""Topics: what is sent into the topic of a case, as posts. Nothing here waits, nothing here decides.

Whatever goes to the group is in the group's language; what the buyer wrote stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, Final

from bot.domain.buyer import Buyer, File, Record
from bot.domain.group import Group
from bot.domain.inputs import FileKind
from bot.domain.ticket import Standing
from bot.services.scene import Scene
from bot.storage.changes import Post

ALBUM: Final = 10  # files in one album (Bot API)


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
        posts.append(post("again", "line", key="topic_again"))
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


def card_again(group: Group, case_id: int) -> Post:
    """The card says what is so now."""
    return Post(group.chat_id, "ticket", {}, group.language, errand="card_edit", ticket_id=case_id)


def news(scene: Scene) -> tuple[Post, ...]:
    """Something happened in the dispute: where humans help with it, their card says so."""
    record, group = scene.record, scene.group
    if group is None or record is None or record.ticket is None or record.ticket.standing is Standing.CLOSED:
        return ()
    return (card_again(group, record.id),)
