"""Relays: which message in a topic is which message with the buyer, so that replies find their target both ways."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sqlalchemy import and_, delete, func, select

from bot.domain.ticket import Relay, Side
from bot.storage.statement import Statement, Upsert, Values, Work, given, slots
from bot.storage.tables import RELAYS, TICKETS

_NAMES: Final = ("case_id", "topic_message_id", "buyer_message_id", "side")
_COLUMNS: Final = [RELAYS.c[name] for name in _NAMES]
_OF_CASE: Final = RELAYS.c.case_id == given(RELAYS, "case_id")

ADD: Final = Upsert(RELAYS, lambda insert: insert.values(slots(RELAYS, *_NAMES)).on_conflict_do_nothing())
IN_TOPIC: Final = Statement(
    select(*_COLUMNS)
    .where(_OF_CASE, RELAYS.c.topic_message_id == given(RELAYS, "topic_message_id", "message_id"))
    .order_by(RELAYS.c.buyer_message_id.desc())
    .limit(1)
)
WITH_BUYER: Final = Statement(
    select(*_COLUMNS)
    .join(TICKETS, TICKETS.c.case_id == RELAYS.c.case_id)
    .where(
        TICKETS.c.chat_id == given(TICKETS, "chat_id"),
        RELAYS.c.buyer_message_id == given(RELAYS, "buyer_message_id", "message_id"),
    )
    .order_by(RELAYS.c.topic_message_id.desc())
    .limit(1)
)
OURS: Final = Statement(
    select(RELAYS.c.topic_message_id)
    .join(TICKETS, TICKETS.c.case_id == RELAYS.c.case_id)
    .where(TICKETS.c.group_id == given(TICKETS, "group_id"), RELAYS.c.side != str(Side.VOLUNTEER))
    .order_by(RELAYS.c.topic_message_id.desc())
    .limit(1)
)
ARRIVED: Final = Statement(
    select(RELAYS.c.buyer_message_id).where(
        _OF_CASE, RELAYS.c.side == str(Side.BUYER), RELAYS.c.topic_message_id > given(RELAYS, "topic_message_id")
    )
)
IN_GROUP: Final = Statement(
    select(*_COLUMNS)
    .join(TICKETS, TICKETS.c.case_id == RELAYS.c.case_id)
    .where(
        TICKETS.c.group_id == given(TICKETS, "group_id"),
        RELAYS.c.topic_message_id == given(RELAYS, "topic_message_id", "message_id"),
    )
    .order_by(RELAYS.c.buyer_message_id.desc())
    .limit(1)
)
_OF_VOLUNTEER: Final = and_(
    _OF_CASE,
    RELAYS.c.topic_message_id == given(RELAYS, "topic_message_id", "message_id"),
    RELAYS.c.side == given(RELAYS, "side"),
)
STANDING_FOR: Final = Statement(
    select(RELAYS.c.buyer_message_id).where(_OF_VOLUNTEER).order_by(RELAYS.c.buyer_message_id)
)
NEWEST_SENT: Final = Statement(
    select(func.max(RELAYS.c.topic_message_id)).where(_OF_CASE, RELAYS.c.side == str(Side.VOLUNTEER))
)
FORGET: Final = Statement(delete(RELAYS).where(_OF_VOLUNTEER))


def add(entries: Iterable[Relay]) -> Work[None]:
    rows: list[Values] = [{name: getattr(entry, name) for name in _NAMES} for entry in entries]
    if rows:
        yield ADD, rows


def in_topic(case_id: int, message_id: int) -> Work[Relay | None]:
    """What this message of the topic is; None: something that volunteers said among themselves."""
    rows = yield IN_TOPIC, {"case_id": case_id, "message_id": message_id}
    return _read(rows[0]) if rows else None


def with_buyer(chat_id: int, message_id: int) -> Work[Relay | None]:
    """What this message of the buyer's chat is, newest topic first; None: nothing that was carried."""
    rows = yield WITH_BUYER, {"chat_id": chat_id, "message_id": message_id}
    return _read(rows[0]) if rows else None


def newest_of_ours(group_id: int) -> Work[int]:
    """The newest message that was sent into a topic of this group and is known by its id; 0: none."""
    rows = yield OURS, {"group_id": group_id}
    return rows[0][0] if rows else 0


def arrived(case_id: int, topic_id: int) -> Work[frozenset[int]]:
    """The buyer's messages that are in this topic of the case: those that came into the group after it was made."""
    rows = yield ARRIVED, {"case_id": case_id, "topic_message_id": topic_id}
    return frozenset(row[0] for row in rows)


def in_group(group_id: int, message_id: int) -> Work[Relay | None]:
    """What this message is in whatever topic of the group; None: nothing that was carried."""
    rows = yield IN_GROUP, {"group_id": group_id, "message_id": message_id}
    return _read(rows[0]) if rows else None


def standing_for(case_id: int, message_id: int) -> Work[tuple[int, ...]]:
    """The messages with the buyer that stand for this one of a volunteer's, oldest first; 0 and the buyer's own are
    none of them."""
    rows = yield STANDING_FOR, {"case_id": case_id, "message_id": message_id, "side": Side.VOLUNTEER}
    return tuple(number for (number,) in rows)


def newest_sent(case_id: int) -> Work[int]:
    """The newest message of a volunteer's that the buyer has; 0: none."""
    rows = yield NEWEST_SENT, {"case_id": case_id}
    return rows[0][0] or 0


def forget(case_id: int, message_id: int) -> Work[None]:
    """This message of a volunteer's stands for nothing any more."""
    yield FORGET, {"case_id": case_id, "message_id": message_id, "side": Side.VOLUNTEER}


def _read(row: tuple[int, int, int, str]) -> Relay:
    case_id, topic_message_id, buyer_message_id, side = row
    return Relay(case_id, topic_message_id, buyer_message_id, Side(side))
