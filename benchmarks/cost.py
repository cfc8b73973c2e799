"""Cost: what one update took."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU milliseconds for one update, and how many calls were made for it."""

    milliseconds: float
    calls: float
