"""Sweep: shows what another process left unshown. Only where several serve one database.

A process that dies owes screens; one that paints a chat does not hear of a turn that another one took meanwhile. Both
are found in the database: a chat that was owed the same screen at two looks, and that nobody living is busy with.
"""

from __future__ import annotations

import asyncio
from typing import Final, Protocol

import structlog

from bot.services.reply import Reply
from bot.storage.faults import StorageFault
from handlers.errors import code
from handlers.show import NOWHERE, Screens

_log = structlog.get_logger(__name__)

_PAUSE: Final = 2.0


class Backlog(Protocol):
    """What is owed, as the database has it."""

    async def left(self) -> dict[int, int]:
        """Chats that are owed a screen that no other living process shows, with their revisions."""

    async def owing(self, chat_id: int) -> Reply | None:
        """What this chat is still owed, and is now ours to show. None: nothing, or another process shows it."""


class Sweep:
    """`once` is one look. A screen that was shown in vain is not shown again: the next turn or start has it."""

    def __init__(self, backlog: Backlog, screens: Screens) -> None:
        self._backlog, self._screens = backlog, screens
        self._before: dict[int, int] = {}
        self._tried: dict[int, int] = {}

    async def run(self) -> None:
        """Looks every few seconds, until cancelled. An outage of the database is waited out."""
        while True:
            await asyncio.sleep(_PAUSE)
            try:
                await self.once()
            except StorageFault as fault:
                _log.warning("sweep_waits", error=code(fault))

    async def once(self) -> int:
        """Shows what was owed at the last look already; how many chats."""
        found = await self._backlog.left()
        waited = [chat_id for chat_id, revision in found.items() if self._before.get(chat_id) == revision]
        self._before = found
        self._tried = {chat_id: revision for chat_id, revision in self._tried.items() if chat_id in found}
        swept = 0
        for chat_id in waited:
            if self._screens.busy(chat_id) or self._tried.get(chat_id) == found[chat_id]:
                continue
            self._tried[chat_id] = found[chat_id]
            reply = await self._backlog.owing(chat_id)
            if reply is not None:
                self._screens.show(reply, NOWHERE)
                swept += 1
        if swept:
            _log.info("owed_screens", chats=swept)
        return swept
