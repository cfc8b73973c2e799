"""Pulse: what the calls to Telegram tell in passing: when it last answered for updates, and what its clock says."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any


class Pulse:
    """`clock` gives aware UTC instants."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self.heard_at: datetime | None = None
        self.too_many = 0
        """How often Telegram said that it is called too often."""
        self.ahead: timedelta | None = None
        """How far our clock is ahead of Telegram's, to a second."""

    def felt(self, method: str, result: Any) -> None:
        """A call was answered."""
        if method in ("getUpdates", "getWebhookInfo"):
            self.heard_at = self._clock()
        elif method == "sendMessage":  # one that was just made: an edited one keeps its date
            self.ahead = self._clock() - datetime.fromtimestamp(result["date"], UTC)

    def dated(self, said: str) -> None:
        """An answer came with this date of its server's; one that is none tells nothing."""
        with suppress(ValueError):
            self.ahead = self._clock() - parsedate_to_datetime(said).astimezone(UTC)
