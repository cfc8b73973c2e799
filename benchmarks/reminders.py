"""Reminders: adding a plan of six, and finding and claiming a thousand that are due among few and among many.

Beside Recourse, what a stock bot would use, in the same run: python-telegram-bot's JobQueue, which is APScheduler with
its jobs in memory, and APScheduler's SQLAlchemyJobStore on an SQLite file. Of each the same is asked: one more reminder
among those that wait, and to hand out a thousand that are due so that they are not handed out again.
"""

from __future__ import annotations

import asyncio
import importlib
import pickle
import sqlite3
import statistics
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from bot.domain.buyer import Buyer, Record
from bot.domain.case import Case
from bot.storage.changes import Changes, NewReminder
from bot.storage.store import Store, open_store

DUE: Final = 1_000
PLAN: Final = 6
_NOW: Final = datetime.now(UTC).replace(microsecond=0)
_LEASE: Final = timedelta(minutes=2)
_ROUNDS: Final = 15
_TURNS: Final = 4
_PLANS: Final = 5


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds: adding one plan of six, and finding and claiming all that is due. Medians."""

    adding: float
    claiming: float


@dataclass(frozen=True, slots=True)
class Ours:
    """Recourse on a file with so many pending, and the milliseconds found: of a claim, and of the commit of a turn with
    a plan and without."""

    file: Path
    store: Store
    claims: list[float] = field(default_factory=list)
    plans: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)

    @classmethod
    async def filled(cls, folder: Path, pending: int) -> Ours:
        file = folder / f"ours {pending}.db"
        store = await open_store(f"sqlite:///{file}", lambda: _NOW)
        with closing(sqlite3.connect(file)) as connection:
            fill(connection, pending)
        return cls(file, store)

    async def round(self) -> None:
        """One claim, which is undone, and a few turns of new buyers."""
        began = time.perf_counter()
        claimed = await self.store.claim_reminders(_NOW, DUE, _LEASE)
        self.claims.append((time.perf_counter() - began) * 1000)
        _complete(claimed)
        with closing(sqlite3.connect(self.file)) as connection, connection:
            connection.execute("UPDATE reminders SET token = NULL, leased_until = NULL WHERE token IS NOT NULL")
        for _ in range(_TURNS):
            chat_id = 10_000_000 + 2 * len(self.plans)
            self.bare.append(await _turn(self.store, chat_id, ()))
            plan = tuple(NewReminder(f"kind {day}", _at(day), _at(day)) for day in range(1, PLAN + 1))
            self.plans.append(await _turn(self.store, chat_id + 1, plan))

    @property
    def times(self) -> Times:
        return Times(statistics.median(self.plans), statistics.median(self.claims))


async def _turn(store: Store, chat_id: int, plan: tuple[NewReminder, ...]) -> float:
    """Milliseconds of the commit of one turn."""
    changes = Changes(None, _NOW, Buyer(chat_id, revision=1, shown=1), Record(0, chat_id, 0, Case()), reminders=plan)
    began = time.perf_counter()
    await store.commit(changes)
    return (time.perf_counter() - began) * 1000


def fill(connection: sqlite3.Connection, pending: int) -> None:
    """Six reminders each for so many buyers, the first thousand of all due."""
    now, cases = _NOW.isoformat(timespec="microseconds"), -(-pending // PLAN)
    connection.execute("PRAGMA synchronous = OFF")
    with connection:
        connection.execute(
            "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < ?) "
            "INSERT INTO buyers (chat_id, language, seller_language, view, notice, revision, step, shown, blocked,"
            " created_at, active_at, last_number) SELECT i, 'en', 'en', '', '{}', 1, 1, 1, 0, ?, ?, 1 FROM n",
            (cases, now, now),
        )
        connection.execute(
            "INSERT INTO cases (id, chat_id, number, answers, created_at, updated_at)"
            " SELECT chat_id, chat_id, 1, '{}', created_at, created_at FROM buyers"
        )
        rows = (
            (n % cases + 1, n % cases + 1, f"kind {n // cases}", at, at)
            for n, at in ((n, _when(n).isoformat(timespec="microseconds")) for n in range(pending))
        )
        connection.executemany(
            "INSERT INTO reminders (case_id, chat_id, kind, due_at, deliver_at, attempts) VALUES (?, ?, ?, ?, ?, 0)",
            rows,
        )


def _when(number: int) -> datetime:
    """The first thousand in the hour before now, every other one after it."""
    return _NOW - timedelta(hours=1) + timedelta(seconds=number) if number < DUE else _at(1 + number / 86_400)


def _at(days: float) -> datetime:
    return _NOW + timedelta(days=days)


async def in_memory(_: Path, pending: int) -> Times:
    """PTB's JobQueue: `run_once` for each."""
    from telegram.ext import Application

    application: Any = Application.builder().token("123456:benchmark").build()
    queue = application.job_queue
    queue.scheduler.start(paused=True)

    def add(at: datetime) -> None:
        queue.run_once(_ping, at)

    for number in range(pending):
        add(_when(number))
    times = _measured(queue.scheduler._lookup_jobstore("default"), add)
    queue.scheduler.shutdown(wait=False)
    return times


async def in_job_store(folder: Path, pending: int) -> Times:
    """APScheduler's SQLAlchemyJobStore: `add_job` for each. Those that are not due are copies of one row, because
    adding a million takes it an hour."""
    schedulers = importlib.import_module("apscheduler.schedulers.asyncio")
    stores = importlib.import_module("apscheduler.jobstores.sqlalchemy")
    file = folder / f"jobs {pending}.db"
    scheduler = schedulers.AsyncIOScheduler(jobstores={"default": stores.SQLAlchemyJobStore(f"sqlite:///{file}")})
    scheduler.start(paused=True)

    def add(at: datetime) -> None:
        scheduler.add_job(_ping, "date", run_date=at, args=(None,), misfire_grace_time=None)

    for number in range(DUE):
        add(_when(number))
    store = scheduler._lookup_jobstore("default")
    job = next(iter(store.get_due_jobs(_NOW)))
    state = pickle.dumps(job.__getstate__())
    with closing(sqlite3.connect(file)) as connection, connection:
        rows = ((f"copy {n}", _when(n).timestamp(), state) for n in range(DUE, pending))
        connection.executemany("INSERT INTO apscheduler_jobs (id, next_run_time, job_state) VALUES (?, ?, ?)", rows)
    times = _measured(store, add)
    scheduler.shutdown(wait=False)
    return times


def _measured(store: Any, add: Callable[[datetime], None]) -> Times:
    """What the scheduler does with a store when jobs are due, without running them. Once: they are gone then."""
    adding = []
    for _ in range(_PLANS):
        began = time.perf_counter()
        for day in range(1, PLAN + 1):
            add(_at(day))
        adding.append((time.perf_counter() - began) * 1000)
    began = time.perf_counter()
    due = store.get_due_jobs(_NOW)
    for job in due:
        store.remove_job(job.id)
    claiming = (time.perf_counter() - began) * 1000
    _complete(due)
    return Times(statistics.median(adding), claiming)


def _complete(handed_out: Sequence[Any]) -> None:
    if len(handed_out) != DUE:
        raise RuntimeError(f"{len(handed_out)} were handed out, not {DUE}: the figures would say nothing")


async def _ping(_: Any) -> None:
    """What the others would call."""


async def compare(folder: Path, totals: tuple[int, ...] = (1_000, 100_000, 1_000_000)) -> None:
    """Prints the times of all three among so many pending, as ratios to ours and of ours to the fewest."""
    try:
        importlib.import_module("apscheduler")
    except ImportError:
        print("reminders: to see JobQueue and APScheduler beside them, pip install 'apscheduler>=3.11,<4'", flush=True)
        others: tuple[tuple[str, Any], ...] = ()
    else:
        others = (("JobQueue, in memory", in_memory), ("SQLAlchemyJobStore", in_job_store))
    all_of_ours = {pending: await Ours.filled(folder, pending) for pending in totals}
    for _ in range(_ROUNDS):
        for ours in all_of_ours.values():
            await ours.round()
    fewest = all_of_ours[totals[0]].times
    for pending, ours in all_of_ours.items():
        await ours.store.close()
        mine = ours.times
        print(
            f"{pending} pending: {DUE} due claimed in {mine.claiming:.1f} ms "
            f"({mine.claiming / fewest.claiming:.2f} of that among {totals[0]}), "
            f"turn with a plan of {PLAN} {mine.adding:.2f} ms "
            f"({mine.adding / statistics.median(ours.bare):.2f} of the same turn without)",
            flush=True,
        )
    for pending, ours in all_of_ours.items():
        for name, measure in others:
            theirs = await measure(folder, pending)
            print(
                f"{pending} pending, {name}: claimed in {theirs.claiming:.1f} ms "
                f"({theirs.claiming / ours.times.claiming:.1f} of ours), "
                f"plan added in {theirs.adding:.2f} ms ({theirs.adding / ours.times.adding:.2f} of our turn)",
                flush=True,
            )


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        asyncio.run(compare(Path(name)))
