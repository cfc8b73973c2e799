"""Topics: what is sent into the topic of a case, as posts. Nothing here waits, nothing here decides.

Whatever goes to the group is in the group's language; what the buyer wrote stays as it is.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any, Final

from bot.domain.buyer import File, Record
from bot.domain.group import Group
from bot.domain.inputs import FileKind
from bot.domain.ticket import Ticket
from bot.services.scene import Scene
from bot.services.support.filing import filed
from bot.services.support.names import name_of
from bot.storage.changes import Post

ALBUM: Final = 10  # files in one album (Bot API)
_GATHERS: Final = timedelta(seconds=2)


def opening(group: Group, scene: Scene, record: Record, ticket: Ticket, lost: str = "") -> tuple[Post, ...]:
    """Makes the topic: its name, the card, pinned, and the files. `lost`: which loss of an
    earlier topic it mends, if any.

    Urgent, so that they come before what waits for the topic. The card is the first message there: whoever looks
    for one that may have been sent looks there."""

    def post(what: str, template: str = "", **facts: Any) -> Post:
        key, errand = f"{what}:{record.id}:{lost}", what.partition(".")[0]
        return Post(group.chat_id, template, facts, group.language, True, key=key, errand=errand, ticket_id=record.id)

    posts = [post("topic", "topic", **name_of(scene, ticket).facts()), post("card", "ticket", first=True), post("pin")]
    if lost:
        posts.append(post("again", "line", key="topic_again"))
    posts += [post(f"files.{at}", files=_listed(scene, album)) for at, album in enumerate(_albums(record.files))]
    return tuple(posts)


def _albums(files: Sequence[File]) -> Iterator[list[File]]:
    """The files in albums: documents stand apart from pictures."""
    for _, alike in groupby(files, key=lambda file: file.kind == FileKind.DOCUMENT):
        listed = list(alike)
        yield from (listed[at : at + ALBUM] for at in range(0, len(listed), ALBUM))


def _listed(scene: Scene, files: Sequence[File]) -> list[dict[str, Any]]:
    """Each file with its number and its line."""
    return [
        {"kind": str(file.kind), "file_id": file.file_id, "source": file.message_id, **told}
        for file, told in zip(files, filed(scene, files), strict=True)
    ]


def late(group: Group, case_id: int, file: File, at: datetime) -> Post:
    """A file that came after the topic was made, or the album it is part of, whose other parts are waited for."""
    of = file.album or str(file.message_id)
    told, key = {"of": of}, f"late:{case_id}:{of}"
    return Post(
        group.chat_id, "", told, group.language, not_before=at + _GATHERS, key=key, errand="late", ticket_id=case_id
    )


def of_album(scene: Scene, of: str, there: Container[int]) -> list[dict[str, Any]]:
    """The files of an album, or the one by itself, that are not in the topic yet."""
    files = scene.record.files if scene.record is not None else ()
    wanted = [file for file in files if of in (file.album, str(file.message_id)) and file.message_id not in there]
    return _listed(scene, wanted[:ALBUM])


def line(group: Group, case_id: int, key: str, **facts: Any) -> Post:
    """One line of ours in the topic of a case."""
    return Post(group.chat_id, "line", {"key": key, **facts}, group.language, ticket_id=case_id)


def card_again(group: Group, case_id: int) -> Post:
    """The card says what is so now."""
    return _anew(group, case_id, "card_edit", "ticket")


def name_again(group: Group, case_id: int) -> Post:
    """The name says what is so now."""
    return _anew(group, case_id, "name", "topic")


def anew(group: Group, case_id: int) -> tuple[Post, ...]:
    """Card and name say what is so now."""
    return card_again(group, case_id), name_again(group, case_id)


def _anew(group: Group, case_id: int, errand: str, template: str) -> Post:
    key = f"{errand}:{case_id}"
    return Post(group.chat_id, template, {}, group.language, key=key, errand=errand, ticket_id=case_id)
