"""Tickets: which case is in which topic of the support group, and who has it.

A turn saves what people decided; the topic and the card are remembered when Telegram took them, apart from any turn,
so that neither overwrites the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any, Final

from sqlalchemy import case, null, select, update

from bot.domain.ticket import Ticket
from bot.storage.changes import Post
from bot.storage.statement import Statement, Upsert, Work, given, slots
from bot.storage.tables import TICKET_OPEN, TICKETS

NAMES: Final = tuple(entry.name for entry in fields(Ticket))
COLUMNS: Final = [TICKETS.c[name] for name in NAMES]
_APART: Final = ("topic_id", "card_id", "topic_name", "waiting_since", "answered_at", "alarmed_at")
"""Not decided in a turn: what Telegram took, and who waits; each has its own moment to be written."""
_DECIDED: Final = tuple(name for name in NAMES if name not in _APART)
_ONCE: Final = ("case_id", "chat_id", "group_id", "opened_at")
_ONE: Final = TICKETS.c.case_id == given(TICKETS, "case_id")


def _still_waits(insert: Any) -> Any:
    """Nobody waits in a case that is closed."""
    return case((insert.excluded.closed_at.is_(None), TICKETS.c.waiting_since), else_=null())


ONE: Final = Statement(select(*COLUMNS).where(_ONE))
OF_TOPIC: Final = Statement(
    select(*COLUMNS).where(
        TICKETS.c.group_id == given(TICKETS, "group_id"), TICKETS.c.topic_id == given(TICKETS, "topic_id")
    )
)
SAVE: Final = Upsert(
    TICKETS,
    lambda insert: insert.values(slots(TICKETS, *_DECIDED)).on_conflict_do_update(
        index_elements=["case_id"],
        set_={name: insert.excluded[name] for name in _DECIDED if name not in _ONCE}
        | {"waiting_since": _still_waits(insert)},
    ),
)
OPEN: Final = Statement(
    select(*COLUMNS)
    .where(TICKET_OPEN, TICKETS.c.case_id > given(TICKETS, "case_id", "last"))
    .order_by(TICKETS.c.case_id)
    .limit(given(TICKETS, "case_id", "most"))
)
FOUND_TOPIC: Final = Statement(
    update(TICKETS).where(_ONE).values(slots(TICKETS, "group_id", "topic_id") | {"card_id": null()})
)
FOUND_CARD: Final = Statement(update(TICKETS).where(_ONE).values(slots(TICKETS, "card_id")))
TOPICS: Final = Statement(
    select(TICKETS.c.case_id, TICKETS.c.group_id, TICKETS.c.topic_id).where(
        TICKETS.c.chat_id == given(TICKETS, "chat_id"), TICKETS.c.topic_id.is_not(None)
    )
)
LOSE: Final = Statement(
    update(TICKETS)
    .where(_ONE, TICKETS.c.topic_id == given(TICKETS, "topic_id"))
    .values({"topic_id": null(), "card_id": null()})
)


def from_row(row: Sequence[Any]) -> Ticket:
    """The ticket from the columns `COLUMNS`."""
    return Ticket(*row)


def one(case_id: int) -> Work[Ticket | None]:
    rows = yield ONE, {"case_id": case_id}
    return from_row(rows[0]) if rows else None


def of_topic(group_id: int, topic_id: int) -> Work[Ticket | None]:
    rows = yield OF_TOPIC, {"group_id": group_id, "topic_id": topic_id}
    return from_row(rows[0]) if rows else None


def open_after(case_id: int, most: int) -> Work[list[Ticket]]:
    """The tickets that are not closed, by case, those after this one."""
    rows = yield OPEN, {"last": case_id, "most": most}
    return list(map(from_row, rows))


def save(ticket: Ticket) -> Work[None]:
    """What people decided; topic and card stay as they are."""
    yield SAVE, {name: getattr(ticket, name) for name in _DECIDED}


def found_topic(case_id: int, group_id: int, topic_id: int) -> Work[None]:
    """The topic is there; it has no card yet."""
    yield FOUND_TOPIC, {"case_id": case_id, "group_id": group_id, "topic_id": topic_id}


def found_card(case_id: int, card_id: int) -> Work[None]:
    yield FOUND_CARD, {"case_id": case_id, "card_id": card_id}


def copies(chat_id: int, case_id: int | None = None) -> Work[tuple[Post, ...]]:
    """What deletes the topics of this buyer, or of one case: what volunteers have of it goes with the rest. Such a
    post belongs to nobody, for it has to outlive them."""
    rows = yield TOPICS, {"chat_id": chat_id}
    return tuple(
        Post(group_id, "", {"thread": topic_id}, key=f"drop:{group_id}:{topic_id}", errand="drop_topic")
        for row, group_id, topic_id in rows
        if case_id in (None, row)
    )


def lose(case_id: int, topic_id: int) -> Work[None]:
    """The topic is gone, unless a newer one took its place."""
    yield LOSE, {"case_id": case_id, "topic_id": topic_id}
