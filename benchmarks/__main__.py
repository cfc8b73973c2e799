"""`python -m benchmarks`: prints the figures of docs/performance.md for this machine. Takes about seven minutes."""

from __future__ import annotations

import asyncio
import os
import shutil
import statistics
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from benchmarks.cost import Cost
from benchmarks.inside import cost_inside
from benchmarks.pictures import print_pictures
from benchmarks.reminders import compare
from benchmarks.runs import cost, fill, fsync_milliseconds, latency, start_up
from benchmarks.waiting import print_waiting

_ROUNDS = 3
_MEMORY = Path("/dev", "shm")  # on Linux a file system in memory: the same without the disk
_HAS_MEMORY = _MEMORY.is_dir()


async def main() -> None:
    """Ratios are medians of interleaved rounds, so that a busy neighbour hits both sides."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
        print(f"{os.cpu_count()} cores, load before: {load}", flush=True)
        await ratio("in process", cost_inside, folder)
        await ratio("over HTTP", cost, folder)
        for cases in (1_000, 100_000):
            file = folder / f"{cases}.db"
            await fill(file, cases)
            starts = [await start_up(file) for _ in range(_ROUNDS)]
            seconds, megabytes = (statistics.median(values) for values in zip(*starts, strict=True))
            print(f"{cases} cases: start in {seconds:.2f} s, {megabytes:.0f} MB idle", flush=True)
            await even_pace(cases, file, folder)
            if _HAS_MEMORY:
                with tempfile.TemporaryDirectory(dir=_MEMORY) as memory:
                    await even_pace(cases, file, Path(memory))
        await compare(folder)
        await print_waiting(folder)
        await print_pictures(folder)


async def even_pace(cases: int, file: Path, place: Path) -> None:
    """Prints how soon an update is answered there, and what the disk and the machine had to do with it."""
    copy = place / f"even {file.name}"
    await asyncio.to_thread(shutil.copyfile, file, copy)
    bare = fsync_milliseconds(place)
    found = await latency(copy)
    stolen = "" if found.stolen is None else f", {found.stolen:.1%} of the machine taken by others"
    print(
        f"{cases} cases, 30 updates/s, API of 50 ms, {'in memory' if place.is_relative_to(_MEMORY) else 'on disk'}: "
        f"p50 {found.p50:.1f} ms, p99 {found.p99:.1f} ms to the call, {found.share:.1%} of a core "
        f"(an fsync alone: p50 {bare[0]:.1f} ms, p99 {bare[1]:.1f} ms{stolen})",
        flush=True,
    )


async def ratio(title: str, measure: Callable[[str, Path], Awaitable[Cost]], folder: Path) -> None:
    """Prints what both bots spend on an update, and the ratio: the median of interleaved rounds."""
    rounds = [
        (await measure("stock", folder / f"{title} unused"), await measure("ours", folder / f"{title} {n}.db"))
        for n in range(_ROUNDS)
    ]
    for label, costs in zip(("stock echo", "whole turn"), zip(*rounds, strict=True), strict=True):
        spent = statistics.median(one.milliseconds for one in costs)
        calls = statistics.median(one.calls for one in costs)
        print(f"{title}, {label}: {spent:.2f} ms CPU an update, {calls:.2f} calls an update", flush=True)
    found = sorted(ours.milliseconds / stock.milliseconds for stock, ours in rounds)
    print(f"{title}, ratio: {found[len(found) // 2]:.2f} ({found[0]:.2f} to {found[-1]:.2f})", flush=True)


if __name__ == "__main__":
    asyncio.run(main())
