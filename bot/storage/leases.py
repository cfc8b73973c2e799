"""Leases: how a row that must be sent is handed to exactly one worker, and taken back when that worker died.

A claim writes a token and an end into the row. Only who holds the token can say "sent" or "failed"; after the end
anyone may claim again. A failed try that may be repeated is a lease nobody holds until the time to repeat. Neither
lasts longer than a day: one that does was written by a clock that ran ahead, and counts no longer. The
claim repeats its condition outside the sub-select: without that, PostgreSQL workers were seen to claim rows twice.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cached_property
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, Table, and_, func, literal_column, null, or_, select, update

from bot.storage.statement import Plan, Statement, Work, given, postgres_dialect, slots

LONGEST: Final = timedelta(days=1)
ONCE: Final = "MATERIALIZED"
"""PostgreSQL looks for what is due once. While it has not counted a table it takes it for empty, and would look again
for each row: with 600 due that took twenty seconds."""


def free(table: Any, waits: ColumnElement[bool]) -> ColumnElement[bool]:
    """Unsent, not given up, and in nobody's hands at `now`; `ahead` is the latest end of a lease that can be true."""
    now, ahead = given(table, "leased_until", "now"), given(table, "leased_until", "ahead")
    ends = table.c.leased_until
    return and_(waits, or_(ends.is_(None), ends <= now, ends > ahead))


class Alone(Statement):
    """Waits until no other worker is between this and the end of its transaction. SQLite has one writer anyway;
    PostgreSQL keeps a lock of this number."""

    def __init__(self, number: int) -> None:
        super().__init__(select(literal_column("1")))
        self._number = number

    @cached_property
    def postgres(self) -> Plan:
        return Plan(select(func.pg_advisory_xact_lock(literal_column(str(self._number)))), postgres_dialect())


class Leases:
    """The four moves of a table with the columns id, token, leased_until, attempts, sent_at, failed_at, error.

    `which` selects the ids to claim (with values `now` and `most`); `erase` is what a row loses once it was sent,
    `take` what else changes in it when it is claimed."""

    def __init__(
        self,
        table: Table,
        waits: ColumnElement[bool],
        which: Select[Any],
        erase: Mapping[str, Any],
        *columns: Any,
        take: Mapping[str, Any] = MappingProxyType({}),
    ) -> None:
        due: Final = which.with_for_update(skip_locked=True).cte("due").prefix_with(ONCE, dialect="postgresql")
        held: Final = (table.c.id == given(table, "id"), table.c.token == given(table, "token"), waits)
        self._claim = Statement(
            update(table)
            .where(table.c.id.in_(select(due.c.id)), free(table, waits))
            .values(slots(table, "token", "leased_until") | {"attempts": table.c.attempts + 1, **take})
            .returning(table.c.id, table.c.attempts, *columns)
        )
        self._sent = Statement(
            update(table)
            .where(*held)
            .values(slots(table, "sent_at") | {"token": null(), "leased_until": null(), "error": null(), **erase})
            .returning(table.c.id)
        )
        self._again = Statement(
            update(table)
            .where(*held)
            .values(slots(table, "leased_until", "error") | {"token": null()})
            .returning(table.c.id)
        )
        self._failed = Statement(
            update(table)
            .where(*held)
            .values(slots(table, "failed_at", "error") | {"token": null(), "leased_until": null()})
            .returning(table.c.id)
        )

    def claim(self, now: datetime, most: int, until: datetime) -> Work[tuple[str, list[Any]]]:
        """The token of this claim and the rows it got: id, attempts (this one counted), then the columns."""
        token = secrets.token_hex(8)
        asked = {"now": now, "most": most, "leased_until": until, "ahead": now + LONGEST, "token": token}
        rows = yield self._claim, asked
        return token, list(rows)

    def sent(self, row: int, token: str, at: datetime) -> Work[bool]:
        """Whether the token still counted; if not, nothing changed."""
        rows = yield self._sent, {"id": row, "token": token, "sent_at": at}
        return bool(rows)

    def failed(self, row: int, token: str, at: datetime, retry_at: datetime | None, error: str) -> Work[bool]:
        """Gives the row back until `retry_at`, a day from `at` at the latest, or for good when there is none; whether
        the token still counted."""
        if retry_at is None:
            rows = yield self._failed, {"id": row, "token": token, "failed_at": at, "error": error}
        else:
            until = min(retry_at, at + LONGEST)
            rows = yield self._again, {"id": row, "token": token, "leased_until": until, "error": error}
        return bool(rows)
