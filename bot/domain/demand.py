"""Demand: how much one buyer may ask of the volunteers, and what they may expect. Volunteers are people."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil
from statistics import median
from typing import Final

from bot.domain.buyer import Buyer

MOST_OPEN: Final = 3
"""Cases of one buyer that volunteers have at a time."""
MOST_ASKED: Final = 5
DAY: Final = timedelta(days=1)
"""So often a buyer may ask in a day."""
MOST_SAID: Final = 20
A_WHILE: Final = timedelta(minutes=10)
"""So much is passed on in a while in which nobody has answered."""
LATELY: Final = timedelta(days=30)
ENOUGH: Final = 5
"""First answers from which something usual can be read."""


@dataclass(frozen=True, slots=True)
class Demand:
    """What is known when a buyer asks."""

    open: int = 0
    """Other cases of this buyer that volunteers have."""
    hours: int | None = None
    """Half of the first answers lately came within so many; None: there are too few to say."""
    said: int = 0
    """Messages about this case that were passed on in the last while, and that nobody has answered."""


NO_DEMAND: Final = Demand()


def usual(spans: Collection[timedelta]) -> int | None:
    """Hours, rounded up, within which half of these answers came; None where there are too few."""
    hours = [span / timedelta(hours=1) for span in spans]
    return max(1, ceil(median(hours))) if len(hours) >= ENOUGH else None


def hours_to_wait(buyer: Buyer, now: datetime) -> int:
    """Hours, rounded up, until this buyer may ask again; 0: now."""
    if buyer.asks < MOST_ASKED or buyer.asks_since is None:
        return 0
    return max(0, ceil((buyer.asks_since + DAY - now) / timedelta(hours=1)))


def asked(buyer: Buyer, now: datetime) -> Buyer:
    """The buyer after asking once more. The day begins with the first time."""
    if buyer.asks_since is None or now - buyer.asks_since >= DAY:
        return replace(buyer, asks=1, asks_since=now)
    return replace(buyer, asks=buyer.asks + 1)
