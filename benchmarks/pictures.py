"""Pictures: what looking at a phone's photo and making it ready costs, beside a plain load and save of the same file
with Pillow; and how long the event loop pauses while fifty are looked at.

`python -m benchmarks.pictures` prints it alone. Numbers after it say how many: rounds, photos at once.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable
from pathlib import Path
from typing import Final

from benchmarks.picture_work import Spent, looking, making_ready, plain
from bot.rendering.pictures.examine import examine
from bot.rendering.pictures.worker import aside, processes
from tests.pictures import draw, files

_TICK: Final = 0.005


async def print_pictures(folder: Path, rounds: int = 9, photos: int = 50) -> None:
    """Prints the ratios, medians of rounds that take turns, and the pauses."""
    path = str(folder / "photo.jpg")
    await asyncio.to_thread(Path(path).write_bytes, files.phone_jpeg(draw.photo("label"), 6))
    works = (plain, looking, making_ready)
    took = [[await aside(work, path) for work in works] for _ in range(rounds + 1)][1:]
    bare, looked, ready = (_median(spent) for spent in zip(*took, strict=True))
    for name, spent in (("looked at", looked), ("made ready", ready)):
        print(
            f"a 12-megapixel photo {name}: {spent.cpu / bare.cpu:.2f} of a plain load and save in CPU, "
            f"{spent.wall / bare.wall:.2f} in time ({spent.wall:.0f} ms, plain {bare.wall:.0f} ms)",
            flush=True,
        )
    began = time.perf_counter()
    busy = await _pauses(asyncio.gather(*(aside(examine, path) for _ in range(photos))))
    seconds = time.perf_counter() - began
    idle = await _pauses(asyncio.sleep(seconds))
    print(
        f"{photos} of them looked at, {processes()} at a time: {seconds:.1f} s, meanwhile the loop's longest pause "
        f"{busy[-1]:.1f} ms ({busy[-1] / idle[-1]:.1f} of its longest when idle), "
        f"p99 {_p99(busy):.2f} ms ({_p99(busy) / _p99(idle):.2f})",
        flush=True,
    )


def _median(spent: tuple[Spent, ...]) -> Spent:
    return Spent(statistics.median(one.wall for one in spent), statistics.median(one.cpu for one in spent))


def _p99(pauses: list[float]) -> float:
    return pauses[int(len(pauses) * 0.99)]


async def _pauses(work: Awaitable[object]) -> list[float]:
    """By how many milliseconds a tick of 5 ms came late while this was done, in order of size."""
    late: list[float] = []
    done = asyncio.ensure_future(work)
    while not done.done():
        before = time.perf_counter()
        await asyncio.sleep(_TICK)
        late.append((time.perf_counter() - before - _TICK) * 1000)
    await done
    return sorted(late)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        asyncio.run(print_pictures(Path(name), *map(int, sys.argv[1:])))
