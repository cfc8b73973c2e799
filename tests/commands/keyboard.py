"""Keyboard: a person at a terminal in front of one of the host's commands. A real terminal, a real process."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="there are no such terminals here")
_COLOUR = re.compile(r"\x1b\[\d+m")
ROOT = Path(__file__).resolve().parents[2]


class Keyboard:
    """What is typed, and what is on the screen."""

    def __init__(self, process: asyncio.subprocess.Process, terminal: int) -> None:
        self._process, self._terminal = process, terminal
        self.screen = ""
        self._read = 0
        self._changed = asyncio.Event()
        asyncio.get_running_loop().add_reader(terminal, self._more)

    def _more(self) -> None:
        data = b""
        with suppress(OSError):  # the other end is closed
            data = os.read(self._terminal, 65536)
        if not data:
            asyncio.get_running_loop().remove_reader(self._terminal)
        self.screen += data.decode("utf-8", "replace").replace("\r\n", "\n")
        self._changed.set()

    async def sees(self, text: str) -> None:
        """Returns when this is on the screen, behind what was seen before. Lines may be broken anywhere."""
        try:
            async with asyncio.timeout(60):
                while (at := _even(self.screen).find(_even(text), self._read)) < 0:
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            pytest.fail(f"{text!r} never came; the screen is:\n{self.screen}")
        self._read = at + len(_even(text))

    def types(self, line: str = "") -> None:
        """A line and Enter."""
        os.write(self._terminal, f"{line}\n".encode())

    def breaks_off(self) -> None:
        """Ctrl+C."""
        os.write(self._terminal, b"\x03")

    async def answers(self, question: str, line: str = "") -> None:
        """Waits for a question, then types."""
        await self.sees(question)
        self.types(line)

    async def ends(self) -> int:
        """The status of the process, when all of it was read."""
        return await self._process.wait()


def _even(text: str) -> str:
    return " ".join(_COLOUR.sub("", text).split())


@asynccontextmanager
async def keyboard(command: str, folder: Path, env: Mapping[str, str]) -> AsyncIterator[Keyboard]:
    """One of the commands at a terminal of 100 columns, in this folder."""
    ours, theirs = pty.openpty()
    clean = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", _AT_A_TERMINAL, command),
        cwd=folder,
        env={**clean, "PYTHONPATH": str(ROOT), "COLUMNS": "100", "LINES": "40", "TERM": "xterm", **env},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    before = Keyboard(process, ours)
    try:
        yield before
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        with suppress(ValueError, OSError):
            asyncio.get_running_loop().remove_reader(ours)
        os.close(ours)


_AT_A_TERMINAL = """
import fcntl, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
from bot.__main__ import main
sys.exit(main(sys.argv[1:]))
"""
"""Ctrl+C reaches only a process whose own terminal it is."""
