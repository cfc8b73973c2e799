"""Heart: tells the other processes on the same database that this one lives, and hears how many do."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final

import structlog

from bot.storage.faults import StorageFault
from bot.storage.replicas import LIFE, Replicas

_log = structlog.get_logger(__name__)

_PAUSE: Final = LIFE.total_seconds() / 4


async def keep_beating(replicas: Replicas, heard: Callable[[int], None]) -> None:
    """Beats until cancelled; `heard` is told how many processes live, this one included. While the database is out
    nobody can be heard, and nothing changes."""
    known = 0
    while True:
        try:
            living = await replicas.beat()
        except StorageFault as fault:
            _log.warning("heart_waits", error=type(fault).__name__)
        else:
            if living != known:
                _log.info("processes", living=living)
            known = living
            heard(living)
        await asyncio.sleep(_PAUSE)
