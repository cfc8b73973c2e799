"""Processes: how many updates a second one, two and four processes serve on one PostgreSQL, and what each costs there.

Calls to Telegram are answered at once: what is measured is the bot, the database and the way between them, on the cores
this machine has. `python -m benchmarks.processes` prints it alone.
"""

from __future__ import annotations

import asyncio
import json
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from benchmarks.inside import Instant, ours_inside, says, taps
from benchmarks.postgres import Server, serving
from bot.logs import configure

_BUYERS: Final = 40
_SECONDS: Final = 6.0
_ROUNDS: Final = 3
_WARM: Final = 4


async def carry(url: str, first: int) -> None:
    """One process: it says when it is ready, waits for a line, and writes what it did and used."""
    configure("ERROR", "text")
    request, chance = Instant(), random.Random(first)
    take, end = await ours_inside(request, url)
    people = range(first, first + _BUYERS)
    await take([says(who) for who in people])
    for _ in range(_WARM):
        await take([taps(who, request, chance) for who in people])
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.readline)
    began, spent, served = time.monotonic(), time.process_time(), 0
    while time.monotonic() - began < _SECONDS:
        await take([taps(who, request, chance) for who in people])
        served += _BUYERS
    json.dump({"served": served, "spent": time.process_time() - spent, "took": time.monotonic() - began}, sys.stdout)
    sys.stdout.flush()
    await end()


async def together(server: Server, processes: int) -> tuple[float, float, float]:
    """Updates a second of all of them, and milliseconds of CPU an update: in the bots, and in PostgreSQL."""
    pipe = asyncio.subprocess.PIPE
    url = await server.database()
    program = (sys.executable, "-m", "benchmarks.processes", url)
    bots: list[Any] = [
        await asyncio.create_subprocess_exec(*program, str(1_000 * (1 + n)), stdin=pipe, stdout=pipe)
        for n in range(processes)
    ]
    for bot in bots:
        await bot.stdout.readline()
    before = server.spent
    for bot in bots:
        bot.stdin.write(b"go\n")
    told: list[dict[str, Any]] = [json.loads((await bot.communicate())[0]) for bot in bots]
    served = sum(one["served"] for one in told)
    rate = sum(one["served"] / one["took"] for one in told)
    return rate, sum(one["spent"] for one in told) * 1000 / served, (server.spent - before) * 1000 / served


async def print_processes(folder: Path, counts: tuple[int, ...] = (1, 2, 4)) -> None:
    """Prints the figures of each count; medians of rounds that take turns."""
    with serving(folder / "processes") as server:
        rounds = [[await together(server, count) for count in counts] for _ in range(_ROUNDS)]
    alone = 0.0
    for at, count in enumerate(counts):
        rate, bots, database = (statistics.median(taken) for taken in zip(*(row[at] for row in rounds), strict=True))
        alone = alone or rate
        print(
            f"PostgreSQL, {count} process{'es' if count > 1 else ''}: {rate:.0f} updates/s together "
            f"({rate / alone:.2f} of one), {bots:.2f} ms CPU an update in the bots, {database:.2f} ms in PostgreSQL",
            flush=True,
        )


if __name__ == "__main__":
    if len(sys.argv) == 3:
        asyncio.run(carry(sys.argv[1], int(sys.argv[2])))
    else:
        with tempfile.TemporaryDirectory() as name:
            asyncio.run(print_processes(Path(name)))
