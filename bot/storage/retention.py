"""Retention: buyers who have not written for long, found by an index a batch at a time; told, or deleted, one by one.

What is to be done is asked of `domain.retention` once more while the row is locked. So several processes may go round
at once, and a turn of the buyer that comes between wins: nobody is told twice or deleted in the middle of a word.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Select, exists, func, literal, or_, select, update

from bot.domain.quiet import Hours
from bot.domain.retention import Fate, Idle, Notice, fate
from bot.storage import outbox, turn
from bot.storage.changes import Post
from bot.storage.engine import Engine
from bot.storage.statement import Statement, Work, given, slots
from bot.storage.tables import BUYERS, CASES, OUTBOX, REMINDER_AWAKE, REMINDERS, TICKETS

_COLUMNS: Final[Select[Any]] = select(
    BUYERS.c.chat_id,
    BUYERS.c.active_at,
    BUYERS.c.blocked,
    BUYERS.c.warned_at,
    exists().where(CASES.c.chat_id == BUYERS.c.chat_id),
    exists().where(TICKETS.c.chat_id == BUYERS.c.chat_id, TICKETS.c.closed_at.is_(None)),
    select(func.max(REMINDERS.c.deliver_at))
    .where(REMINDERS.c.chat_id == BUYERS.c.chat_id, REMINDER_AWAKE)
    .scalar_subquery(),
    BUYERS.c.language,
    BUYERS.c.zone,
    BUYERS.c.quiet_from,
    BUYERS.c.quiet_until,
)
_AFTER: Final = given(BUYERS, "active_at", "after")
FIND: Final = Statement(
    _COLUMNS.where(
        BUYERS.c.active_at <= given(BUYERS, "active_at", "before"),
        BUYERS.c.active_at >= _AFTER,
        or_(BUYERS.c.active_at > _AFTER, BUYERS.c.chat_id > given(BUYERS, "chat_id", "last")),
    )
    .order_by(BUYERS.c.active_at, BUYERS.c.chat_id)
    .limit(given(BUYERS, "revision", "most"))
)
_ONE: Final = BUYERS.c.chat_id == given(BUYERS, "chat_id")
LOCK: Final = Statement(select(literal(1)).select_from(BUYERS).where(_ONE).with_for_update())
ONE: Final = Statement(_COLUMNS.where(_ONE))
TOLD: Final = Statement(select(OUTBOX.c.sent_at, OUTBOX.c.failed_at).where(OUTBOX.c.key == given(OUTBOX, "key")))
WARN: Final = Statement(update(BUYERS).where(_ONE).values(slots(BUYERS, "warned_at")))


@dataclass(frozen=True, slots=True)
class Sleeper:
    """An idle buyer, and how they are written to."""

    idle: Idle
    language: str
    hours: Hours


def find(before: datetime, last: Idle | None, most: int) -> Work[list[Sleeper]]:
    """Those whose last word is as old as `before`, the oldest first, from the one behind `last`."""
    at, chat_id = (datetime.min.replace(tzinfo=before.tzinfo), 0) if last is None else (last.active_at, last.chat_id)
    rows = yield FIND, {"before": before, "after": at, "last": chat_id, "most": most}
    return list(map(_sleeper, rows))


def settle(chat_id: int, now: datetime, days: int, notice: Post) -> Work[Fate]:
    """Does what is due for one of them, and says what that was. `notice` tells them."""
    yield LOCK, {"chat_id": chat_id}
    rows = yield ONE, {"chat_id": chat_id}
    if not rows:
        return Fate.KEEP
    idle = yield from _told(_sleeper(rows[0]).idle)
    what = fate(idle, now, days)
    if what is Fate.WARN:
        yield WARN, {"chat_id": chat_id, "warned_at": now}
        yield from outbox.add((replace(notice, key=_key(chat_id, now)),), chat_id, now)
    elif what is Fate.DELETE:
        yield from turn.forget(chat_id, now)
    return what


def _told(idle: Idle) -> Work[Idle]:
    """The same with what became of the message. One that was sent so long ago that it is pruned has been read."""
    if idle.warned_at is None:
        return idle
    rows = yield TOLD, {"key": _key(idle.chat_id, idle.warned_at)}
    if not rows:
        return idle
    sent_at, failed_at = rows[0]
    became = Notice.SENT if sent_at else Notice.FAILED if failed_at else Notice.WAITS
    return replace(idle, notice=became, told_at=sent_at)


def _key(chat_id: int, warned_at: datetime) -> str:
    return f"retention:{chat_id}:{int(warned_at.timestamp())}"


def _sleeper(row: Sequence[Any]) -> Sleeper:
    chat_id, active_at, blocked, warned_at, has_cases, talking, last, language, zone, start, end = row
    idle = Idle(chat_id, active_at, blocked, warned_at, bool(has_cases), bool(talking), last)
    return Sleeper(idle, language, Hours(zone) if start is None or end is None else Hours(zone, start, end))


class Retention:
    """What a store can be asked of it. `forgotten`: hears of each chat that was deleted."""

    def __init__(self, engine: Engine, forgotten: Callable[[int], None]) -> None:
        self._engine, self._forgotten = engine, forgotten

    async def find(self, before: datetime, last: Idle | None, most: int) -> list[Sleeper]:
        """Those whose last word is as old as `before`, the oldest first, from the one behind `last`."""
        return await self._engine.read(find(before, last, most))

    async def settle(self, chat_id: int, now: datetime, days: int, notice: Post) -> Fate:
        """Does what is due for one of them, in one commit, and says what that was."""
        what = await self._engine.write(settle(chat_id, now, days, notice))
        if what is Fate.DELETE:
            self._forgotten(chat_id)
        return what
