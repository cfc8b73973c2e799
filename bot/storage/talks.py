"""Talks: what may be asked of the messages that go to and fro between a buyer and the volunteers, and of those that
have not arrived yet. A room of the store's own: `store.talks`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.domain.ticket import Relay, Ticket
from bot.storage import carried, outbox, relays
from bot.storage.changes import Post
from bot.storage.engine import Engine
from bot.storage.faults import Stale


class Talks:
    """All methods raise `StorageFault` when the database can't be used."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self._engine, self._clock = engine, clock

    async def in_group(self, group_id: int, message_id: int) -> Relay | None:
        """What this message stands for, in whatever topic of the group it is."""
        return await self._engine.read(relays.in_group(group_id, message_id))

    async def on_its_way(self, ticket: Ticket, source: int) -> bool:
        """Whether this message of a volunteer's waits to be sent to the buyer."""
        return bool(await self._engine.read(carried.waiting(ticket.case_id, ticket.chat_id, source)))

    async def newest_sent(self, case_id: int) -> int:
        """The newest message of a volunteer's that the buyer has; 0: none."""
        return await self._engine.read(relays.newest_sent(case_id))

    async def posted(self, key: str) -> bool:
        """Whether a post of this key is queued, or was sent in the last weeks."""
        return await self._engine.read(outbox.known(key))

    async def take_back(self, update_id: int, ticket: Ticket, source: int, sent: Post, *waited: Post) -> None:
        """What waited of this message of a volunteer's is not sent any more, and then `waited` is queued; else `sent`.
        Nothing when this update had its effect before."""
        try:
            await self._engine.write(outbox.taken_back(update_id, ticket, source, sent, waited, self._clock()))
        except Stale:
            return

    async def mark_late(self, now: datetime) -> int:
        """Queues the sign that says "on its way" for what has been waiting for a while; how many."""
        return await self._engine.write(outbox.mark_late(now))
