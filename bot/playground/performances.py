"""Performances: a script played for a new buyer while the page looks on, at a pace one can watch.

One at a time: a new one ends the one before. How it gets on is told to the page as the change "scenario".
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final

import structlog

from bot.playground.acts import perform
from bot.playground.lines import written
from bot.playground.player import Player, Settle, Stuck, Until
from bot.playground.refusals import ImpossibleError
from bot.playground.script import Script
from bot.playground.telegram import Telegram
from bot.playground.world import JSON

_log = structlog.get_logger(__name__)

TYPING: Final = 0.8
READING: Final = 3.0
"""Real seconds at pace 1: before each act, and at most after it."""
_READS: Final = 60
"""Characters a second: what is looked over rather than read word for word."""
SLOWEST, FASTEST = 0.1, 1000.0


class Performances:
    """What is played on one stand-in. `settle` and `until` are those of `Player`."""

    def __init__(self, telegram: Telegram, settle: Settle, until: Until) -> None:
        self._telegram, self._settle, self._until = telegram, settle, until
        self._task: asyncio.Task[None] | None = None
        self._card: JSON | None = None

    def card(self) -> JSON | None:
        """What plays now, as the page shows it; None when nothing does."""
        return self._card if self._task is not None and not self._task.done() else None

    async def begin(self, name: str, title: Any, script: Script, pace: float) -> JSON:
        """Starts to play; returns how it begins. Raises `ImpossibleError` for a pace nobody could watch."""
        if not SLOWEST <= pace <= FASTEST:
            raise ImpossibleError(f"the pace is a number from {SLOWEST:g} to {FASTEST:g}; 1 is the usual one")
        await self.stop()
        buyer = self._newcomer(script)
        self._card = {"id": name, "title": title, "steps": len(script.lines), "user": buyer}
        self._show(state="playing", step=0, line=None, error=None)
        self._task = asyncio.create_task(self._play(script, buyer, pace), name="performance")
        return self._card

    async def stop(self) -> None:
        """Ends what plays; the chat stays as it is."""
        while self._task is not None and not self._task.done():  # another may have begun meanwhile
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def _newcomer(self, script: Script) -> int:
        head = script.head
        taken = {user.first_name for user in self._telegram.users.values()}
        names = (head.name, *(f"{head.name} {number}" for number in range(2, len(taken) + 3)))
        name = next(name for name in names if name not in taken)
        user: JSON = perform(self._telegram, {"act": "new_user", "name": name, "language": head.language})["user"]
        return int(user["id"])

    async def _play(self, script: Script, buyer: int, pace: float) -> None:
        player = Player(self._telegram, buyer, self._settle, self._until)
        try:
            await self._until(script.head.at)
            for step, line in enumerate(script.lines, 1):
                self._show(step=step, line=written(line))
                await asyncio.sleep(TYPING / pace)
                async with self._read(pace):
                    await player.play(line)
        except (Stuck, ImpossibleError) as reason:
            self._show(state="failed", error=str(reason))
        except asyncio.CancelledError:
            self._show(state="stopped")
            raise
        except Exception as error:
            # Whatever broke, in the bot or here: nobody waits for this task, so it would be lost without a word.
            what = type(error).__name__
            _log.error("performance_failed", error=what)
            self._show(state="failed", error=f"something broke that nobody foresaw ({what}); the chat stays as it is")
        else:
            self._show(state="done")

    @asynccontextmanager
    async def _read(self, pace: float) -> AsyncIterator[None]:
        """Leaves time afterwards to look at what the bot showed in the block."""
        length = 0

        def watch(change: JSON) -> None:
            nonlocal length
            if change["kind"] in ("message", "edit") and change["message"]["from_bot"]:
                length += len(change["message"].get("text", ""))

        unsubscribe = self._telegram.subscribe(watch)
        try:
            yield
        finally:
            unsubscribe()
        await asyncio.sleep(min(READING, length / _READS) / pace)

    def _show(self, **facts: Any) -> None:
        self._card = {**(self._card or {}), **facts}
        self._telegram.tell("scenario", scenario=self._card)
