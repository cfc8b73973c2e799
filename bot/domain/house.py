"""House: how this bot is run, as far as a buyer is told of it. What /privacy says of settings stands here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class House:
    """What the host decided. Whether volunteers help is told by the groups there are."""

    retention_days: int = 180
    """So long after the last word of a buyer everything of theirs is deleted."""
    encrypted: bool = False
    """What buyers say lies in the database under a key of the host."""
    reports: bool = False
    """Reports of errors go to another server."""
    contact: str = ""
    """Who runs the bot and how to reach them; empty: not told."""


USUAL: Final = House()
