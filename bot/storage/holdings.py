"""Holdings: everything the database has of one buyer, table by table: how much it is, and the rows themselves.

`OF_BUYER` says of each table which rows are a buyer's; a test compares it with all tables there are. What hangs on no
buyer (`apart`) is not here, except what was parked of their updates.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Table, func, or_, select

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


class Holdings:
    """What a store can be asked of all that is kept of one buyer."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def held(self, chat_id: int) -> Held:
        """How much there is."""
        return await self._engine.read(held(chat_id))
