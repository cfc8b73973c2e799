"""Cases: one order with one problem, its answers as JSON, and its timeline, which is only ever added to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import delete, insert, select, update

from bot.domain.buyer import Record
from bot.domain.case_json import from_json, to_json
from bot.storage import evidence, facts, tickets
from bot.storage.statement import Statement, Values, Work, given, slots
from bot.storage.tables import CASE_EVENTS, CASES

_NAMES: Final = ("id", "chat_id", "number", "answers", "created_at", "updated_at", "closed_at")
COLUMNS: Final = [CASES.c[name] for name in _NAMES]

_OWN: Final = (CASES.c.id == given(CASES, "id"), CASES.c.chat_id == given(CASES, "chat_id"))
OPEN: Final = Statement(insert(CASES).values(slots(CASES, *_NAMES[1:])).returning(CASES.c.id))
SAVE: Final = Statement(
    update(CASES).where(*_OWN).values(slots(CASES, "answers", "updated_at", "closed_at")).returning(CASES.c.id)
)
DELETE: Final = Statement(delete(CASES).where(*_OWN))
ONE: Final = Statement(select(*COLUMNS).where(*_OWN))
OF_CHAT: Final = Statement(select(*COLUMNS).where(CASES.c.chat_id == given(CASES, "chat_id")).order_by(CASES.c.number))
HAPPENED: Final = Statement(insert(CASE_EVENTS).values(slots(CASE_EVENTS, "case_id", "kind", "facts", "at")))
TIMELINE: Final = Statement(
    select(CASE_EVENTS.c.kind, CASE_EVENTS.c.facts, CASE_EVENTS.c.at)
    .join(CASES, CASES.c.id == CASE_EVENTS.c.case_id)
    .where(*_OWN)
    .order_by(CASE_EVENTS.c.id)
)


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of a case's timeline."""

    kind: str
    facts: Mapping[str, Any]
    at: datetime


def from_row(row: Sequence[Any]) -> Record:
    """The case from the columns `COLUMNS`, without its files."""
    case_id, chat_id, number, answers, created_at, updated_at, closed_at = row
    return Record(case_id, chat_id, number, from_json(answers), (), created_at, updated_at, closed_at)


def save(record: Record, number: int, at: datetime) -> Work[Record]:
    """Saves the answers; a case with id 0 is opened under this number. LookupError: no such case in this chat."""
    opened = record.id == 0
    values: dict[str, Any] = {
        "id": record.id,
        "chat_id": record.chat_id,
        "number": number if opened else record.number,
        "answers": facts.without_nul(to_json(record.case)),
        "created_at": at if opened else record.created_at,
        "updated_at": at,
        "closed_at": record.closed_at,
    }
    rows = yield (OPEN if opened else SAVE), values
    if not rows:
        raise LookupError(f"chat {record.chat_id} has no case {record.id}")
    return replace(record, id=rows[0][0], number=values["number"], created_at=values["created_at"], updated_at=at)


def one(chat_id: int, case_id: int) -> Work[Record | None]:
    """The case with its files and its ticket; None when there is none or it belongs to another chat."""
    rows = yield ONE, {"id": case_id, "chat_id": chat_id}
    if not rows:
        return None
    files = yield from evidence.of_case(case_id)
    ticket = yield from tickets.one(case_id)
    return replace(from_row(rows[0]), files=files, ticket=ticket)


def of_chat(chat_id: int) -> Work[list[Record]]:
    rows = yield OF_CHAT, {"chat_id": chat_id}
    return [from_row(row) for row in rows]


def shelf(chat_id: int) -> Work[list[Record]]:
    """The same with their files: two statements, however many there are."""
    records = yield from of_chat(chat_id)
    files = yield from evidence.of_chat(chat_id)
    return [replace(record, files=files.get(record.id, ())) for record in records]


def remove(chat_id: int, case_id: int) -> Work[None]:
    """Deletes the case with all that hangs on it; another chat's case stays."""
    yield DELETE, {"id": case_id, "chat_id": chat_id}


def append(case_id: int, events: Iterable[tuple[str, Mapping[str, Any]]], at: datetime) -> Work[None]:
    rows: list[Values] = [
        {"case_id": case_id, "kind": kind, "facts": facts.dumps(told), "at": at} for kind, told in events
    ]
    if rows:
        yield HAPPENED, rows


def timeline(chat_id: int, case_id: int) -> Work[list[Event]]:
    """Oldest first; empty for another chat's case."""
    rows = yield TIMELINE, {"id": case_id, "chat_id": chat_id}
    return [Event(kind, facts.loads(told), at) for kind, told, at in rows]
