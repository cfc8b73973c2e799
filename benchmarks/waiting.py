"""Waiting: what reminders cost that are not said yet. Opening the store and the first tick among few and among many,
and a tick with nothing to do among those of buyers who blocked the bot.

`python -m benchmarks.waiting` prints it alone. Numbers after it say how many: few, many, blocked.
"""

from __future__ import annotations

import asyncio
import sqlite3
import statistics
import sys
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from benchmarks.reminders import fill
from bot.policies import load
from bot.services.bell import Bell
from bot.storage.store import Store, open_store

_ROUNDS: Final = 15
_BEFORE: Final = datetime.now(UTC) - timedelta(days=2)
"""Nothing is due yet."""
_AFTER: Final = _BEFORE + timedelta(days=10_000)
"""Everything is overdue."""


async def start(file: Path) -> float:
    """Milliseconds to open the store on this file, and of the bell's first tick, which finds nothing due."""
    began = time.perf_counter()
    store = await open_store(f"sqlite:///{file}", lambda: _BEFORE)
    await _ring(store, _BEFORE)
    taken = (time.perf_counter() - began) * 1000
    await store.close()
    return taken


async def tick(file: Path) -> float:
    """Milliseconds of a tick when everything is overdue."""
    store = await open_store(f"sqlite:///{file}", lambda: _AFTER)
    await _ring(store, _AFTER)  # what the first one reads from the disk is there for the second
    began = time.perf_counter()
    await _ring(store, _AFTER)
    taken = (time.perf_counter() - began) * 1000
    await store.close()
    return taken


async def _ring(store: Store, now: datetime) -> None:
    bell = Bell(store, _POLICY, lambda: now, lambda: None, _unheard)
    if await bell.ring():
        raise RuntimeError("something was rung: the figures would say nothing")


async def _unheard(kind: str, error: str, at: datetime) -> None:
    raise RuntimeError(f"{kind} failed at {at}: {error}")


_POLICY: Final = load()


async def filled(file: Path, pending: int, *, blocked: bool = False) -> Path:
    """A file with so many pending reminders; `blocked`: all of buyers who blocked the bot."""
    await (await open_store(f"sqlite:///{file}", lambda: _BEFORE)).close()
    with closing(sqlite3.connect(file)) as connection:
        fill(connection, pending)
        if blocked:
            with connection:
                connection.execute("UPDATE buyers SET blocked = 1")
                connection.execute("UPDATE reminders SET asleep = 1")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return file


async def print_waiting(folder: Path, few: int = 1_000, many: int = 1_000_000, blocked: int = 100_000) -> None:
    """Prints both as ratios; medians of rounds that take turns."""
    small = await filled(folder / "waiting few.db", few)
    large = await filled(folder / "waiting many.db", many)
    gone = await filled(folder / "waiting blocked.db", blocked, blocked=True)
    empty = await filled(folder / "waiting nothing.db", 0)
    rounds = [(await start(small), await start(large), await tick(empty), await tick(gone)) for _ in range(_ROUNDS)]
    starts, more, nothing, asleep = (statistics.median(taken) for taken in zip(*rounds, strict=True))
    print(
        f"start of store and bell: {starts:.2f} ms with {few} pending, {more:.2f} ms with {many} ({more / starts:.2f})",
        flush=True,
    )
    print(
        f"empty tick: {nothing:.3f} ms with no reminder, {asleep:.3f} ms with {blocked} overdue ones of buyers who "
        f"blocked the bot ({asleep / nothing:.2f})",
        flush=True,
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        asyncio.run(print_waiting(Path(name), *map(int, sys.argv[1:])))
