"""`python -m benchmarks`: prints the figures of docs/performance.md for this machine. Takes about two minutes."""

from __future__ import annotations

import asyncio
import statistics
import tempfile
from pathlib import Path

from benchmarks.runs import cost, fill, latency, start_up

_ROUNDS = 3


async def main() -> None:
    """Ratios are medians of interleaved rounds, so that a busy neighbour hits both sides."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ratios, ours, stock = [], [], []
        for number in range(_ROUNDS):
            stock.append(await cost("stock", folder / "unused"))
            ours.append(await cost("ours", folder / f"cost{number}.db"))
            ratios.append(ours[-1].milliseconds / stock[-1].milliseconds)
        for label, costs in (("stock echo", stock), ("whole turn", ours)):
            spent = statistics.median(one.milliseconds for one in costs)
            calls = statistics.median(one.calls for one in costs)
            print(f"{label}: {spent:.2f} ms CPU an update, {calls:.2f} calls an update", flush=True)
        print(f"ratio: {statistics.median(ratios):.2f} (target below 0.8)", flush=True)

        p50, p99, share = await latency(folder / "latency.db")
        print(
            f"30 updates/s, API of 50 ms: p50 {p50:.1f} ms, p99 {p99:.1f} ms to the call, {share:.0%} of a core",
            flush=True,
        )

        for cases in (1_000, 100_000):
            file = folder / f"{cases}.db"
            await fill(file, cases)
            seconds, megabytes = await start_up(file)
            print(f"{cases} cases: start in {seconds:.2f} s, {megabytes:.0f} MB idle", flush=True)


if __name__ == "__main__":
    asyncio.run(main())
