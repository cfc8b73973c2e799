"""Coming: everything that waits to be sent, of all chats, for whoever looks at the whole bot at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select

from bot.storage import facts
from bot.storage.statement import Statement, Work
from bot.storage.tables import CASES, OUTBOX, POST_WAITS, REMINDER_AWAKE, REMINDERS

REMINDERS_COMING: Final = Statement(
    select(*(REMINDERS.c[name] for name in ("chat_id", "kind", "due_at", "deliver_at", "leased_until")), CASES.c.number)
    .join(CASES, CASES.c.id == REMINDERS.c.case_id)
    .where(REMINDER_AWAKE)
)
POSTS_COMING: Final = Statement(
    select(*(OUTBOX.c[name] for name in ("chat_id", "template", "facts", "not_before", "leased_until"))).where(
        POST_WAITS
    )
)


@dataclass(frozen=True, slots=True)
class Coming:
    """A reminder or a post that will be sent. `case` is the number its buyer knows it by; `deliver_at` is when it may
    go: later than planned where it is in somebody's hands, or waits to be tried again."""

    chat_id: int
    case: int | None
    kind: str
    due_at: datetime
    deliver_at: datetime


def coming() -> Work[list[Coming]]:
    """The next one first. Nothing for buyers who blocked the bot: it waits for them."""
    rows = yield REMINDERS_COMING, {}
    all_of_them = [
        Coming(chat_id, number, kind, due_at, max(deliver_at, leased_until or deliver_at))
        for chat_id, kind, due_at, deliver_at, leased_until, number in rows
    ]
    rows = yield POSTS_COMING, {}
    for chat_id, template, told, not_before, leased_until in rows:
        number = facts.loads(told).get("number")
        at = max(not_before, leased_until or not_before)
        all_of_them.append(Coming(chat_id, number if isinstance(number, int) else None, template, not_before, at))
    return sorted(all_of_them, key=lambda one: (one.deliver_at, one.chat_id, one.kind))
