"""Retention: goes round the buyers who have not written for long: tells them, and deletes what nobody wanted to keep.

When is said by `domain.retention`. Every step is one commit for one buyer, so a round may be cut off anywhere and
begun anew, by any process.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.domain.quiet import day_ends, when
from bot.domain.retention import NOTICE_DAYS, Fate, Idle, fate
from bot.origin import code, place
from bot.storage.changes import Post
from bot.storage.faults import StorageFault
from bot.storage.retention import Sleeper
from bot.storage.store import Store

_log = structlog.get_logger(__name__)

_BATCH: Final = 200
KEEP: Final = "keep"
"""The action of the button below the message."""


async def retain(store: Store, now: datetime, days: int) -> Counter[Fate]:
    """One round: how many were told, and how many deleted. Raises `StorageFault`."""
    before, done = now - timedelta(days=days - NOTICE_DAYS), Counter[Fate]()
    last: Idle | None = None
    while found := await store.retention.find(before, last, _BATCH):
        for sleeper in found:
            done[await _settled(store, sleeper, now, days)] += 1
        last = found[-1].idle
    del done[Fate.KEEP]
    if done:
        _log.info("retained", told=done[Fate.WARN], deleted=done[Fate.DELETE])
    return done


async def _settled(store: Store, sleeper: Sleeper, now: datetime, days: int) -> Fate:
    """What became of one. Whatever is wrong with it, the round goes on."""
    chat_id = sleeper.idle.chat_id
    try:
        if _due(sleeper, now, days):
            return await store.retention.settle(chat_id, now, days, notice(sleeper, days))
    except StorageFault:
        raise
    except Exception as error:
        _log.error("retention_failed", chat=chat_id, error=code(error), at=place(error))
    return Fate.KEEP


def _due(sleeper: Sleeper, now: datetime, days: int) -> bool:
    """Whether something is to be done. Nobody is told at night, or before the morning: the next round does it."""
    what, hours = fate(sleeper.idle, now, days), sleeper.hours
    day = hours.day(now)
    return what is Fate.DELETE or (what is Fate.WARN and when(day, day_ends(day, hours), hours, now) <= now)


def notice(sleeper: Sleeper, days: int) -> Post:
    """What tells a buyer."""
    facts = {"days": days, "notice_days": NOTICE_DAYS, "keys": [[["keep_data", f"{KEEP}:0:0"]]]}
    return Post(sleeper.idle.chat_id, "retention", facts, sleeper.language)
