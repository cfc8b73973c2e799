"""Marks: that something was sent, or done, is written down, also when the database is out just then.

Nothing else is claimed meanwhile: by the time the database is back the lease has ended, and it would be done twice.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

import structlog

from bot.storage.faults import StorageFault
from handlers.errors import code

_log = structlog.get_logger(__name__)

_AGAIN: Final = 1.0


class Marks:
    """Those that one loop has to write."""

    def __init__(self) -> None:
        self._late: set[int] = set()

    @property
    def late(self) -> bool:
        """Whether some could not be written yet."""
        return bool(self._late)

    async def write(self, row: int, mark: Callable[[], Awaitable[object]]) -> None:
        """Returns when `mark`, which says it of this row, was saved."""
        try:
            while True:
                try:
                    await mark()
                except StorageFault as fault:
                    self._late.add(row)
                    _log.warning("mark_waits", row=row, error=code(fault))
                    await asyncio.sleep(_AGAIN)
                else:
                    return
        finally:
            self._late.discard(row)
