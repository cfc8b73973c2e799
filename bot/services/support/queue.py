"""Queue: the open cases of a group, in the order in which they need somebody."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from bot.domain.ticket import Remark, Ticket
from bot.services.scene import Scene
from bot.services.support.deadline import deadline
from bot.services.support.floor import Floor
from bot.storage.changes import Post

_SHOWN: Final = 25
"""In one message; it has to stay within what Telegram takes."""
_MOST: Final = 500
"""Open cases that are looked at, the oldest."""
_BATCH: Final = 50
_SUPERGROUP: Final = "-100"


@dataclass(frozen=True, slots=True)
class Place:
    """One open case in the queue."""

    ticket: Ticket
    scene: Scene
    ends: datetime | None

    @property
    def order(self) -> tuple[bool, datetime, int]:
        """By the hours left; those without a deadline come last, who waits longest first."""
        since = self.ticket.waiting_since or _NOBODY_WAITS
        return self.ends is None, self.ends or since, self.ticket.case_id

    def line(self) -> dict[str, Any]:
        """What its line mentions. Nothing of who the buyer is."""
        ticket, now = self.ticket, self.scene.now
        since = ticket.waiting_since
        return {
            "case_id": ticket.case_id,
            "issue": str(self.scene.case.issue or ""),
            "language": self.scene.buyer.language,
            "left": hours(self.ends - now) if self.ends else None,
            "waits": hours(now - since) if since else None,
            "who": ticket.taken_name if ticket.taken_by is not None else "",
            "link": link(ticket),
        }


_NOBODY_WAITS: Final = datetime.max.replace(tzinfo=UTC)


def hours(span: timedelta) -> int:
    """Whole hours."""
    return int(span.total_seconds() // 3600)


def link(ticket: Ticket) -> str:
    """Where a tap leads to: the topic, or the card where the group has no topics; empty where Telegram has no link."""
    number, target = str(ticket.group_id), ticket.topic_id or ticket.card_id
    if target is None or not number.startswith(_SUPERGROUP):
        return ""
    return f"https://t.me/c/{number.removeprefix(_SUPERGROUP)}/{target}"


async def queue(floor: Floor, remark: Remark, _: Ticket | None) -> None:
    """/queue, in General or in any topic."""
    places = sorted([place async for place in _places(floor, remark.group_id)], key=lambda place: place.order)
    facts = {
        "lines": [place.line() for place in places[:_SHOWN]],
        "more": len(places[_SHOWN:]),
        "thread": remark.topic_id,
        "answer": remark.message_id,
    }
    await floor.answer(remark, None, Post(remark.group_id, "queue", facts, remark.language))


async def _places(floor: Floor, group_id: int) -> AsyncIterator[Place]:
    last = seen = 0
    while seen < _MOST and (tickets := await floor.store.open_tickets(last, _BATCH)):
        for ticket in (one for one in tickets if one.group_id == group_id):
            scene = await floor.scene(ticket)
            if scene is not None:
                yield Place(ticket, scene, deadline(scene))
        seen, last = seen + len(tickets), tickets[-1].case_id


EVERYWHERE: Final = {"queue": queue}
