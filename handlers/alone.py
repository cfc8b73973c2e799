"""Alone: asks for updates only while no other process on the same database does.

Who finds the place taken waits a while: at a restart the one before is still ending. Then it gives up, in one line.
Who loses the place stops at once and asks for it again; what was fetched is handed out anew, and its numbers are known.
"""

from __future__ import annotations

import asyncio
import os
import platform
from collections.abc import Callable
from contextlib import suppress
from typing import Final

import structlog

from bot.storage.faults import StorageFault
from bot.storage.lock import Lock
from bot.storage.store import Store
from handlers.errors import code
from handlers.polling import Polling

_log = structlog.get_logger(__name__)

_RESTART: Final = 20.0
"""Seconds to wait for the process before: as long as one takes to end in order, and some."""
_AGAIN: Final = 0.5

_WHO: Final = "poller"


async def have(lock: Lock, store: Store, patience: float = _RESTART) -> None:
    """Returns when the place is ours. Raises `StorageFault`, which says who has it and what mends it."""
    try:
        async with asyncio.timeout(patience):
            tries = 0
            while not await lock.take():
                if not tries:
                    _log.info("another_bot_runs", mend="this one waits until it ends", at_most=patience)
                tries += 1
                await asyncio.sleep(_AGAIN)
    except TimeoutError:
        await lock.close()
        who = await store.meta_get(_WHO)
        raise StorageFault(
            f"DATABASE_URL: another bot runs on this database{f' ({who})' if who else ''}: "
            "stop it, or run several with PostgreSQL and WEBHOOK_URL"
        ) from None
    with suppress(StorageFault):  # only for that line
        await store.meta_set(_WHO, f"process {os.getpid()} on {platform.node()}")


class Alone:
    """`polling` makes a new one each time the place is had. `ready` comes before `run`."""

    routes: Final = ()
    """It need not be reached."""

    def __init__(self, lock: Lock, store: Store, polling: Callable[[], Polling], patience: float = _RESTART) -> None:
        self._lock, self._store, self._polling, self._patience = lock, store, polling, patience
        self._stopping = asyncio.Event()
        self._under_way: Polling | None = None

    async def ready(self) -> None:
        """Returns when the place is ours. Raises `StorageFault`, which says who has it and what mends it."""
        await have(self._lock, self._store, self._patience)

    def stop(self) -> None:
        """Asks for no more updates. Those already fetched are still served."""
        self._stopping.set()
        if self._under_way is not None:
            self._under_way.stop()

    async def run(self) -> None:
        """Polls until stopped, while the place is ours."""
        try:
            while not self._stopping.is_set():
                self._under_way = self._polling()
                running = asyncio.create_task(self._under_way.run(), name="polling")
                lost = asyncio.create_task(self._lock.lost(), name="place")
                try:
                    await asyncio.wait((running, lost), return_when=asyncio.FIRST_COMPLETED)
                    if running.done():
                        running.result()
                        return
                finally:
                    running.cancel()
                    lost.cancel()
                    await asyncio.gather(running, lost, return_exceptions=True)
                _log.error("place_lost", mend="polling goes on when the database has it for us again")
                await self._had_again(self._under_way)
        finally:
            await self._lock.close()

    async def _had_again(self, polling: Polling) -> None:
        """Returns when the place is ours once more, or when told to stop. While the database is out nobody has it, and
        whoever writes is told that they have to wait."""
        since = asyncio.get_running_loop().time()
        while not self._stopping.is_set():
            try:
                if await self._lock.take():
                    _log.warning("place_had_again")
                    return
            except StorageFault as fault:
                _log.info("place_unknown", error=code(fault))
                await polling.wait(since)
            with suppress(TimeoutError):
                async with asyncio.timeout(_AGAIN):
                    await self._stopping.wait()
