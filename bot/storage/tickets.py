"""Tickets: which case is in which topic of the support group, and who has it.

A turn saves what people decided; the topic and the card are remembered when Telegram took them, apart from any turn,
so that neither overwrites the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any, Final

from sqlalchemy import case, null, select, update

from bot.domain.ticket import Side, Ticket
from bot.storage.changes import Post
from bot.storage.statement import Statement, Upsert, Work, given, slots
from bot.storage.tables import RELAYS, TICKET_OPEN, TICKETS

NAMES: Final = tuple(entry.name for entry in fields(Ticket))
COLUMNS: Final = [TICKETS.c[name] for name in NAMES]
_APART: Final = ("topic_id", "card_id", "topic_name", "card_says", "waiting_since", "answered_at", "alarmed_at")
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
OF_MESSAGE: Final = Statement(
    select(*COLUMNS)
    .join(RELAYS, RELAYS.c.case_id == TICKETS.c.case_id)
    .where(
        TICKETS.c.group_id == given(TICKETS, "group_id"),
        RELAYS.c.topic_message_id == given(RELAYS, "topic_message_id", "message_id"),
    )
    .limit(1)
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
_BARE: Final = {"card_id": null(), "topic_name": null(), "card_says": null()}
FOUND_TOPIC: Final = Statement(update(TICKETS).where(_ONE).values(slots(TICKETS, "group_id", "topic_id") | _BARE))
FOUND_CARD: Final = Statement(update(TICKETS).where(_ONE).values(slots(TICKETS, "group_id", "card_id")))
NAMED: Final = Statement(update(TICKETS).where(_ONE).values(slots(TICKETS, "topic_name")))
CARD_SAYS: Final = Statement(update(TICKETS).where(_ONE).values(slots(TICKETS, "card_says")))
NEWEST_TOPIC: Final = Statement(
    select(TICKETS.c.topic_id)
    .where(TICKETS.c.group_id == given(TICKETS, "group_id"), TICKETS.c.topic_id.is_not(None))
    .order_by(TICKETS.c.topic_id.desc())
    .limit(1)
)
OF_BUYER: Final = Statement(
    select(TICKETS.c.case_id, TICKETS.c.group_id, TICKETS.c.topic_id).where(
        TICKETS.c.chat_id == given(TICKETS, "chat_id")
    )
)
IN_GROUP: Final = Statement(
    select(RELAYS.c.topic_message_id)
    .where(
        RELAYS.c.case_id == given(RELAYS, "case_id"),
        RELAYS.c.topic_message_id > 0,
        RELAYS.c.side != str(Side.VOLUNTEER),
    )
    .order_by(RELAYS.c.topic_message_id)
)
LOSE: Final = Statement(
    update(TICKETS).where(_ONE, TICKETS.c.topic_id == given(TICKETS, "topic_id")).values({"topic_id": null(), **_BARE})
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


def of_message(group_id: int, message_id: int) -> Work[Ticket | None]:
    rows = yield OF_MESSAGE, {"group_id": group_id, "message_id": message_id}
    return from_row(rows[0]) if rows else None


def open_after(case_id: int, most: int) -> Work[list[Ticket]]:
    """The tickets that are not closed, by case, those after this one."""
    rows = yield OPEN, {"last": case_id, "most": most}
    return list(map(from_row, rows))


def save(ticket: Ticket) -> Work[None]:
    """What people decided; topic and card stay as they are."""
    yield SAVE, {name: getattr(ticket, name) for name in _DECIDED}


def found_topic(case_id: int, group_id: int, topic_id: int) -> Work[None]:
    """The topic is there; nothing is known yet of its name, and it has no card."""
    yield FOUND_TOPIC, {"case_id": case_id, "group_id": group_id, "topic_id": topic_id}


def found_card(case_id: int, group_id: int, card_id: int) -> Work[None]:
    """The card is there; without topics it is what makes the group the one that has the case."""
    yield FOUND_CARD, {"case_id": case_id, "group_id": group_id, "card_id": card_id}


def named(case_id: int, name: str) -> Work[None]:
    """Telegram was told that the name of the topic says this."""
    yield NAMED, {"case_id": case_id, "topic_name": name}


def card_says(case_id: int, says: str) -> Work[None]:
    """The card says this now, of that which the calendar alone can change."""
    yield CARD_SAYS, {"case_id": case_id, "card_says": says}


def newest_topic(group_id: int) -> Work[int]:
    """The newest topic of a case in this group; 0: there is none."""
    rows = yield NEWEST_TOPIC, {"group_id": group_id}
    return rows[0][0] if rows else 0


def copies(chat_id: int, case_id: int | None = None) -> Work[tuple[Post, ...]]:
    """What deletes what the groups have of this buyer, or of one case: the topics, and the messages of ours where
    there are none. Such a post belongs to nobody, for it has to outlive them."""
    rows = yield OF_BUYER, {"chat_id": chat_id}
    posts = []
    for row, group_id, topic_id in rows:
        if case_id in (None, row):
            found = yield IN_GROUP, {"case_id": row}
            told = {"thread": topic_id, "messages": sorted({int(number) for (number,) in found})}
            if topic_id is not None or told["messages"]:
                posts.append(Post(group_id, "", told, key=f"drop:{group_id}:{row}", errand="drop_topic"))
    return tuple(posts)


def counted(copies: Sequence[Post]) -> dict[str, int]:
    """How many messages those posts delete: in topics that go as a whole, and outside, one by one."""
    sizes = [(bool(post.facts["thread"]), len(post.facts["messages"])) for post in copies]
    return {
        "topics": sum(topic for topic, _ in sizes),
        "in_topics": sum(size for topic, size in sizes if topic),
        "alone": sum(size for topic, size in sizes if not topic),
    }


def lose(case_id: int, topic_id: int) -> Work[None]:
    """The topic is gone, unless a newer one took its place."""
    yield LOSE, {"case_id": case_id, "topic_id": topic_id}
