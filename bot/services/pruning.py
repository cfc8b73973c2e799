"""Pruning: what is kept for a while only, to recognise a repetition or for a look, goes when its time is over.

The numbers of updates, messages that were sent, work on files that was done; and updates that failed. Nothing of a
case: that stays until its buyer deletes it, or writes no more (`retention`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.services.retention import retain
from bot.storage.faults import StorageFault
from bot.storage.store import Store

_log = structlog.get_logger(__name__)

SEEN_DAYS: Final = 3
"""Telegram repeats an update for a day at most, and after a quiet week it numbers them anew."""
SENT_DAYS: Final = 30
PARKED_DAYS: Final = 30
"""A host had time to look at what failed. It holds what somebody said, so it is not kept for ever."""
_PAUSE: Final = timedelta(hours=6)


async def prune(store: Store, now: datetime) -> int:
    """Forgets what is too old to come again; how many rows. Raises `StorageFault`."""
    updates = await store.prune_updates(now - timedelta(days=SEEN_DAYS), now - timedelta(days=PARKED_DAYS))
    sent = now - timedelta(days=SENT_DAYS)
    return updates + await store.prune_posts(sent) + await store.jobs.prune(sent)


async def keep_pruned(store: Store, clock: Callable[[], datetime], retention_days: int) -> None:
    """Prunes now and every few hours, and goes round those who write no more, until cancelled. During an outage of the
    database there is no hurry."""
    while True:
        try:
            pruned = await prune(store, clock())
            await retain(store, clock(), retention_days)
        except StorageFault as fault:
            _log.warning("pruning_waits", error=type(fault).__name__)
        else:
            _log.debug("pruned", rows=pruned)
        await asyncio.sleep(_PAUSE.total_seconds())
