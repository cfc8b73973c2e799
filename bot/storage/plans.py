"""Plans: the part of the store that reminders need: what is planned, due, said and answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from bot.storage import coming, hours, pings, reminders
from bot.storage.changes import Post
from bot.storage.coming import Coming
from bot.storage.engine import Engine
from bot.storage.faults import Stale
from bot.storage.reminders import DueReminder, Planned


class Plans:
    """What a store can be asked of reminders."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self._clock = clock

    async def claim_reminders(self, now: datetime, limit: int, lease: timedelta) -> list[DueReminder]:
        """Reminders due, at least `limit` where there are so many and always all of a chat, for this worker alone until
        the lease ends, oldest first; none for who blocked the bot."""
        return await self._engine.write(reminders.claim(now, limit, now + lease))

    async def announce(self, due: Sequence[DueReminder], post: Post) -> bool:
        """Marks these reminders sent and queues the message about them in one commit. False, and nothing is saved,
        when one of them is no longer in the hands of this worker."""
        try:
            await self._engine.write(reminders.announce(due, post, self._clock()))
        except Stale:
            return False
        return True

    async def reminder_sent(self, reminder_id: int, token: str) -> bool:
        """Whether the token still counted; a stale one changes nothing."""
        return await self._engine.write(reminders.LEASES.sent(reminder_id, token, self._clock()))

    async def reminder_dropped(self, due: DueReminder) -> bool:
        """It is no longer true and leaves the plan; whether the token still counted."""
        return await self._engine.write(reminders.drop(due))

    async def reminder_moved(self, due: DueReminder, due_at: datetime, deliver_at: datetime) -> bool:
        """Its time has moved since it was planned: it waits for that one as if it had been planned so."""
        return await self._engine.write(reminders.move(due, due_at, deliver_at))

    async def reminder_failed(self, reminder_id: int, token: str, retry_at: datetime | None, error: str) -> bool:
        """Something was wrong with it: again at `retry_at`, in a day at the latest, or given up when there is none."""
        return await self._engine.write(reminders.LEASES.failed(reminder_id, token, self._clock(), retry_at, error))

    async def planned(self, chat_id: int) -> list[Planned]:
        """The reminders still to come for this chat, the next one first."""
        return await self._engine.read(reminders.planned(chat_id))

    async def unanswered(self, chat_id: int) -> list[pings.Said]:
        """The reminders that were said in this chat and not answered, the newest first."""
        return await self._engine.read(pings.unanswered(chat_id))

    async def said(self, chat_id: int) -> dict[int, datetime]:
        """When a reminder of each case of the chat was last said, by case."""
        return await self._engine.read(hours.said(chat_id, self._clock()))

    async def coming(self) -> list[Coming]:
        """Everything that waits to be sent, of all chats, the next one first."""
        return await self._engine.read(coming.coming())
