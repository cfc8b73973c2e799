"""Traces: what in a support group is known to be ours, by the ids of messages; they only grow."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from sqlalchemy import select

from bot.domain.ticket import Ticket
from bot.storage import outbox, relays, tickets
from bot.storage.changes import Post
from bot.storage.engine import Engine
from bot.storage.statement import Statement, Work, given
from bot.storage.tables import OUTBOX

TOPICS_MADE: Final = Statement(
    select(OUTBOX.c.id).where(
        OUTBOX.c.ticket_id == given(OUTBOX, "ticket_id"),
        OUTBOX.c.chat_id == given(OUTBOX, "chat_id"),
        OUTBOX.c.errand == "topic",
        OUTBOX.c.sent_at > given(OUTBOX, "sent_at", "since"),
    )
)


class Traces:
    """Asked by whoever looks for something that may have been sent."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self._engine, self._clock = engine, clock

    async def newest(self, group_id: int) -> int:
        """The newest message of this group that is known to be ours; 0: none."""
        return await self._engine.read(_newest(group_id))

    async def arrived(self, case_id: int, topic_id: int) -> frozenset[int]:
        """The buyer's messages that stand in this topic of the case."""
        return await self._engine.read(relays.arrived(case_id, topic_id))

    async def topics_made(self, ticket: Ticket, since: datetime) -> int:
        """How many topics were made for this ticket in its group after this instant."""
        return await self._engine.read(_topics_made(ticket, since))

    async def lost(self, ticket: Ticket, *posts: Post) -> None:
        """Forgets the topic of the ticket, unless a newer one took its place, and queues what makes a new one."""
        await self._engine.write(outbox.add_again(ticket, posts, self._clock()))


def _topics_made(ticket: Ticket, since: datetime) -> Work[int]:
    rows = yield TOPICS_MADE, {"ticket_id": ticket.case_id, "chat_id": ticket.group_id, "since": since}
    return len(rows)


def _newest(group_id: int) -> Work[int]:
    topic = yield from tickets.newest_topic(group_id)
    return max(topic, (yield from relays.newest_of_ours(group_id)))
