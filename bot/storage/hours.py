"""Hours: a buyer's clock and the rows of their reminders: when each case was last spoken of, and all reminders moved at
once when the zone or the quiet hours change.

They move in the turn's own commit, so nothing is said by the old clock after "saved". The day a reminder is about and
the day it is said on stay; only which instants these are moves. So one that was sent stays sent, and one that the buyer
put off comes when they asked for it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import select, update

from bot.domain.quiet import Hours, day_ends, when
from bot.storage.statement import Statement, Values, Work, given, slots
from bot.storage.tables import CASES, REMINDERS

OF_CHAT: Final = Statement(
    select(
        *(REMINDERS.c[name] for name in ("id", "due_at", "deliver_at", "sent_at", "failed_at", "snoozed_until"))
    ).where(REMINDERS.c.chat_id == given(REMINDERS, "chat_id"))
)
SHIFT: Final = Statement(
    update(REMINDERS).where(REMINDERS.c.id == given(REMINDERS, "id")).values(slots(REMINDERS, "due_at", "deliver_at"))
)
SAID: Final = Statement(
    select(CASES.c.id, CASES.c.spoken_at).where(
        CASES.c.chat_id == given(CASES, "chat_id"), CASES.c.spoken_at <= given(CASES, "spoken_at", "now")
    )
)


def said(chat_id: int, now: datetime) -> Work[dict[int, datetime]]:
    """When a reminder of each case was last said; what a clock that ran ahead noted does not count."""
    rows = yield SAID, {"chat_id": chat_id, "now": now}
    return dict(rows)


def shift(chat_id: int, before: Hours, after: Hours, now: datetime) -> Work[None]:
    """Every reminder of the chat at its time by the new hours."""
    rows = yield OF_CHAT, {"chat_id": chat_id}
    moved: list[Values] = []
    for row, due_at, deliver_at, sent_at, failed_at, snoozed_until in rows:
        by, at = day_ends(before.day(due_at), after), deliver_at
        if sent_at is None and failed_at is None and snoozed_until is None:
            at = when(before.day(deliver_at), by, after, now)
        if (by, at) != (due_at, deliver_at):
            moved.append({"id": row, "due_at": by, "deliver_at": at})
    if moved:
        yield SHIFT, moved
