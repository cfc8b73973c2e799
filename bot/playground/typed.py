"""Typed: the lines of standard input, as they come, without holding up what else goes on."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import suppress
from threading import Thread


async def typed(prompt: str) -> AsyncIterator[str]:
    """Each line, until the input ends. The prompt is printed only for a person at a terminal."""
    loop = asyncio.get_running_loop()
    lines: asyncio.Queue[str | None] = asyncio.Queue()
    asks = sys.stdin.isatty() and sys.stdout.isatty()

    def read() -> None:
        # Unbuffered: a thread that waits inside Python's own buffer could not be left behind at the end.
        with open(sys.stdin.fileno(), "rb", buffering=0, closefd=False) as keys, suppress(RuntimeError):  # it has ended
            for line in keys:
                loop.call_soon_threadsafe(lines.put_nowait, line.decode("utf-8", "replace"))
            loop.call_soon_threadsafe(lines.put_nowait, None)

    Thread(target=read, name="typed", daemon=True).start()
    while True:
        if asks:
            sys.stdout.write(prompt)
            sys.stdout.flush()
        line = await lines.get()
        if line is None:
            return
        yield line
