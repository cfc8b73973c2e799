"""Jobs: work on files that a turn asked for and that takes too long for it: looked at, prepared, put into a pack.

A row until it was done: leased, tried again, at most one of a chat in hand, so nobody's sixty photos keep another
buyer's one waiting. What a job sends, it sends before it is marked done: at least once, at most one duplicate a crash.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import and_, delete, exists, not_, or_, select, update

from bot.storage import facts
from bot.storage.changes import Job
from bot.storage.engine import Engine
from bot.storage.leases import Leases, free
from bot.storage.statement import Statement, Upsert, Values, Work, given, slots
from bot.storage.tables import JOB_WAITS, JOBS

_NAMES: Final = ("chat_id", "case_id", "kind", "facts", "key", "not_before")
_OTHER: Final = JOBS.alias("other")
_NOW: Final = given(JOBS, "not_before", "now")
_HELD: Final = and_(_OTHER.c.leased_until > _NOW, _OTHER.c.leased_until <= given(JOBS, "leased_until", "ahead"))
_IN_THE_WAY: Final = exists().where(
    _OTHER.c.chat_id == JOBS.c.chat_id,
    _OTHER.c.sent_at.is_(None),
    _OTHER.c.failed_at.is_(None),
    _OTHER.c.id != JOBS.c.id,
    or_(_HELD, and_(_OTHER.c.not_before <= _NOW, _OTHER.c.id < JOBS.c.id)),
)
_DUE: Final = (
    select(JOBS.c.id)
    .where(free(JOBS, JOB_WAITS), JOBS.c.not_before <= _NOW, not_(_IN_THE_WAY))
    .order_by(JOBS.c.id)
    .limit(given(JOBS, "attempts", "most"))
)
LEASES: Final = Leases(
    JOBS, JOB_WAITS, _DUE, {"facts": facts.EMPTY}, *(JOBS.c[name] for name in ("chat_id", "case_id", "kind", "facts"))
)
ADD: Final = Upsert(JOBS, lambda insert: insert.values(slots(JOBS, *_NAMES) | {"attempts": 0}).on_conflict_do_nothing())
KEEP: Final = Statement(
    update(JOBS)
    .where(JOBS.c.id == given(JOBS, "id"), JOBS.c.token == given(JOBS, "token"), JOB_WAITS)
    .values(slots(JOBS, "leased_until"))
    .returning(JOBS.c.id)
)
PRUNE: Final = Statement(
    delete(JOBS)
    .where(or_(JOBS.c.sent_at < given(JOBS, "sent_at", "before"), JOBS.c.failed_at < given(JOBS, "sent_at", "before")))
    .returning(JOBS.c.id)
)


@dataclass(frozen=True, slots=True)
class DueJob:
    """A job in the hands of one worker, until its lease ends. `attempts` counts this one."""

    id: int
    token: str
    attempts: int
    chat_id: int
    case_id: int
    kind: str
    facts: Mapping[str, Any]


def add(jobs: Sequence[Job], chat_id: int, case_id: int, at: datetime) -> Work[None]:
    """Queues the jobs in this order; one whose key was there before is not queued again."""
    rows: list[Values] = [
        {
            "chat_id": chat_id,
            "case_id": case_id,
            "kind": job.kind,
            "facts": facts.dumps(job.facts),
            "key": None if job.key is None else f"{job.kind}:{case_id}:{job.key}",
            "not_before": at,
        }
        for job in jobs
    ]
    if rows:
        yield ADD, rows


def claim(now: datetime, limit: int, until: datetime) -> Work[list[DueJob]]:
    """Due jobs for this worker alone, at most one for each chat, oldest first."""
    token, rows = yield from LEASES.claim(now, limit, until)
    due = [
        DueJob(row, token, attempts, chat_id, case_id, kind, facts.loads(told))
        for row, attempts, chat_id, case_id, kind, told in rows
    ]
    return sorted(due, key=lambda one: one.id)


def keep(due: DueJob, until: datetime) -> Work[bool]:
    """Makes the lease longer; whether the token still counted."""
    rows = yield KEEP, {"id": due.id, "token": due.token, "leased_until": until}
    return bool(rows)


def prune(before: datetime) -> Work[int]:
    """Forgets jobs done or given up before this instant, keys included; how many."""
    rows = yield PRUNE, {"before": before}
    return len(rows)


class Jobs:
    """What a store can be asked of the work on files."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self._engine, self._clock = engine, clock

    async def claim(self, now: datetime, limit: int, lease: timedelta) -> list[DueJob]:
        """Due jobs for this worker alone until the lease ends: at most one for each chat, oldest first."""
        return await self._engine.write(claim(now, limit, now + lease))

    async def keep(self, due: DueJob, until: datetime) -> bool:
        """The work goes on: the lease ends at `until`. False: somebody else has it now."""
        return await self._engine.write(keep(due, until))

    async def done(self, due: DueJob) -> bool:
        """Whether the token still counted; a stale one changes nothing."""
        return await self._engine.write(LEASES.sent(due.id, due.token, self._clock()))

    async def failed(self, due: DueJob, retry_at: datetime | None, error: str) -> bool:
        """Again at `retry_at`, or given up when there is none; `error` is a class or code."""
        return await self._engine.write(LEASES.failed(due.id, due.token, self._clock(), retry_at, error))

    async def prune(self, before: datetime) -> int:
        """Forgets jobs done before this instant; how many."""
        return await self._engine.write(prune(before))
