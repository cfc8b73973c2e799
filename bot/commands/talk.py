"""Talk: a conversation with a host at a terminal: what is said is in words/setup.j2, what is typed comes line by line.

It can wait for a line and for something else at once; a secret is typed unseen.
"""

from __future__ import annotations

import asyncio
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from shutil import get_terminal_size
from typing import Any, Final

from bot.playground.typed import typed
from bot.rendering.words import Words

_WIDEST: Final = 100
_YES: Final = ("y", "yes", "д", "да")
_NO: Final = ("n", "no", "н", "нет")


class Left(Exception):
    """Whoever was there has gone."""


class Talk:
    """One host. Raises `Left` when the input ends."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self._lines = typed("")
        self._coming: asyncio.Task[str | None] | None = None

    def say(self, key: str, **facts: Any) -> None:
        """A paragraph."""
        self.show(self.words.plain("setup", key, facts))

    def begin(self, key: str, **facts: Any) -> None:
        """A paragraph that another subject begins with."""
        print()
        self.say(key, **facts)

    def show(self, text: str) -> None:
        """The same of words that stand elsewhere."""
        columns = min(get_terminal_size().columns, _WIDEST)
        for line in text.splitlines() or [""]:
            print("\n".join(textwrap.wrap(line, columns, break_long_words=False, break_on_hyphens=False)) or "")

    async def ask(self, key: str, **facts: Any) -> str:
        """What is typed behind a question; empty: Enter alone."""
        self._prompt(key, facts)
        return await self.line() or ""

    async def ask_unseen(self, key: str, **facts: Any) -> str:
        """The same, and the terminal does not show it."""
        with _unseen():
            self._prompt(key, facts)
            said = await self.line() or ""
        print()
        return said

    async def agrees(self, key: str, *, usual: bool = False, **facts: Any) -> bool:
        """Yes or no; Enter alone is `usual`."""
        while True:
            said = (await self.ask(key, **facts)).casefold()
            if not said or said in (*_YES, *_NO):
                return said in _YES if said else usual

    async def line(self, patience: float | None = None) -> str | None:
        """The next line; None: there was none for so many seconds."""
        if self._coming is None:
            self._coming = asyncio.ensure_future(self._next())
        done, _ = await asyncio.wait((self._coming,), timeout=patience)
        if not done:
            return None
        said, self._coming = self._coming.result(), None
        if said is None:
            raise Left
        return said.strip()

    async def _next(self) -> str | None:
        return await anext(self._lines, None)

    def _prompt(self, key: str, facts: dict[str, Any]) -> None:
        sys.stdout.write(f"{self.words.plain('setup', key, facts)} ")
        sys.stdout.flush()


@contextmanager
def _unseen() -> Iterator[None]:
    """Where a system has no such switch, what is typed is seen."""
    try:
        import termios
    except ImportError:
        yield
        return
    keyboard = sys.stdin.fileno()
    before = termios.tcgetattr(keyboard)
    silent = [*before]
    silent[3] &= ~termios.ECHO
    termios.tcsetattr(keyboard, termios.TCSADRAIN, silent)
    try:
        yield
    finally:
        termios.tcsetattr(keyboard, termios.TCSADRAIN, before)
