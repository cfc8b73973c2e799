"""The measurements: each starts a bot as a process of its own against a Telegram on loopback, and looks at it."""

from __future__ import annotations

import asyncio
import gc
import os
import statistics
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil

from benchmarks.cost import Cost
from benchmarks.crowd import Crowd, Timed
from bot.domain.buyer import Buyer, Record
from bot.domain.case import Case
from bot.playground.http import serving
from bot.storage.changes import Changes
from bot.storage.store import open_store

_TOKEN = "123456:benchmark"


@asynccontextmanager
async def running(which: str, file: Path, telegram: Timed) -> AsyncIterator[psutil.Process]:
    """The bot, from its first request for updates to its orderly end."""
    async with serving(telegram) as address:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "benchmarks.bots", which, address, telegram.token, str(file)),
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
            env=_environment(),
        )
        try:
            async with asyncio.timeout(30):
                await telegram.polled.wait()
            yield psutil.Process(process.pid)
        finally:
            process.terminate()
            await process.wait()


def _environment() -> dict[str, str]:
    """As at a host: errors only, and Python keeps what it compiled."""
    return {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | {
        "LOG_LEVEL": "ERROR"
    }


def cpu(process: psutil.Process) -> float:
    times = process.cpu_times()
    return times.user + times.system


async def cost(which: str, file: Path, buyers: int = 20, rounds: int = 40) -> Cost:
    """Everybody talks at once, in rounds; the first five only warm up."""
    telegram = Timed()
    async with running(which, file, telegram) as process:
        crowd = Crowd(telegram, buyers)
        await crowd.arrive()
        for _ in range(5):
            await crowd.round()
        before, calls = cpu(process), telegram.counts.total()
        for _ in range(rounds):
            await crowd.round()
        updates = buyers * rounds
        return Cost((cpu(process) - before) * 1000 / updates, (telegram.counts.total() - calls) / updates)


@dataclass(frozen=True, slots=True)
class Latency:
    """p50 and p99 in milliseconds from the update to the first call about it; `share` of a core the bot used, and
    `stolen`, the share of all cores that the machine's own host gave to others meanwhile (None: it does not say)."""

    p50: float
    p99: float
    share: float
    stolen: float | None


async def latency(file: Path, rate: float = 30.0, seconds: float = 15.0) -> Latency:
    """Taps at an even pace, while every call but getUpdates takes 50 ms."""
    telegram = Timed()
    async with running("ours", file, telegram) as process:
        crowd = Crowd(telegram, 60)
        await crowd.arrive()
        telegram.delay = 0.05
        await crowd.stream(rate, 2)
        telegram.delays.clear()
        gc.collect()
        gc.freeze()  # the measuring process must not pause while it holds the watch
        gc.disable()
        before, began, all_before = cpu(process), time.monotonic(), psutil.cpu_times()
        await crowd.stream(rate, seconds)
        share = (cpu(process) - before) / (time.monotonic() - began)
        stolen = _stolen(all_before, psutil.cpu_times())
        gc.enable()
        cuts = statistics.quantiles(telegram.delays, n=100)
        return Latency(cuts[49] * 1000, cuts[98] * 1000, share, stolen)


def _stolen(before: Any, after: Any) -> float | None:
    if not hasattr(before, "steal"):
        return None
    stolen, passed = after.steal - before.steal, sum(after) - sum(before)
    return float(stolen / passed)


async def start_up(file: Path) -> tuple[float, float]:
    """Seconds from the start of the process to its first request for updates, and megabytes when idle."""
    telegram = Timed()
    began = time.monotonic()
    async with running("ours", file, telegram) as process:
        seconds = time.monotonic() - began
        await asyncio.sleep(2)
        return seconds, process.memory_info().rss / 1e6


def fsync_milliseconds(folder: Path, rate: float = 30.0, seconds: float = 10.0) -> tuple[float, float]:
    """p50 and p99 of what the disk alone takes to make twelve kilobytes safe, as often as the bot would: no durable
    commit can be faster."""
    took = []
    began = time.monotonic()
    with (folder / "fsync").open("wb") as file:
        for number in range(int(rate * seconds)):
            time.sleep(max(0.0, began + number / rate - time.monotonic()))
            file.write(b"x" * 12_288)
            file.flush()
            start = time.perf_counter()
            os.fsync(file.fileno())
            took.append((time.perf_counter() - start) * 1000)
    cuts = statistics.quantiles(took, n=100)
    return cuts[49], cuts[98]


async def fill(file: Path, cases: int) -> None:
    """So many buyers, each with a case and nothing owed."""
    now = datetime.now(UTC)
    store = await open_store(f"sqlite:///{file}", lambda: now)
    for first in range(0, cases, 500):
        await asyncio.gather(
            *(
                store.commit(
                    Changes(
                        update_id=10_000_000 + number,
                        at=now,
                        buyer=Buyer(9_000_000 + number, revision=1, shown=1),
                        record=Record(0, 9_000_000 + number, 0, Case()),
                    )
                )
                for number in range(first, min(first + 500, cases))
            )
        )
    await store.close()
