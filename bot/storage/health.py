"""Health: small questions that tell whether the bot keeps up; `Store.health`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, literal, select

from bot.storage.engine import Engine
from bot.storage.statement import Statement, Work, given
from bot.storage.tables import OUTBOX, POST_WAITS

_HOW_MANY: Final = [func.count(), func.min(OUTBOX.c.id)]

ANSWER: Final = Statement(select(literal(1)))
OVERDUE: Final = Statement(select(*_HOW_MANY).where(POST_WAITS, OUTBOX.c.not_before <= given(OUTBOX, "not_before")))
SINCE: Final = Statement(select(OUTBOX.c.not_before).where(OUTBOX.c.id == given(OUTBOX, "id")))


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

    async def overdue(self) -> Overdue:
        """Messages that wait although their time has come."""
        return await self._engine.read(_overdue(self._clock()))


def _answer() -> Work[None]:
    yield ANSWER, {}


def _overdue(now: datetime) -> Work[Overdue]:
    rows = yield OVERDUE, {"not_before": now}
    count, first = rows[0]
    if not count:
        return Overdue(0)
    rows = yield SINCE, {"id": first}
    return Overdue(int(count), rows[0][0])
