"""Holdings: everything the database has of one buyer, table by table: how much it is, and the rows themselves.

`OF_BUYER` says of each table which rows are a buyer's, `WITHHELD` which columns they are not given, and why; a test
compares both with all tables there are. What hangs on no buyer (`apart`) is not here, except what was parked of their
updates.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Table, func, or_, select

from bot.storage import facts
from bot.storage.apart import PARKED_UPDATES
from bot.storage.engine import Engine
from bot.storage.statement import Statement, Work, given
from bot.storage.tables import (
    BUYERS,
    CASE_EVENTS,
    CASES,
    EVIDENCE,
    JOBS,
    OUTBOX,
    POST_WAITS,
    RELAYS,
    REMINDER_WAITS,
    REMINDERS,
    TICKETS,
)

_CHAT: Final = given(BUYERS, "chat_id")


def _of_case(table: Table) -> ColumnElement[bool]:
    return table.c.case_id.in_(select(CASES.c.id).where(CASES.c.chat_id == _CHAT))


OF_BUYER: Final[Mapping[Table, ColumnElement[bool]]] = {
    BUYERS: BUYERS.c.chat_id == _CHAT,
    CASES: CASES.c.chat_id == _CHAT,
    CASE_EVENTS: _of_case(CASE_EVENTS),
    EVIDENCE: _of_case(EVIDENCE),
    REMINDERS: REMINDERS.c.chat_id == _CHAT,
    TICKETS: TICKETS.c.chat_id == _CHAT,
    RELAYS: RELAYS.c.case_id.in_(select(TICKETS.c.case_id).where(TICKETS.c.chat_id == _CHAT)),
    OUTBOX: or_(OUTBOX.c.chat_id == _CHAT, OUTBOX.c.buyer_id == _CHAT),
    JOBS: JOBS.c.chat_id == _CHAT,
    PARKED_UPDATES: PARKED_UPDATES.c.chat_id == _CHAT,
}


def _count(table: Table, *only: ColumnElement[bool]) -> Any:
    return select(func.count()).select_from(table).where(OF_BUYER[table], *only).scalar_subquery()


COUNTS: Final = Statement(
    select(
        _count(CASES),
        _count(EVIDENCE),
        _count(REMINDERS, REMINDER_WAITS),
        _count(TICKETS),
        _count(OUTBOX, POST_WAITS),
        *(_count(table) for table in OF_BUYER),
    )
)


@dataclass(frozen=True, slots=True)
class Held:
    """How much there is of one buyer."""

    cases: int = 0
    files: int = 0
    reminders: int = 0
    """Those still to come."""
    talks: int = 0
    """Cases in which a human was asked."""
    messages: int = 0
    """Those that wait to be sent, to them or about them."""
    rows: int = 0
    """Of all tables together."""

    def told(self) -> dict[str, int]:
        """The counts that have a name, as a notice keeps them."""
        names = ("cases", "files", "reminders", "talks", "messages")
        return {name: count for name in names if (count := getattr(self, name))}


NOTHING: Final = Held()


def held(chat_id: int) -> Work[Held]:
    """Counted now."""
    (row,) = yield COUNTS, {"chat_id": chat_id}
    cases, files, reminders, talks, messages, *tables = row
    return Held(cases, files, reminders, talks, messages, rows=sum(tables))


def _json(text: str) -> Any:
    """What it says; text that is no JSON as it stands."""
    try:
        return json.loads(text)
    except ValueError:
        return text


_LEASE: Final = "a mark of the process that is at it, made up anew each time"
WITHHELD: Final[Mapping[str, str]] = {
    **{f"{table}.{name}": _LEASE for table in ("reminders", "outbox", "jobs") for name in ("token", "leased_until")},
    "buyers.painter": "the process that shows this chat its screens now",
    "tickets.taken_by": "the number of a volunteer, who is somebody else; the name they gave is there",
}
"""Columns that a buyer is not given, as table.column, and why."""
_SAYS: Final[Mapping[str, Callable[[str], Any]]] = {
    "buyers.notice": facts.loads,
    "cases.answers": _json,
    "case_events.facts": facts.loads,
    "evidence.look": _json,
    "outbox.facts": facts.loads,
    "jobs.facts": facts.loads,
    "parked_updates.payload": _json,
}
"""What holds more than a word."""
COLUMNS: Final = {
    table: tuple(column for column in table.c if f"{table.name}.{column.name}" not in WITHHELD) for table in OF_BUYER
}
ROWS: Final = {
    table: Statement(select(*COLUMNS[table]).where(mine).order_by(*table.primary_key))
    for table, mine in OF_BUYER.items()
}
Row = dict[str, Any]
"""One row by its columns."""


def rows(chat_id: int) -> Work[dict[str, list[Row]]]:
    """All rows of all tables, by the table's name, without what is withheld."""
    out = {}
    for table, statement in ROWS.items():
        found = yield statement, {"chat_id": chat_id}
        out[table.name] = [_row(table, row) for row in found]
    return out


def _row(table: Table, row: Any) -> Row:
    said = {column.name: value for column, value in zip(COLUMNS[table], row, strict=True)}
    for name, value in said.items():
        reads = _SAYS.get(f"{table.name}.{name}")
        if reads is not None and value:
            said[name] = reads(value)
    return said


class Holdings:
    """What a store can be asked of all that is kept of one buyer."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def held(self, chat_id: int) -> Held:
        """How much there is."""
        return await self._engine.read(held(chat_id))

    async def rows(self, chat_id: int) -> dict[str, list[Row]]:
        """All of it, by the names of the tables."""
        return await self._engine.read(rows(chat_id))
