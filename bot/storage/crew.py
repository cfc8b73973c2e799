"""Crew: what the database knows of the volunteers' own work: who they are, whom they were alarmed of, what a week
came to. A part of the store, `Store.crew`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.domain.group import Volunteer
from bot.domain.ticket import Ticket
from bot.storage import outbox, volunteers, weekly
from bot.storage.changes import Post
from bot.storage.engine import Engine
from bot.storage.faults import Stale
from bot.storage.weekly import Week


class Crew:
    """Raises `StorageFault` as the store does."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self._engine, self._clock = engine, clock

    async def meet(self, one: Volunteer) -> None:
        """Somebody has written in a support group, by this name."""
        await self._engine.write(volunteers.meet(one))

    async def all(self, group_id: int) -> list[Volunteer]:
        """Who has written in this support group."""
        return await self._engine.read(volunteers.of_group(group_id))

    async def alarm(self, ticket: Ticket, *posts: Post) -> bool:
        """Queues what tells of a ticket that waits; False: it no longer does, or somebody told of it already."""
        try:
            await self._engine.write(outbox.add_alarm(ticket, posts, self._clock()))
        except Stale:
            return False
        return True

    async def week(self, group_id: int, since: datetime) -> Week:
        """What this support group did since then, and what lies there now."""
        return await self._engine.read(weekly.week(group_id, since))
