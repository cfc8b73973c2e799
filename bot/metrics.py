"""Metrics: what is counted along the way, for /metrics. Plain numbers, so that it costs nothing where nobody asks.

`bot/exposition.py` writes them in the form that Prometheus reads. No label ever names a chat, a case or a person.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import Final

TURNS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0)
LATE: Final = (1.0, 5.0, 15.0, 30.0, 60.0, 300.0, 900.0, 3600.0, 86400.0)


class Spans:
    """How long something took, in seconds, counted by upper bounds."""

    def __init__(self, bounds: tuple[float, ...]) -> None:
        self._bounds = bounds
        self._counts = [0] * (len(bounds) + 1)
        self.total = 0.0

    def add(self, seconds: float) -> None:
        """One more took so long."""
        self._counts[bisect_left(self._bounds, seconds)] += 1
        self.total += seconds

    def up_to(self) -> list[tuple[str, int]]:
        """How many took at most so long, by bound; the last bound is none."""
        sums, names = 0, (*map(str, self._bounds), "+Inf")
        found = []
        for name, count in zip(names, self._counts, strict=True):
            sums += count
            found.append((name, sums))
        return found


class Metrics:
    """One of a process. Whoever does a thing counts it here."""

    def __init__(self) -> None:
        self.updates: Counter[tuple[str, str]] = Counter()
        """By kind and outcome: done, duplicate, parked; failed counts tries."""
        self.turns = Spans(TURNS)
        """From an update in hand to its effect."""
        self.reminders = Spans(LATE)
        """From when a reminder should be said to the commit of its message."""
