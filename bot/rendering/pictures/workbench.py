"""Workbench: folders for files that are being worked on, gone when the work is done, however it ended.

Each piece of work has a folder of its own, and holds a lock on it as long as it is at it. The system lets go of the
lock with the process, also when that was killed: so a folder without a lock is one nobody comes back to, and `sweep`
removes it. The law: nobody else on the machine can look inside, and together the folders have a bound.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from stat import S_ISDIR
from typing import Final

from bot.rendering.pictures.locks import held, released

_MEGABYTE: Final = 1024 * 1024
ONE_FILE: Final = 25 * _MEGABYTE
"""The largest file that Telegram gives a bot, and what is made of it."""
ALL: Final = 300 * _MEGABYTE
"""What all work of a process may have on the disk at the same time."""


class Workbench:
    """One for the process. The folders lie in `<temporary folder>/recourse-<user>`, which is made when needed."""

    def __init__(self, root: Path | None = None, room: int = ALL) -> None:
        self._root = root or Path(tempfile.gettempdir(), f"recourse-{os.getuid()}")
        self._room = room
        self._left = room
        self._turn = asyncio.Lock()
        self._freed = asyncio.Event()

    @asynccontextmanager
    async def folder(self, room: int = ONE_FILE) -> AsyncIterator[Path]:
        """A fresh folder of which so many bytes are used; waits until there are as many, first come, first served.
        Raises ValueError for more than there ever are, and PermissionError where the place for it is not safe."""
        if room > self._room:
            raise ValueError(f"{room} bytes are more than the {self._room} of the whole workbench")
        async with self._turn:
            while self._left < room:
                self._freed.clear()
                await self._freed.wait()
            self._left -= room
        try:
            path, lock = _fresh(self._safe_root())
            try:
                yield path
            finally:
                shutil.rmtree(path, ignore_errors=True)
                released(lock)
        finally:
            self._left += room
            self._freed.set()

    def sweep(self) -> int:
        """Removes the folders of processes that are no more, and says how many. Those at work are left alone."""
        swept = 0
        for path in self._safe_root().iterdir():
            lock = held(path)
            if lock is not None:
                shutil.rmtree(path, ignore_errors=True)
                released(lock)
                swept += 1
        return swept

    def _safe_root(self) -> Path:
        """The root, there and nobody else's."""
        with suppress(FileExistsError):
            self._root.mkdir(mode=0o700)
        found = self._root.lstat()
        if not S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
            raise PermissionError(f"{self._root} is not a folder of this user")
        if found.st_mode & 0o077:
            self._root.chmod(0o700)
        return self._root


def _fresh(root: Path) -> tuple[Path, int]:
    """A new folder and the lock on it. A sweep of another process may come between the two: then another one."""
    while True:
        path = Path(tempfile.mkdtemp(dir=root))
        lock = held(path)
        if lock is not None:
            return path, lock
