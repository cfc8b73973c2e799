"""Retention: when a buyer who writes no more is told that everything of theirs will be deleted, and when it is.

fate(idle, now, retention_days) decides; `services/retention` goes round and does it.

1. Everything goes `retention_days` after the last word of the buyer. A reminder that is still ahead moves that to its
   own hour, and while volunteers have a case of theirs nothing is deleted at all.
2. Whoever has a case is told two weeks before. What counts is when Telegram took that message: whatever was out
   meanwhile, nobody has less than these two weeks to answer it.
3. Not told are those who cannot be (they blocked the bot, or the message could not be delivered) and those of whom
   nothing is kept but their settings.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

NOTICE_DAYS: Final = 14
"""So long before the end a buyer is told of it."""
_NOTICE: Final = timedelta(days=NOTICE_DAYS)


class Fate(StrEnum):
    """What becomes of a buyer's data now."""

    KEEP = "keep"
    WARN = "warn"
    DELETE = "delete"


class Notice(StrEnum):
    """What became of the message that tells them."""

    NONE = "none"
    """There was none."""
    WAITS = "waits"
    SENT = "sent"
    FAILED = "failed"
    """It could not be delivered."""


@dataclass(frozen=True, slots=True)
class Idle:
    """A buyer who has not written for a while. All instants are aware."""

    chat_id: int
    active_at: datetime
    blocked: bool = False
    warned_at: datetime | None = None
    has_cases: bool = True
    talking: bool = False
    """Volunteers have a case of theirs that is not closed."""
    last_reminder_at: datetime | None = None
    """When the last of the reminders still to come will be said; None: there is none."""
    notice: Notice = Notice.NONE
    told_at: datetime | None = None
    """When Telegram took it; None: it did not, or that was so long ago that nobody knows the moment any more."""


def fate(idle: Idle, now: datetime, retention_days: int) -> Fate:
    """What is to be done now."""
    end = idle.active_at + timedelta(days=retention_days)
    if idle.last_reminder_at is not None:
        end = max(end, idle.last_reminder_at)
    if idle.talking:
        return Fate.KEEP
    if idle.blocked or not idle.has_cases:
        return Fate.DELETE if now >= end else Fate.KEEP
    if idle.warned_at is None:
        return Fate.WARN if now >= end - _NOTICE else Fate.KEEP
    waited = idle.notice is Notice.FAILED or now >= (idle.told_at or idle.warned_at) + _NOTICE
    return Fate.DELETE if idle.notice is not Notice.WAITS and waited and now >= end else Fate.KEEP
