"""Travel: the page moves the clock, and everything that falls due on the way is sent, in order and once.

The clock stops at each due instant in turn and goes on when the bot has sent what belonged there, so that a reminder
of Tuesday is sent on Tuesday however far the page moves. Moves queue. Backwards, the clock is only set: what was sent
stays sent.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.playground.backstage import Backstage
from bot.playground.clocks import MovingClock
from bot.playground.refusals import ImpossibleError
from bot.playground.telegram import Telegram
from bot.playground.world import JSON

PATIENCE = 3.0
"""Real seconds to wait for the bot to show what it took: a chat that Telegram tells to wait holds nobody up."""
EARLIEST, LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


class Travel:
    """The way through time of one stand-in and its bot; both read `clock`."""

    def __init__(self, telegram: Telegram, clock: MovingClock, backstage: Backstage) -> None:
        self._telegram, self._clock, self._backstage = telegram, clock, backstage
        self._turn = asyncio.Lock()

    async def carry_out(self, order: Mapping[str, Any]) -> JSON:
        """An order of the page: `{"move": seconds}` or `{"to": epoch | "next" | "now"}`."""
        async with self._turn:
            self._refuse_while_out()
            fired = await self.settled()
            fired += await self._go(await self._target(order))
            return {"now": self._telegram.seconds(), "fired": fired}

    async def go(self, moment: datetime) -> int:
        """To a moment; how much fell due on the way."""
        async with self._turn:
            self._refuse_while_out()
            return await self.settled() + await self._go(moment)

    async def settled(self) -> int:
        """What was said is taken and answered, and what is due already is sent; how much that was."""
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await self._telegram.updates.idle()
                await self._backstage.idle()
        return await self._backstage.ring()

    def _refuse_while_out(self) -> None:
        """Weeks would pass in which nothing can be sent, and the bot would give up: nobody means that."""
        left = self._telegram.faults.out_for
        if left:
            raise ImpossibleError(f"Telegram cannot be reached for {left:.0f} more seconds; move the clock after that")

    async def _target(self, order: Mapping[str, Any]) -> datetime:
        match order:
            case {"to": "now"}:
                return self._clock.real()
            case {"to": "next"}:
                due = await self._backstage.due()
                if due is None:
                    raise ImpossibleError("nothing is planned")
                return due
            case {"to": int() | float() as epoch} if not isinstance(epoch, bool):
                return _within(lambda: datetime.fromtimestamp(epoch, UTC))
            case {"move": int() | float() as seconds} if not isinstance(seconds, bool):
                return _within(lambda: self._clock() + timedelta(seconds=seconds))
        raise ImpossibleError("a move names seconds to move by, or a moment to go to: a number, “next” or “now”")

    async def _go(self, target: datetime) -> int:
        fired = 0
        back = self._clock() - target
        try:
            if back > timedelta():
                self._telegram.floods.shift(back)
            else:
                fired = await self._stop_by_stop(target)
            self._clock.hold(target)
        finally:
            self._clock.go_on()
            self._tell()
        return fired

    async def _stop_by_stop(self, target: datetime) -> int:
        fired = 0
        self._clock.hold(self._clock())
        while (due := await self._backstage.due()) is not None and due <= target:
            self._clock.hold(due)
            self._tell()
            fired += await self._backstage.ring()
        return fired

    def _tell(self) -> None:
        self._telegram.tell("clock", now=self._telegram.seconds())


def _within(moment: Any) -> datetime:
    try:
        target: datetime = moment()
    except (OverflowError, ValueError, OSError):
        target = LATEST
    if not EARLIEST <= target < LATEST:
        raise ImpossibleError(f"the clock goes from {EARLIEST.year} to {LATEST.year}")
    return target
