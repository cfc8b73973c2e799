"""Backstage: what the page may ask of the bot behind the stand-in.

The stand-in knows Telegram and nothing of the bot's own affairs: whoever puts the two together gives it a `Backstage`.
`travel.py` moves the clock by it, `inspector.py` watches what the bot knows, `tools.py` has the page's routes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.playground.world import JSON


@dataclass(frozen=True, slots=True)
class Planned:
    """Something the bot will send. `due`: what it is about; `deliver`: when it goes."""

    chat: int
    case: int | None
    kind: str
    due: datetime
    deliver: datetime

    def card(self) -> JSON:
        """As the page shows it."""
        due, deliver = int(self.due.timestamp()), int(self.deliver.timestamp())
        return {"chat": self.chat, "case": self.case, "kind": self.kind, "due": due, "deliver": deliver}


class Backstage(Protocol):
    """The bot behind the stand-in."""

    async def planned(self) -> Sequence[Planned]:
        """What it will send, the next one first."""

    async def state(self, chat_id: int) -> JSON | None:
        """What it knows of this chat, for a person to read; None: nothing. Under "buyer" are "zone" and "day_first"."""

    async def due(self) -> datetime | None:
        """The next instant after now at which something falls due."""

    async def ring(self) -> int:
        """Fires what is due now and returns when it was sent; how much it was."""

    async def idle(self) -> None:
        """Returns when nothing that the bot has taken is left to show or to send. May be given up waiting for."""

    async def prefer(self, chat_id: int, language: str, zone: str | None, day_first: bool | None) -> None:
        """The time zone and the order of day and month of this buyer, whom the bot need not have met; `language` is
        that of their app."""
