"""Evidence: what a buyer sent to prove a case, in the order of the chat. Telegram keeps the bytes, we keep its ids."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime
from itertools import groupby
from typing import Final

from sqlalchemy import delete, select

from bot.domain.buyer import File
from bot.storage.statement import Statement, Upsert, Values, Work, given, slots
from bot.storage.tables import CASES, EVIDENCE

_NAMES: Final = tuple(entry.name for entry in fields(File))
_TOLD_AGAIN: Final = ("file_id", "caption", "shot", "look", "marks")

OF_CASE: Final = Statement(
    select(*(EVIDENCE.c[name] for name in _NAMES))
    .where(EVIDENCE.c.case_id == given(EVIDENCE, "case_id"))
    .order_by(EVIDENCE.c.message_id, EVIDENCE.c.id)
)
OF_CHAT: Final = Statement(
    select(EVIDENCE.c.case_id, *(EVIDENCE.c[name] for name in _NAMES))
    .join(CASES, CASES.c.id == EVIDENCE.c.case_id)
    .where(CASES.c.chat_id == given(CASES, "chat_id"))
    .order_by(EVIDENCE.c.case_id, EVIDENCE.c.message_id, EVIDENCE.c.id)
)
ADD: Final = Upsert(
    EVIDENCE,
    lambda insert: insert.values(slots(EVIDENCE, "case_id", "added_at", *_NAMES)).on_conflict_do_update(
        index_elements=["case_id", "unique_id"], set_={name: insert.excluded[name] for name in _TOLD_AGAIN}
    ),
)
DROP: Final = Statement(
    delete(EVIDENCE).where(
        EVIDENCE.c.case_id == given(EVIDENCE, "case_id"), EVIDENCE.c.unique_id == given(EVIDENCE, "unique_id")
    )
)


def of_case(case_id: int) -> Work[tuple[File, ...]]:
    rows = yield OF_CASE, {"case_id": case_id}
    return tuple(File(*row) for row in rows)


def of_chat(chat_id: int) -> Work[dict[int, tuple[File, ...]]]:
    """The files of all cases of a chat, by case; a case without files is left out."""
    rows = yield OF_CHAT, {"chat_id": chat_id}
    by_case = groupby(rows, key=lambda row: row[0])
    return {case_id: tuple(File(*row[1:]) for row in of_case) for case_id, of_case in by_case}


def change(case_id: int, drop: Iterable[str], add: Iterable[File], at: datetime) -> Work[None]:
    """Removes and adds. A photo sent twice is one piece: it keeps its place and takes the newer caption and shot."""
    gone: list[Values] = [{"case_id": case_id, "unique_id": unique_id} for unique_id in drop]
    if gone:
        yield DROP, gone
    new: list[Values] = [
        {name: getattr(file, name) for name in _NAMES} | {"case_id": case_id, "added_at": at} for file in add
    ]
    if new:
        yield ADD, new


def merged(files: Iterable[File], drop: Iterable[str], add: Iterable[File]) -> tuple[File, ...]:
    """What `change` makes of these files, without asking the database."""
    out = {file.unique_id: file for file in files}
    for unique_id in drop:
        out.pop(unique_id, None)
    for file in add:
        old = out.get(file.unique_id)
        out[file.unique_id] = file if old is None else _told_again(old, file)
    return tuple(sorted(out.values(), key=lambda file: file.message_id))


def _told_again(old: File, new: File) -> File:
    return File(**{name: getattr(new if name in _TOLD_AGAIN else old, name) for name in _NAMES})
