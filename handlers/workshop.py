"""Workshop: does the jobs that turns asked for, a few at a time, and marks each done only when it is.

A job is leased, done, marked. If the process dies in between, the lease ends and it is done once more. Jobs of one
chat follow each other; those of others go on beside them. Nothing here holds up a turn, a screen or a post.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

import structlog
from telegram.error import TelegramError

from bot.services.unfinished import given_up
from bot.storage.faults import StorageFault
from bot.storage.jobs import DueJob
from bot.trail import following
from handlers.alarm import Alarm
from handlers.errors import Fault, code, place, trouble
from handlers.jobs import JOBS
from handlers.marks import Marks
from handlers.rest import Rest
from handlers.tools import Tools

_log = structlog.get_logger(__name__)

_TICK: Final = 5.0
_LEASE: Final = timedelta(minutes=1)
"""After a crash work goes on when this is over. Whoever is at it makes it longer meanwhile."""
_SWEEP: Final = timedelta(hours=1)
_PATIENCE: Final = 600.0
"""Seconds that any work may take."""
_MOST: Final = 4
"""So many are done at once; `pictures.aside` has a limit of its own for what needs a core."""
_TRIES: Final = 8
_LONGEST: Final = 600.0


class Workshop:
    """One loop a process; several processes share the work by leases."""

    def __init__(self, tools: Tools, clock: Callable[[], datetime], alarm: Alarm) -> None:
        self._tools, self._clock, self._alarm = tools, clock, alarm
        self._pause = Rest(_TICK)
        self._round = asyncio.Lock()
        self._under_way: set[asyncio.Task[None]] = set()
        self._marks = Marks()

    def nudge(self) -> None:
        """Looks for jobs now instead of at the next tick."""
        self._pause.nudge()

    def stop(self) -> None:
        """Claims no more, and lets go of what is in hand: it is done after the next start."""
        self._pause.stop()

    async def run(self) -> None:
        """Does what is due until stopped. An outage of the database is waited out."""
        sweeping = asyncio.create_task(self._sweep(), name="sweeping")
        try:
            while not self._pause.stopped:
                if not await self._begun():
                    await self._pause.take()
        finally:
            sweeping.cancel()
            for task in self._under_way:
                task.cancel()
            await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _sweep(self) -> None:
        """Removes what processes that were killed have left on the disk, now and every hour."""
        while True:
            try:
                await asyncio.to_thread(self._tools.bench.sweep)
            except OSError as error:
                _log.error("sweep_failed", error=code(error))
            await asyncio.sleep(_SWEEP.total_seconds())

    async def do_due(self) -> int:
        """Does one round of due jobs, at most one a chat; how many were claimed."""
        begun = await self._begun()
        while self._under_way:
            await asyncio.wait(self._under_way)
        return begun

    async def _begun(self) -> int:
        """Claims what is due, as far as there is room, and begins it; how many were claimed."""
        async with self._round:
            room = _MOST - len(self._under_way)
            if room < 1 or self._marks.late:
                return 0
            try:
                due = await self._tools.store.jobs.claim(self._clock(), room, _LEASE)
            except StorageFault as fault:
                _log.warning("workshop_waits", error=code(fault))
                return 0
            for one in due:
                task = asyncio.create_task(self._guarded(one), name=f"{one.kind} {one.id}")
                self._under_way.add(task)
                task.add_done_callback(self._done)
        return len(due)

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._under_way.discard(task)
        self.nudge()

    async def _guarded(self, due: DueJob) -> None:
        with following({"job": due.id, "case": due.case_id}):
            try:
                await self._do(due)
            except StorageFault as fault:  # its lease ends, and it is done again
                _log.warning("workshop_waits", error=code(fault))

    async def _do(self, due: DueJob) -> None:
        jobs = self._tools.store.jobs
        try:
            async with asyncio.timeout(_PATIENCE), self._kept(due):
                await JOBS[due.kind](self._tools, due)
        except TelegramError as error:
            await self._failed(due, error)
        except StorageFault:
            raise
        except Exception as error:
            _log.error("job_failed", job=due.id, kind=due.kind, error=code(error), at=place(error))
            await self._again(due, 2.0**due.attempts, code(error))
            await self._alarm.unsent(due.kind, code(error), self._clock())
        else:
            await self._marks.write(due.id, lambda: jobs.done(due))

    @asynccontextmanager
    async def _kept(self, due: DueJob) -> AsyncIterator[None]:
        """The lease does not end while the work goes on."""
        keeping = asyncio.create_task(self._keep(due), name=f"keep {due.id}")
        try:
            yield
        finally:
            keeping.cancel()

    async def _keep(self, due: DueJob) -> None:
        while True:
            await asyncio.sleep(_LEASE.total_seconds() / 3)
            with suppress(StorageFault):  # an outage: the next time, or the lease ends
                await self._tools.store.jobs.keep(due, self._clock() + _LEASE)

    async def _failed(self, due: DueJob, error: TelegramError) -> None:
        what = trouble(error)
        match what.fault:
            case Fault.WAIT:
                await self._again(due, what.seconds, what.fault)
            case Fault.AGAIN | Fault.UNKNOWN_BOT:
                await self._again(due, 2.0**due.attempts, code(error))
            case Fault.GONE:
                await self._tools.desk.unreachable(due.chat_id)
                await self._tools.store.jobs.failed(due, None, what.fault)
            case _:
                _log.error("job_given_up", job=due.id, kind=due.kind, fault=what.fault)
                await self._given_up(due, what.fault)
                await self._alarm.unsent(due.kind, what.fault, self._clock())

    async def _again(self, due: DueJob, seconds: float, reason: str) -> None:
        """Tries again later; one that never comes to an end is given up."""
        _log.warning("job_again", job=due.id, kind=due.kind, reason=reason)
        if due.attempts >= _TRIES:
            await self._given_up(due, reason)
            return
        later = self._clock() + timedelta(seconds=min(seconds, _LONGEST))
        await self._tools.store.jobs.failed(due, later, reason)

    async def _given_up(self, due: DueJob, reason: str) -> None:
        """Whoever waits for it is told."""
        await self._tools.store.jobs.failed(due, None, reason)
        await self._tools.told(due, partial(given_up, kind=due.kind))
