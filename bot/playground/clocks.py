"""Clocks: one that stands still until it is moved, for tests; and one that runs with the real time and can be moved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def real_clock() -> datetime:
    """Now."""
    return datetime.now(UTC)


class StillClock:
    """Call it for now, an aware UTC instant."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def move(self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0) -> datetime:
        """Let so much time pass; returns the new now."""
        self.now += timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
        return self.now


class MovingClock:
    """Call it for now: the real time, moved by so much. Held at a moment it stands still there, so that whoever
    travels meets every instant on the way, and none slips by."""

    def __init__(self, real: Callable[[], datetime] = real_clock) -> None:
        self.real = real
        self._ahead = timedelta()
        self._held: datetime | None = None

    def __call__(self) -> datetime:
        return self.real() + self._ahead if self._held is None else self._held

    def hold(self, moment: datetime) -> None:
        """It is this moment, until it is held at another one or goes on."""
        self._held = moment

    def go_on(self) -> None:
        """It runs again, from where it was held."""
        if self._held is not None:
            self._ahead, self._held = self._held - self.real(), None
