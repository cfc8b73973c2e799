"""Rest: what a loop does between two looks at its work. It ends by itself, or when somebody nudges."""

from __future__ import annotations

import asyncio
from contextlib import suppress


class Rest:
    """`seconds` is the longest pause. Once stopped there is none."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._nudged = asyncio.Event()
        self.stopped = False

    def nudge(self) -> None:
        """Ends the pause that is being made, or the next one."""
        self._nudged.set()

    def stop(self) -> None:
        """The loop shall end."""
        self.stopped = True
        self.nudge()

    async def take(self) -> None:
        """Returns when there may be something to do."""
        with suppress(TimeoutError):
            async with asyncio.timeout(self._seconds):
                await self._nudged.wait()
        self._nudged.clear()
