"""Health: small questions that tell whether the bot keeps up; `Store.health`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, func, literal, literal_column, select

from bot.storage import meta
from bot.storage.apart import PARKED_UPDATES
from bot.storage.engine import Engine
from bot.storage.statement import Statement, Work, given
from bot.storage.tables import (
    CASE_OPEN,
    CASES,
    JOB_WAITS,
    JOBS,
    OUTBOX,
    POST_WAITS,
    REMINDER_AWAKE,
    REMINDERS,
    TICKET_OPEN,
    TICKETS,
)

_HOW_MANY: Final = [func.count(), func.min(OUTBOX.c.id)]

ANSWER: Final = Statement(select(literal(1)))
OVERDUE: Final = Statement(select(*_HOW_MANY).where(POST_WAITS, OUTBOX.c.not_before <= given(OUTBOX, "not_before")))
SINCE: Final = Statement(select(OUTBOX.c.not_before).where(OUTBOX.c.id == given(OUTBOX, "id")))
MOST: Final = 20_000


def _counted(column: ColumnElement[Any], *where: ColumnElement[bool]) -> Statement:
    return Statement(
        select(func.count()).select_from(select(column).where(*where).limit(literal_column(str(MOST))).subquery("some"))
    )


LOAD: Final = {
    "cases": _counted(CASES.c.number),
    "cases_open": _counted(CASES.c.id, CASE_OPEN),
    "tickets_open": _counted(TICKETS.c.case_id, TICKET_OPEN),
    "tickets_waiting": _counted(TICKETS.c.case_id, TICKET_OPEN, TICKETS.c.waiting_since.is_not(None)),
    "reminders": _counted(REMINDERS.c.deliver_at, REMINDER_AWAKE),
    "outbox": _counted(OUTBOX.c.not_before, POST_WAITS),
    "jobs": _counted(JOBS.c.not_before, JOB_WAITS),
    "parked_updates": _counted(PARKED_UPDATES.c.chat_id),
}

_CHECKED: Final = "checked_at"


@dataclass(frozen=True, slots=True)
class Overdue:
    """Messages that should be out: how many, and since when the first of them."""

    count: int
    since: datetime | None = None


class Health:
    """What can be asked of the database about the bot."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self._engine, self._clock = engine, clock

    def encrypted(self) -> bool:
        """Whether what buyers say is encrypted before it is stored; asks nobody."""
        return self._engine.cipher is not None

    async def reachable(self) -> None:
        """Returns when the database answers; raises `StorageFault` when it cannot."""
        await self._engine.read(_answer())

    async def load(self) -> Mapping[str, int]:
        """How much there is of what a host watches, by name, each counted to `MOST` at most: so whoever asks keeps no
        buyer waiting, however much there is."""
        return await self._engine.read(_load())

    async def write(self) -> None:
        """Returns when something was written for good; raises `StorageFault` when nothing can be."""
        await self._engine.write(meta.put(_CHECKED, self._clock().isoformat()))

    async def parked(self) -> int:
        """How many updates were set aside, because they failed each time they were tried."""
        return await self._engine.read(_parked())

    async def overdue(self) -> Overdue:
        """Messages that wait although their time has come."""
        return await self._engine.read(_overdue(self._clock()))


def _load() -> Work[Mapping[str, int]]:
    found = {}
    for name, statement in LOAD.items():
        rows = yield statement, {}
        found[name] = int(rows[0][0])
    return found


def _answer() -> Work[None]:
    yield ANSWER, {}


def _parked() -> Work[int]:
    rows = yield meta.COUNTS["parked"], {}
    return int(rows[0][0])


def _overdue(now: datetime) -> Work[Overdue]:
    rows = yield OVERDUE, {"not_before": now}
    count, first = rows[0]
    if not count:
        return Overdue(0)
    rows = yield SINCE, {"id": first}
    return Overdue(int(count), rows[0][0])
