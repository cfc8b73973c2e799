"""Signals: how the process is told to end. The first SIGTERM or SIGINT asks kindly, the second ends it at once."""

from __future__ import annotations

import asyncio
import os
import signal
from typing import Final

_TOLD: Final = (signal.SIGTERM, signal.SIGINT)


def told_to_end() -> asyncio.Future[signal.Signals]:
    """Listens from now on. The future holds the first signal; another one ends the process without ceremony."""
    loop = asyncio.get_running_loop()
    told: asyncio.Future[signal.Signals] = loop.create_future()

    def hear(which: signal.Signals) -> None:
        if told.done():
            os._exit(128 + which)
        told.set_result(which)

    for which in _TOLD:
        try:
            loop.add_signal_handler(which, hear, which)
        except NotImplementedError:  # Windows has only the old way
            signal.signal(which, lambda number, _: loop.call_soon_threadsafe(hear, signal.Signals(number)))
    return told
