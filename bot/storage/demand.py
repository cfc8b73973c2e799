"""Demand: what the database knows of how much a buyer asks, and how soon others had an answer. Counted here and not in
memory, so that a restart and a second process know it too."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import func, select

from bot.domain.demand import A_WHILE, LATELY, Demand, usual
from bot.storage.engine import Engine
from bot.storage.statement import Statement, Work, given
from bot.storage.tables import OUTBOX, TICKETS

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
        OUTBOX.c.not_before >= given(OUTBOX, "not_before", "since"),
        OUTBOX.c.not_before >= TICKETS.c.waiting_since,
    )
)
"""Who waits for nobody has waited since never, so nothing is counted then."""


def asking(chat_id: int, case_id: int, now: datetime) -> Work[Demand]:
    """What is known when this buyer asks about this case; 0: about none yet."""
    open_ = yield OPEN, {"chat_id": chat_id, "case_id": case_id}
    answers = yield ANSWERS, {"since": now - LATELY}
    return Demand(open=open_[0][0], hours=usual([answered - opened for opened, answered in answers]))


def talking(case_id: int, now: datetime) -> Work[Demand]:
    """What is known while a buyer talks about this case."""
    rows = yield SAID, {"case_id": case_id, "template": "from_buyer", "since": now - A_WHILE}
    return Demand(said=rows[0][0])


class Demands:
    """`Store.demands`. Raises `StorageFault` when the database can't be used."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def asking(self, chat_id: int, case_id: int, now: datetime) -> Demand:
        """What is known when this buyer asks about this case; 0: about none yet."""
        return await self._engine.read(asking(chat_id, case_id, now))

    async def talking(self, case_id: int, now: datetime) -> Demand:
        """What is known while a buyer talks about this case."""
        return await self._engine.read(talking(case_id, now))
