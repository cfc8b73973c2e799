"""Rounds: what of the open tickets changes by the clock alone. Each is looked at now and then; a table of steps.

Several processes may go round at once: a step writes with what it found as the condition, so only one of them acts.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final

import structlog

from bot.domain.ticket import Ticket
from bot.origin import code, place
from bot.services.scene import Scene
from bot.services.support import alarms, clockwork
from bot.services.support.floor import Floor
from bot.storage.faults import StorageFault
from bot.trail import following

_log = structlog.get_logger(__name__)

Step = Callable[[Floor, Ticket, Scene], Awaitable[None]]
STEPS: Final[tuple[Step, ...]] = (clockwork.rename, clockwork.redraw, alarms.look)
EVERY: Final = timedelta(minutes=5)
_BATCH: Final = 50


class Rounds:
    """Goes round the open tickets; `nudge`: something may have been queued."""

    def __init__(self, floor: Floor, nudge: Callable[[], None]) -> None:
        self._floor, self._nudge = floor, nudge

    async def run(self, tick: timedelta = EVERY) -> None:
        """Goes round until cancelled; an outage of the database is waited out."""
        while True:
            try:
                await self.go()
            except StorageFault as fault:
                _log.warning("rounds_wait", error=type(fault).__name__)
            await asyncio.sleep(tick.total_seconds())

    async def go(self) -> None:
        """One round. A case that cannot be looked at holds up no other."""
        last = 0
        while tickets := await self._floor.store.open_tickets(last, _BATCH):
            for ticket in tickets:
                with following({"case": ticket.case_id}):
                    await self._guarded(ticket)
            last = tickets[-1].case_id
            self._nudge()

    async def _guarded(self, ticket: Ticket) -> None:
        try:
            await self._look_at(ticket)
        except StorageFault:
            raise
        except Exception as error:
            _log.error("round_failed", error=code(error), at=place(error))

    async def _look_at(self, ticket: Ticket) -> None:
        scene = await self._floor.scene(ticket)
        if scene is not None:
            for step in STEPS:
                await step(self._floor, ticket, scene)
        await asyncio.sleep(0)  # whoever types goes first
