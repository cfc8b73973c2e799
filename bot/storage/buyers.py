"""Buyers: one row per private chat; the revision every turn is checked against, and what the buyer was shown.

`shown` only ever grows. It is written behind (`shown.py`), so a turn may save an older value than the row has:
then the row's value and its screen stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any, Final

from sqlalchemy import case, delete, null, select, update

from bot.domain.buyer import Buyer
from bot.storage import facts, holdings, reminders, replicas
from bot.storage.apart import PARKED_UPDATES
from bot.storage.changes import Changes
from bot.storage.faults import Stale
from bot.storage.statement import Statement, Upsert, Work, given, slots
from bot.storage.tables import BUYERS, OUTBOX, OWED

NAMES: Final = tuple(entry.name for entry in fields(Buyer))
COLUMNS: Final = [BUYERS.c[name] for name in NAMES]
_NOTICE: Final = NAMES.index("notice")
_APART: Final = ("chat_id", "created_at", "blocked")
"""Not written with the rest: the first two stay, and the last is compared with what the row has, because the reminders
fall asleep and wake with it."""

_NEWER: Final = BUYERS.c.shown > given(BUYERS, "shown")
_ROW: Final = (BUYERS.c.shown, BUYERS.c.screen_id, BUYERS.c.painter, BUYERS.c.last_number, BUYERS.c.blocked)

INSERT: Final = Upsert(
    BUYERS,
    lambda insert: (
        insert.values(slots(BUYERS, *NAMES, "last_number") | {"painter": given(BUYERS, "painter", "me")})
        .on_conflict_do_nothing()
        .returning(*_ROW)
    ),
)
UPDATE: Final = Statement(
    update(BUYERS)
    .where(BUYERS.c.chat_id == given(BUYERS, "chat_id"), BUYERS.c.revision == given(BUYERS, "revision", "was"))
    .values(
        slots(BUYERS, *(name for name in NAMES if name not in _APART))
        | {
            "shown": case((_NEWER, BUYERS.c.shown), else_=given(BUYERS, "shown")),
            "screen_id": case((_NEWER, BUYERS.c.screen_id), else_=given(BUYERS, "screen_id")),
            "last_number": BUYERS.c.last_number + given(BUYERS, "last_number"),
            "painter": replicas.PAINTER,
            # A word of the buyer: what they were told of being deleted counts no more.
            "warned_at": case((BUYERS.c.active_at == given(BUYERS, "active_at"), BUYERS.c.warned_at), else_=null()),
        }
    )
    .returning(*_ROW)
)
BLOCK: Final = Statement(
    update(BUYERS).where(BUYERS.c.chat_id == given(BUYERS, "chat_id")).values(slots(BUYERS, "blocked"))
)
LOOK_AT: Final = Statement(
    update(BUYERS).where(BUYERS.c.chat_id == given(BUYERS, "chat_id")).values(slots(BUYERS, "case_id"))
)
MARK: Final = Statement(
    update(BUYERS)
    .where(
        BUYERS.c.chat_id == given(BUYERS, "chat_id"),
        BUYERS.c.shown <= given(BUYERS, "shown"),
        # A late mark must not outlive a forgotten buyer and count for the next one in this chat.
        BUYERS.c.revision >= given(BUYERS, "shown"),
    )
    .values(
        slots(BUYERS, "shown", "screen_id")
        | {"notice": case((BUYERS.c.revision == given(BUYERS, "shown"), facts.EMPTY), else_=BUYERS.c.notice)}
    )
)
OWED_CHATS: Final = Statement(
    select(BUYERS.c.chat_id)
    .where(OWED, BUYERS.c.chat_id > given(BUYERS, "chat_id", "after"))
    .order_by(BUYERS.c.chat_id)
    .limit(given(BUYERS, "revision", "most"))
)
FORGET: Final = tuple(
    Statement(delete(table).where(table.c.chat_id == given(table, "chat_id")))
    for table in (OUTBOX, PARKED_UPDATES, BUYERS)
)


def from_row(row: Sequence[Any]) -> Buyer:
    """The buyer from the columns `COLUMNS`."""
    values = dict(zip(NAMES, row, strict=True))
    values["notice"] = facts.loads(values["notice"])
    return Buyer(**values)


def save(changes: Changes, me: str) -> Work[tuple[Buyer, str, int]]:
    """Saves the buyer at its new revision: the buyer as stored, who shows it its screens, and the number of its newest
    case. `me`: this process.

    Stale when the row is not at the revision before. Where everything is deleted, the notice says how much that was and
    how much is left, as counted before and after. A case about to be opened is counted here, under the lock
    of the row, so that two of them never get one number."""
    buyer, at = changes.buyer, changes.at
    values = {name: getattr(buyer, name) for name in NAMES}
    values["created_at"] = at if changes.forget_all else buyer.created_at or at
    if changes.update_id is not None or buyer.active_at is None:
        values["active_at"] = at
    if changes.forget_case is not None and changes.forget_case == buyer.case_id:
        values["case_id"] = None
    opens_one = changes.record is not None and changes.record.id == 0
    asked = {"notice": facts.dumps(buyer.notice), "was": buyer.revision - 1, "last_number": int(opens_one)}
    asked |= replicas.asked(me, at)
    rows = yield (INSERT if buyer.revision == 1 else UPDATE), values | asked
    if not rows:
        raise Stale
    if changes.forget_all:
        gone = yield from holdings.held(buyer.chat_id)
        yield from forget(buyer.chat_id)
        left = yield from holdings.held(buyer.chat_id)
        values["notice"] = {**buyer.notice, "gone": gone.told(), "left": left.rows}
        rows = yield INSERT, values | asked | {"notice": facts.dumps(values["notice"])}
    values["shown"], values["screen_id"], painter, last_number, blocked = rows[0]
    if blocked != buyer.blocked:
        yield BLOCK, {"chat_id": buyer.chat_id, "blocked": buyer.blocked}
        yield from reminders.rest(buyer.chat_id, asleep=buyer.blocked)
    return Buyer(**values), painter, last_number


def look_at(buyer: Buyer, case_id: int) -> Work[Buyer]:
    """Makes this the buyer's current case."""
    yield LOOK_AT, {"chat_id": buyer.chat_id, "case_id": case_id}
    return replace(buyer, case_id=case_id)


def owed(limit: int, after: int | None) -> Work[list[int]]:
    rows = yield OWED_CHATS, {"after": -(1 << 63) if after is None else after, "most": limit}
    return [chat_id for (chat_id,) in rows]


def forget(chat_id: int) -> Work[None]:
    """Deletes everything of this chat: messages to it and about it, parked updates, cases and what hangs on them."""
    for statement in FORGET:
        yield statement, {"chat_id": chat_id}
