"""Alarm: what cannot be made, or what Telegram refuses for good. The host hears of it, and a buyer is not left with
nothing: a screen stays owed, and the next release or the next answer brings it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import structlog

from bot.domain.buyer import Buyer
from bot.storage.changes import Post
from bot.storage.faults import StorageFault
from bot.storage.store import Store
from handlers.errors import code

_log = structlog.get_logger(__name__)

UNSENT: Final = "unsent"
"""The report about a message that was given up; about itself there is none."""


class Alarm:
    """`hosts` are the private chats of whoever runs the bot."""

    def __init__(self, store: Store, hosts: Sequence[int]) -> None:
        self._store, self._hosts = store, hosts

    async def unshown(self, buyer: Buyer, template: str, reason: str) -> None:
        """Queues a word to the buyer, once a screen, and one to each host, once a day for each kind of failure."""
        day = f"{buyer.active_at:%Y%m%d}" if buyer.active_at else ""
        facts = {"screen": template, "error": reason}
        posts = [Post(host, "unshown", facts, key=f"unshown:{template}:{reason}:{day}:{host}") for host in self._hosts]
        key = f"unshown:{buyer.chat_id}:{buyer.revision}"
        posts.append(Post(buyer.chat_id, "stuck", {}, buyer.language, urgent=True, key=key))
        await self._queue(buyer.chat_id, posts)

    async def unsent(self, what: str, reason: str, at: datetime) -> None:
        """Queues a word to each host about a message that does not go out, once a day for each kind of failure.
        `what` is its template, or the kind of a reminder."""
        key = f"{UNSENT}:{what}:{reason}:{at:%Y%m%d}"
        facts = {"what": what, "error": reason}
        await self._queue(None, [Post(host, UNSENT, facts, key=f"{key}:{host}") for host in self._hosts])

    async def _queue(self, chat_id: int | None, posts: Sequence[Post]) -> None:
        try:
            await self._store.post(*posts)
        except StorageFault as fault:  # a screen is still owed: it is tried again after the next start
            _log.warning("alarm_unsaved", chat=chat_id, error=code(fault))
