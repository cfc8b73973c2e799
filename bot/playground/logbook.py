"""The logbook: what the bot behind logged, told to the page line by line."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from typing import Any

from bot.playground.telegram import Telegram
from bot.playground.world import JSON

LINES = 200


class Logbook:
    """The last lines the bot logged. Made before everything else; nothing is kept until it is opened."""

    def __init__(self) -> None:
        self._telegram: Telegram | None = None
        self._lines: deque[JSON] = deque(maxlen=LINES)

    def open(self, telegram: Telegram) -> None:
        """Lines have the time of this stand-in, and its page is told of them."""
        self._telegram = telegram
        telegram.reports["log"] = lambda: list(self._lines)

    def note(self, level: str, event: str, facts: Mapping[str, Any]) -> None:
        """Keep a line and tell the page."""
        if self._telegram is None:
            return
        told = {name: fact if isinstance(fact, int | float | None) else str(fact) for name, fact in facts.items()}
        line = {"at": self._telegram.seconds(), "level": level, "event": event, "facts": told}
        self._lines.append(line)
        self._telegram.tell("log", line=line)
