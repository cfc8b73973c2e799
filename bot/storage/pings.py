"""Pings: the reminders of a chat that were said and not answered, so that an answer may be typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select

from bot.storage.statement import Statement, Work, given
from bot.storage.tables import REMINDERS

_MOST: Final = 20

OPEN: Final = Statement(
    select(*(REMINDERS.c[name] for name in ("case_id", "kind", "sent_at", "snoozed_until")))
    .where(
        REMINDERS.c.chat_id == given(REMINDERS, "chat_id"),
        REMINDERS.c.sent_at.is_not(None),
        REMINDERS.c.done_at.is_(None),
    )
    .order_by(REMINDERS.c.sent_at.desc(), REMINDERS.c.due_at, REMINDERS.c.id)
    .limit(_MOST)
)


@dataclass(frozen=True, slots=True)
class Said:
    """A reminder that was said. Those of one message were said at the same instant."""

    case_id: int
    kind: str
    sent_at: datetime
    snoozed_until: datetime | None
    """It had been put off till then."""


def unanswered(chat_id: int) -> Work[list[Said]]:
    """The newest of them, and what is about the earlier day first where several were said at once."""
    rows = yield OPEN, {"chat_id": chat_id}
    return [Said(*row) for row in rows]
