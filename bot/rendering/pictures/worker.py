"""aside(work, *arguments) → what a piece of work on pictures says, done in a process beside the bot's.

So no chat waits for it, and a file that breaks a decoder breaks nothing else: the process may take so much memory and
so much time, then it is gone, and the next piece of work gets a fresh one. Work is a function of a module in this
package; what goes in and comes out are paths and small values.

The law: this file is loaded by both sides, so it loads neither Pillow nor anything of the bot.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from math import inf
from typing import Any, Final, TypeVar, TypeVarTuple

from anyio import BrokenWorkerProcess, CapacityLimiter, move_on_after, to_process
from anyio.lowlevel import RunVar

from bot.rendering.pictures.faults import PictureFault

SECONDS: Final = 30.0
"""The largest picture there is takes nine, on a machine with other work."""
MEMORY: Final = 1024**3
"""Bytes that work may take above what an idle process has; the largest picture there is takes 900 MB, in WebP."""
MOST_PROCESSES: Final = 4

_POLITE: Final = 10
"""Steps that the process stands back behind the bot for the processor."""

Result = TypeVar("Result")
Arguments = TypeVarTuple("Arguments")

_places: RunVar[CapacityLimiter] = RunVar("bot.rendering.pictures.places")
_unlimited: RunVar[CapacityLimiter] = RunVar("bot.rendering.pictures.unlimited")
_bounded = False


async def aside(work: Callable[[*Arguments], Result], *arguments: *Arguments, seconds: float = SECONDS) -> Result:
    """What `work` returns. Raises what it raises; PictureFault where it took too long or too much memory, or its
    process died. Whoever is cancelled while it works has its process killed."""
    async with _limiter(_places, processes()):
        with move_on_after(seconds):
            try:
                return await to_process.run_sync(
                    _within_bounds, work, arguments, cancellable=True, limiter=_limiter(_unlimited, inf)
                )
            except BrokenWorkerProcess as error:
                raise PictureFault("its process died") from error
            except MemoryError as error:
                raise PictureFault("too much memory") from error
    raise PictureFault("too much time")


def processes() -> int:
    """How many work at the same time: one core is left to the bot, where there are two."""
    return max(1, min(MOST_PROCESSES, (os.cpu_count() or 1) - 1))


def _limiter(kept: RunVar[CapacityLimiter], most: float) -> CapacityLimiter:
    """The one of this event loop."""
    found = kept.get(None)
    if found is None:
        found = CapacityLimiter(most)
        kept.set(found)
    return found


def _within_bounds(work: Callable[..., Result], arguments: tuple[Any, ...]) -> Result:
    """Runs in the process. The first time it puts up the bounds."""
    global _bounded
    if not _bounded:
        _bounded = True
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the bot, which ends this process itself
        if sys.platform == "linux":
            _bound()
    return work(*arguments)


def _bound() -> None:
    import resource

    with open("/proc/self/statm", encoding="ascii") as file:
        pages = int(file.read().split()[0])
    most = pages * resource.getpagesize() + MEMORY
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or hard > most:
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    os.nice(_POLITE)
