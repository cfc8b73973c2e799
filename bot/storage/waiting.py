"""Waiting: since when a buyer has had no answer, and when the group was last told of it. Written apart from any turn.

A second message moves nothing: they wait since the first. What a volunteer sends ends the waiting.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import func, null, update

from bot.domain.ticket import Ticket
from bot.storage.faults import Stale
from bot.storage.statement import Statement, Work, given, slots
from bot.storage.tables import TICKET_OPEN, TICKETS

_ONE: Final = TICKETS.c.case_id == given(TICKETS, "case_id")

BEGIN: Final = Statement(
    update(TICKETS).where(_ONE, TICKET_OPEN, TICKETS.c.waiting_since.is_(None)).values(slots(TICKETS, "waiting_since"))
)
END: Final = Statement(
    update(TICKETS)
    .where(_ONE)
    .values(waiting_since=null(), answered_at=func.coalesce(TICKETS.c.answered_at, given(TICKETS, "answered_at")))
)
ALARM: Final = Statement(
    update(TICKETS)
    .where(
        _ONE,
        TICKET_OPEN,
        TICKETS.c.waiting_since == given(TICKETS, "waiting_since"),
        TICKETS.c.alarmed_at.is_not_distinct_from(given(TICKETS, "alarmed_at", "was")),
    )
    .values(slots(TICKETS, "alarmed_at"))
    .returning(TICKETS.c.case_id)
)


def begin(case_id: int, at: datetime) -> Work[None]:
    """The buyer of this open ticket waits, unless they did already."""
    yield BEGIN, {"case_id": case_id, "waiting_since": at}


def end(case_id: int, at: datetime) -> Work[None]:
    """The buyer has an answer."""
    yield END, {"case_id": case_id, "answered_at": at}


def alarm(ticket: Ticket, at: datetime) -> Work[None]:
    """The group is told now that this one waits. Stale when it was answered, closed or told of meanwhile."""
    asked = {"case_id": ticket.case_id, "waiting_since": ticket.waiting_since, "was": ticket.alarmed_at}
    rows = yield ALARM, asked | {"alarmed_at": at}
    if not rows:
        raise Stale
