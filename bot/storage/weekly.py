"""Weekly: what a support group did since a moment, and what lies there now. Index reads, each with an end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import func, select

from bot.domain.ticket import Ticket
from bot.storage import tickets
from bot.storage.statement import Statement, Work, given
from bot.storage.tables import TICKET_OPEN, TICKETS

MOST: Final = 5_000
"""Tickets that are looked at, closed and answered ones of a week and open ones."""
_GROUP: Final = TICKETS.c.group_id == given(TICKETS, "group_id")


def _since(column: str) -> Any:
    return TICKETS.c[column] >= given(TICKETS, column, "since")


OPENED: Final = Statement(select(func.count()).select_from(TICKETS).where(_since("opened_at"), _GROUP))
# Of all groups: the index has the open ones alone, one by group would have to look at every closed one too.
OPEN: Final = Statement(
    select(TICKETS.c.group_id, TICKETS.c.waiting_since).where(TICKET_OPEN).order_by(TICKETS.c.case_id).limit(MOST)
)
CLOSED: Final = Statement(select(*tickets.COLUMNS).where(_since("closed_at"), _GROUP).limit(MOST))
# Of all groups as well: the index by the answer alone serves `demand` too.
ANSWERED: Final = Statement(
    select(*tickets.COLUMNS).where(_since("answered_at")).order_by(TICKETS.c.answered_at.desc()).limit(MOST)
)


@dataclass(frozen=True, slots=True)
class Week:
    """How many were opened; how many are open and wait now; those closed and those first answered since then."""

    opened: int
    open: int
    waiting: int
    closed: tuple[Ticket, ...]
    answered: tuple[Ticket, ...]


def week(group_id: int, since: datetime) -> Work[Week]:
    asked = {"group_id": group_id, "since": since}
    opened = yield OPENED, asked
    still_open = yield OPEN, {}
    now = [waiting_since for group, waiting_since in still_open if group == group_id]
    closed = yield CLOSED, asked
    answered = yield ANSWERED, {"since": since}
    return Week(
        opened[0][0],
        len(now),
        sum(since is not None for since in now),
        tuple(map(tickets.from_row, closed)),
        tuple(one for one in map(tickets.from_row, answered) if one.group_id == group_id),
    )
