"""Updates: which had their effect already, and which were given up and parked for the host to look at.

Only numbers are kept of the first kind. A parked one keeps what it said, so it goes when its chat is forgotten, and in
any case after some weeks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import delete, select

from bot.storage.apart import PARKED_UPDATES, SEEN_UPDATES
from bot.storage.faults import Stale
from bot.storage.statement import Statement, Upsert, Work, given, slots

_PARKED: Final = ("update_id", "chat_id", "payload", "error", "attempts", "at")

SEE: Final = Upsert(
    SEEN_UPDATES,
    lambda insert: (
        insert.values(slots(SEEN_UPDATES, "update_id", "at"))
        .on_conflict_do_nothing()
        .returning(SEEN_UPDATES.c.update_id)
    ),
)
PARK: Final = Upsert(
    PARKED_UPDATES,
    lambda insert: insert.values(slots(PARKED_UPDATES, *_PARKED)).on_conflict_do_update(
        index_elements=["update_id"],
        set_={
            "attempts": PARKED_UPDATES.c.attempts + insert.excluded.attempts,
            "error": insert.excluded.error,
            "at": insert.excluded.at,
        },
    ),
)
PARKED: Final = Statement(
    select(*(PARKED_UPDATES.c[name] for name in _PARKED))
    .order_by(PARKED_UPDATES.c.at.desc(), PARKED_UPDATES.c.update_id.desc())
    .limit(given(PARKED_UPDATES, "attempts", "most"))
)
PRUNE: Final = Statement(
    delete(SEEN_UPDATES).where(SEEN_UPDATES.c.at < given(SEEN_UPDATES, "at")).returning(SEEN_UPDATES.c.update_id)
)
PRUNE_PARKED: Final = Statement(
    delete(PARKED_UPDATES)
    .where(PARKED_UPDATES.c.at < given(PARKED_UPDATES, "at"))
    .returning(PARKED_UPDATES.c.update_id)
)


@dataclass(frozen=True, slots=True)
class Parked:
    """An update that failed every time it was tried. `error` is the name of its class, `payload` its JSON."""

    update_id: int
    chat_id: int | None
    payload: str
    error: str
    attempts: int
    at: datetime


def see(update_id: int, at: datetime) -> Work[None]:
    """Takes the update as done; Stale when it was done before."""
    rows = yield SEE, {"update_id": update_id, "at": at}
    if not rows:
        raise Stale


def overlook(update_id: int, at: datetime) -> Work[None]:
    """Takes an update as done that has no effect; nothing, when it was done before."""
    yield SEE, {"update_id": update_id, "at": at}


def park(entry: Parked) -> Work[None]:
    """Sets the update aside and counts it as seen, so that it is never tried again by itself."""
    yield PARK, {name: getattr(entry, name) for name in _PARKED}
    yield SEE, {"update_id": entry.update_id, "at": entry.at}


def parked(limit: int) -> Work[list[Parked]]:
    """The newest first."""
    rows = yield PARKED, {"most": limit}
    return [Parked(*row) for row in rows]


def prune(seen: datetime, parked: datetime) -> Work[int]:
    """Forgets the numbers of updates seen before the one instant, and updates parked before the other; how many."""
    numbers = yield PRUNE, {"at": seen}
    updates = yield PRUNE_PARKED, {"at": parked}
    return len(numbers) + len(updates)
