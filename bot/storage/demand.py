"""Demand: what the database knows of how much a buyer asks, and how soon others had an answer. Counted here and not in
memory, so that a restart and a second process know it too."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import delete, func, literal, null, or_, select, update

from bot.domain.demand import A_WHILE, LATELY, Demand, usual
from bot.domain.ticket import Ticket
from bot.storage import tickets
from bot.storage.engine import Engine
from bot.storage.statement import Statement, Work, given, slots
from bot.storage.tables import OUTBOX, POST_WAITS, TICKETS

_MOST: Final = 500  # answers looked at

OPEN: Final = Statement(
    select(func.count())
    .select_from(TICKETS)
    .where(
        TICKETS.c.chat_id == given(TICKETS, "chat_id"),
        TICKETS.c.case_id != given(TICKETS, "case_id"),
        TICKETS.c.closed_at.is_(None),
    )
)
ANSWERS: Final = Statement(
    select(TICKETS.c.opened_at, TICKETS.c.answered_at)
    .where(TICKETS.c.answered_at >= given(TICKETS, "answered_at", "since"))
    .order_by(TICKETS.c.answered_at.desc())
    .limit(_MOST)
)
SAID: Final = Statement(
    select(func.count())
    .select_from(OUTBOX)
    .join(TICKETS, TICKETS.c.case_id == OUTBOX.c.ticket_id)
    .where(
        OUTBOX.c.ticket_id == given(OUTBOX, "ticket_id", "case_id"),
        OUTBOX.c.template == given(OUTBOX, "template"),
        OUTBOX.c.not_before > given(OUTBOX, "not_before", "since"),
        OUTBOX.c.not_before >= TICKETS.c.waiting_since,
    )
)
"""Who waits for nobody has waited since never, so nothing is counted then."""


OPEN_TICKETS: Final = Statement(
    select(*tickets.COLUMNS)
    .where(TICKETS.c.chat_id == given(TICKETS, "chat_id"), TICKETS.c.closed_at.is_(None))
    .order_by(TICKETS.c.case_id)
)
CLOSE: Final = Statement(
    update(TICKETS)
    .where(TICKETS.c.chat_id == given(TICKETS, "chat_id"), TICKETS.c.closed_at.is_(None))
    .values(slots(TICKETS, "closed_at") | {"waiting_since": null()})
)
DROP: Final = Statement(
    delete(OUTBOX).where(
        OUTBOX.c.buyer_id == given(OUTBOX, "buyer_id"),
        OUTBOX.c.chat_id != OUTBOX.c.buyer_id,
        or_(OUTBOX.c.template == literal("from_buyer"), OUTBOX.c.errand == literal("copy")),
        OUTBOX.c.token.is_(None),
        POST_WAITS,
    )
)


def asking(chat_id: int, case_id: int, now: datetime) -> Work[Demand]:
    """What is known when this buyer asks about this case; 0: about none yet."""
    open_ = yield OPEN, {"chat_id": chat_id, "case_id": case_id}
    answers = yield ANSWERS, {"since": now - LATELY}
    return Demand(open=open_[0][0], hours=usual([answered - opened for opened, answered in answers]))


def talking(case_id: int, now: datetime) -> Work[Demand]:
    """What is known while a buyer talks about this case."""
    rows = yield SAID, {"case_id": case_id, "template": "from_buyer", "since": now - A_WHILE}
    return Demand(said=rows[0][0])


def open_tickets(chat_id: int) -> Work[list[Ticket]]:
    """The tickets of this buyer that are not closed."""
    rows = yield OPEN_TICKETS, {"chat_id": chat_id}
    return list(map(tickets.from_row, rows))


def silence(chat_id: int, at: datetime) -> Work[None]:
    """Closes the tickets of this buyer, and drops what they said and was not passed on yet."""
    yield CLOSE, {"chat_id": chat_id, "closed_at": at}
    yield DROP, {"buyer_id": chat_id}


class Demands:
    """`Store.demands`. Raises `StorageFault` when the database can't be used."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def open_tickets(self, chat_id: int) -> list[Ticket]:
        """The tickets of this buyer that are not closed."""
        return await self._engine.read(open_tickets(chat_id))

    async def asking(self, chat_id: int, case_id: int, now: datetime) -> Demand:
        """What is known when this buyer asks about this case; 0: about none yet."""
        return await self._engine.read(asking(chat_id, case_id, now))

    async def talking(self, case_id: int, now: datetime) -> Demand:
        """What is known while a buyer talks about this case."""
        return await self._engine.read(talking(case_id, now))
