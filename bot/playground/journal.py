"""What the bot asked of Telegram and what it was told: the calls, and complaints about calls that Telegram lets pass.

Bounded: the oldest calls are forgotten.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.playground.refusals import RefusalError


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the bot. `answer` is the result; `refusal` is set instead when it was refused."""

    at: datetime
    method: str
    parameters: Mapping[str, Any]
    answer: Any = None
    refusal: RefusalError | None = None

    def card(self) -> dict[str, Any]:
        """As the page shows it."""
        card: dict[str, Any] = {
            "at": int(self.at.timestamp()),
            "method": self.method,
            "params": dict(self.parameters),
            "ok": self.refusal is None,
        }
        if self.refusal is None:
            card["result"] = self.answer
        else:
            card["error_code"] = self.refusal.code
            card["description"] = self.refusal.description
        return card
