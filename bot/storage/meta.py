"""Small things the bot knows about itself, by key; and how much of everything there is."""

from __future__ import annotations

from typing import Final

from sqlalchemy import func, select

from bot.storage.apart import META, PARKED_UPDATES
from bot.storage.statement import Statement, Upsert, Work, given, slots
from bot.storage.tables import BUYERS, CASES, OUTBOX, OWED, POST_WAITS, REMINDER_WAITS, REMINDERS

GET: Final = Statement(select(META.c.value).where(META.c.key == given(META, "key")))
SET: Final = Upsert(
    META,
    lambda insert: insert.values(slots(META, "key", "value")).on_conflict_do_update(
        index_elements=["key"], set_={"value": insert.excluded.value}
    ),
)
COUNTS: Final[dict[str, Statement]] = {
    name: Statement(select(func.count()).select_from(table).where(*where))
    for name, table, where in (
        ("buyers", BUYERS, ()),
        ("cases", CASES, ()),
        ("owed", BUYERS, (OWED,)),
        ("reminders", REMINDERS, (REMINDER_WAITS,)),
        ("reminders_failed", REMINDERS, (REMINDERS.c.failed_at.is_not(None),)),
        ("posts", OUTBOX, (POST_WAITS,)),
        ("posts_failed", OUTBOX, (OUTBOX.c.failed_at.is_not(None),)),
        ("parked", PARKED_UPDATES, ()),
    )
}


def get(key: str) -> Work[str | None]:
    rows = yield GET, {"key": key}
    return str(rows[0][0]) if rows else None


def put(key: str, value: str) -> Work[None]:
    yield SET, {"key": key, "value": value}


def counts() -> Work[dict[str, int]]:
    """How many there are of each; `reminders` and `posts` are those still to be sent."""
    out = {}
    for name, statement in COUNTS.items():
        rows = yield statement, {}
        out[name] = int(rows[0][0])
    return out
